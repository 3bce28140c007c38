package dev.tenantry.bench.peers;

import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.zaxxer.hikari.HikariDataSource;
import org.slf4j.LoggerFactory;

/**
 * Rounds of jobs that do nothing, each queued before it is begun, of which the last one counts: from the first job until all are
 * recorded as done.
 */
final class Rounds {

    private static final int GLANCE = 5;
    private static final AtomicInteger PERFORMED = new AtomicInteger();
    private static final AtomicLong FIRST = new AtomicLong();

    private Rounds() {}

    /** What a job does: nothing, but that it is counted. */
    static void perform() {
        if (PERFORMED.getAndIncrement() == 0) {
            FIRST.set(System.nanoTime());
        }
    }

    /** A pool of so many connections to the database that the environment names as libpq would have it. */
    static HikariDataSource pool(int connections) {
        // A line for each job would be work that none of the others does.
        if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            root.setLevel(Level.WARN);
        }
        var pool = new HikariDataSource();
        pool.setJdbcUrl("jdbc:postgresql://%s:%s/%s".formatted(System.getenv("PGHOST"), System.getenv("PGPORT"),
                System.getenv("PGDATABASE")));
        pool.setUsername(System.getenv("PGUSER"));
        pool.setPassword(System.getenv("PGPASSWORD"));
        pool.setMaximumPoolSize(connections);
        return pool;
    }

    /** @param arguments how many jobs, and how many rounds */
    static void measure(JobQueue queue, HikariDataSource pool, String... arguments)
            throws SQLException, InterruptedException {
        var jobs = Integer.parseInt(arguments[0]);
        var rate = 0.0;
        for (var round = 0; round < Integer.parseInt(arguments[1]); round++) {
            PERFORMED.set(0);
            queue.enqueue(jobs);
            execute(pool, "checkpoint");
            queue.begin();
            while (PERFORMED.get() < jobs || left(pool, queue.left()) > 0) {
                Thread.sleep(GLANCE);
            }
            rate = jobs / ((System.nanoTime() - FIRST.get()) / 1e9);
            queue.pause();
        }
        IO.println("jobs a second: " + String.format(Locale.ROOT, "%.1f", rate));
    }

    static void execute(HikariDataSource pool, String sql) throws SQLException {
        try (var connection = pool.getConnection(); var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long left(HikariDataSource pool, String sql) throws SQLException {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
