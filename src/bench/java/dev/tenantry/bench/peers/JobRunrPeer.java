package dev.tenantry.bench.peers;

import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.IntStream;

import com.zaxxer.hikari.HikariDataSource;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.scheduling.JobRequestScheduler;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.server.JobActivator;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;
import org.jobrunr.utils.mapper.jackson3.Jackson3JsonMapper;

/** JobRunr: it keeps each job with all the states that it has had. */
final class JobRunrPeer implements JobQueue {

    private static final int WORKERS = 16;
    private static final int CONNECTIONS = WORKERS + 4;
    private static final int AT_A_TIME = 1000;

    private final PostgresStorageProvider storage;
    private final JobRequestScheduler scheduler;
    private final BackgroundJobServer server;
    private boolean isStarted;

    private JobRunrPeer(HikariDataSource pool) {
        var json = new Jackson3JsonMapper();
        storage = new PostgresStorageProvider(pool);
        storage.setJobMapper(new JobMapper(json));
        scheduler = new JobRequestScheduler(storage);
        server = new BackgroundJobServer(storage, json, new Handlers(),
                BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
                        .andWorkerCount(WORKERS)
                        .andPollInterval(Duration.ofSeconds(5)));
    }

    static void main(String... arguments) throws SQLException, InterruptedException {
        try (var pool = Rounds.pool(CONNECTIONS); var queue = new JobRunrPeer(pool)) {
            Rounds.measure(queue, pool, arguments);
        }
        // It leaves threads behind.
        System.exit(0);
    }

    @Override
    public void enqueue(int jobs) {
        for (var queued = 0; queued < jobs; queued += AT_A_TIME) {
            scheduler.enqueue(IntStream.range(queued, Math.min(jobs, queued + AT_A_TIME)).mapToObj(_ -> new Nothing()));
        }
    }

    @Override
    public void begin() {
        if (isStarted) {
            server.resumeProcessing();
        } else {
            server.start();
            isStarted = true;
        }
    }

    @Override
    public void pause() {
        server.pauseProcessing();
    }

    @Override
    public String left() {
        return "select count(*) from jobrunr_jobs where state <> 'SUCCEEDED'";
    }

    @Override
    public void close() {
        server.stop();
    }

    /** A job. */
    public record Nothing() implements JobRequest {

        @Override
        public Class<Handler> getJobRequestHandler() {
            return Handler.class;
        }
    }

    /** Carries it out. */
    public static final class Handler implements JobRequestHandler<Nothing> {

        @Override
        public void run(Nothing nothing) {
            Rounds.perform();
        }
    }

    private static final class Handlers implements JobActivator {

        @Override
        public <T> T activateJob(Class<T> type) {
            return type.cast(new Handler());
        }
    }
}
