package dev.tenantry.shared.database;

import java.util.function.Supplier;

import jakarta.persistence.EntityManager;
import org.hibernate.Session;
import org.postgresql.PGConnection;

/**
 * The plans that PostgreSQL keeps in a session for its statements and for its checks of foreign keys. One that was made
 * while a table was small can lead through all rows of the tenant for each row that is written, until statistics are
 * gathered the next time, which can take a minute.
 */
public final class ServerPlans {

    private static final int MANY = 100;

    private ServerPlans() {}

    /** Has them made anew, for the tables as they are by now, where that many rows are worth it. */
    public static void renew(EntityManager entities, int rows) {
        if (rows < MANY) {
            return;
        }
        entities.unwrap(Session.class).doWork(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("discard plans");
            }
        });
    }

    /** Runs a query with a plan of its own, made for its values and not kept. */
    public static <T> T once(EntityManager entities, Supplier<T> query) {
        return entities.unwrap(Session.class).doReturningWork(connection -> {
            var server = connection.unwrap(PGConnection.class);
            var usual = server.getPrepareThreshold();
            server.setPrepareThreshold(0);
            try {
                return query.get();
            } finally {
                server.setPrepareThreshold(usual);
            }
        });
    }
}
