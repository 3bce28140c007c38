package dev.tenantry.bench.floor;

import java.sql.SQLException;

import com.zaxxer.hikari.HikariDataSource;

/** Work without a transaction: context and statement ride together in autocommit mode. */
record OneExchange(HikariDataSource pool) implements AutoCloseable {

    <T> T run(Caller caller, Session.Work<T> work) throws SQLException {
        try (var connection = pool.getConnection()) {
            return work.in(new Session.StatementByStatement(connection, caller));
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
