package dev.tenantry.bench.peers;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;

/** db-scheduler: it takes and locks due executions together, and deletes each once it is done. */
final class DbSchedulerPeer implements JobQueue {

    private static final int THREADS = 20;
    private static final int CONNECTIONS = THREADS + 4;
    private static final String TABLE = """
            create table scheduled_tasks (
                task_name text not null, task_instance text not null, task_data bytea,
                execution_time timestamptz not null, picked boolean not null, picked_by text,
                last_success timestamptz, last_failure timestamptz, consecutive_failures integer,
                last_heartbeat timestamptz, version bigint not null, priority smallint,
                primary key (task_name, task_instance));
            create index on scheduled_tasks (execution_time);
            create index on scheduled_tasks (last_heartbeat)""";

    private final OneTimeTask<Void> nothing = Tasks.oneTime("nothing").execute((_, _) -> Rounds.perform());
    private final Scheduler scheduler;

    private DbSchedulerPeer(HikariDataSource pool) {
        scheduler = Scheduler.create(pool, nothing)
                .threads(THREADS)
                .pollUsingLockAndFetch(1, 4)
                .pollingInterval(Duration.ofMillis(100))
                .build();
        scheduler.pause();
        scheduler.start();
    }

    static void main(String... arguments) throws SQLException, InterruptedException {
        try (var pool = Rounds.pool(CONNECTIONS)) {
            Rounds.execute(pool, TABLE);
            try (var queue = new DbSchedulerPeer(pool)) {
                Rounds.measure(queue, pool, arguments);
            }
        }
    }

    @Override
    public void enqueue(int jobs) {
        scheduler.scheduleBatch(IntStream.range(0, jobs)
                .<TaskInstance<?>>mapToObj(_ -> nothing.instance(UUID.randomUUID().toString())), Instant.now());
    }

    @Override
    public void begin() {
        scheduler.resume();
    }

    @Override
    public void pause() {
        scheduler.pause();
    }

    @Override
    public String left() {
        return "select count(*) from scheduled_tasks";
    }

    @Override
    public void close() {
        scheduler.stop();
    }
}
