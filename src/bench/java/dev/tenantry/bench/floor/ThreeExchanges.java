package dev.tenantry.bench.floor;

import java.sql.SQLException;

import com.zaxxer.hikari.HikariDataSource;

/** Work in a transaction: BEGIN rides with the context, then come the statements, then COMMIT. */
record ThreeExchanges(HikariDataSource pool) implements AutoCloseable {

    <T> T run(Caller caller, Session.Work<T> work) throws SQLException {
        try (var connection = pool.getConnection()) {
            var result = work.in(new Session.InTransaction(connection, caller));
            connection.commit();
            return result;
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
