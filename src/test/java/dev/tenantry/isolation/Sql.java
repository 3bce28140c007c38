package dev.tenantry.isolation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** Shorthand for SQL on a connection; what fails here fails the test. */
record Sql(Connection connection) {

    private static final String DEADLOCK = "40P01";
    private static final int ATTEMPTS = 10;

    /** One row as it is read. */
    interface Reading<T> {
        T read(java.sql.ResultSet row) throws SQLException;
    }

    <T> List<T> query(String sql, Reading<T> reading, @Nullable Object... parameters) {
        try (var statement = prepare(sql, parameters); var rows = statement.executeQuery()) {
            var read = new ArrayList<T>();
            while (rows.next()) {
                read.add(reading.read(rows));
            }
            return read;
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    List<String> texts(String sql, @Nullable Object... parameters) {
        return query(sql, row -> row.getString(1), parameters);
    }

    String text(String sql, @Nullable Object... parameters) {
        return texts(sql, parameters).getFirst();
    }

    /** Statements, separated by semicolons, whose results do not matter. */
    void run(String sql) {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    /** Work that is undone in any case. */
    void undone(Runnable work) {
        try {
            var savepoint = connection.setSavepoint();
            try {
                work.run();
            } finally {
                connection.rollback(savepoint);
                // It would go on otherwise, around the next one, and each of thousands take a number and a lock once the innermost writes.
                connection.releaseSavepoint(savepoint);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The same for what locks many tables, which whoever works in the background can stand in the way of. */
    void undoneUntilAlone(Runnable work) {
        for (var attempt = 1;; attempt++) {
            try {
                undone(work);
                return;
            } catch (IllegalStateException refused) {
                if (attempt == ATTEMPTS || !(refused.getCause() instanceof SQLException cause
                        && DEADLOCK.equals(cause.getSQLState()))) {
                    throw refused;
                }
            }
        }
    }

    PreparedStatement prepare(String sql, @Nullable Object... parameters) throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (var i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }
}
