package dev.tenantry.bench.floor;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** Runs statements on a connection in a caller's name. */
abstract class Session {

    interface Work<T> {
        T in(Session session) throws SQLException;
    }

    private interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** Prepares the statement with its parameters, and whatever has to go before it. */
    abstract PreparedStatement prepare(String sql, @Nullable Object... parameters) throws SQLException;

    /** Leads from what was executed to the rows of the statement itself. */
    abstract ResultSet execute(PreparedStatement statement) throws SQLException;

    List<Contact> contacts(String sql, @Nullable Object... parameters) throws SQLException {
        return rows(Contact::of, sql, parameters);
    }

    List<Long> ids(String sql, @Nullable Object... parameters) throws SQLException {
        return rows(row -> row.getLong(1), sql, parameters);
    }

    private <T> List<T> rows(Row<T> reading, String sql, @Nullable Object... parameters) throws SQLException {
        try (var statement = prepare(sql, parameters); var result = execute(statement)) {
            var rows = new ArrayList<T>();
            while (result.next()) {
                rows.add(reading.of(result));
            }
            return rows;
        }
    }

    static void bind(PreparedStatement statement, int offset, @Nullable Object... parameters) throws SQLException {
        for (var i = 0; i < parameters.length; i++) {
            statement.setObject(offset + i + 1, parameters[i]);
        }
    }

    /** A transaction that has begun with the context. */
    static final class InTransaction extends Session {

        private final Connection connection;

        InTransaction(Connection connection, Caller caller) throws SQLException {
            this.connection = connection;
            try (var statement = connection.prepareStatement(Sql.CONTEXT)) {
                bind(statement, 0, caller.organization().toString(), caller.user().toString());
                statement.execute();
            }
        }

        @Override
        PreparedStatement prepare(String sql, @Nullable Object... parameters) throws SQLException {
            var statement = connection.prepareStatement(sql);
            bind(statement, 0, parameters);
            return statement;
        }

        @Override
        ResultSet execute(PreparedStatement statement) throws SQLException {
            return statement.executeQuery();
        }
    }

    /** No transaction: every statement brings the context along. */
    static final class StatementByStatement extends Session {

        private final Connection connection;
        private final Caller caller;

        StatementByStatement(Connection connection, Caller caller) {
            this.connection = connection;
            this.caller = caller;
        }

        @Override
        PreparedStatement prepare(String sql, @Nullable Object... parameters) throws SQLException {
            var statement = connection.prepareStatement(Sql.READ_ONLY_CONTEXT + ";" + sql);
            bind(statement, 0, caller.organization().toString(), caller.user().toString());
            bind(statement, Sql.CONTEXT_PARAMETERS, parameters);
            return statement;
        }

        @Override
        ResultSet execute(PreparedStatement statement) throws SQLException {
            statement.execute();
            statement.getMoreResults();
            return statement.getResultSet();
        }
    }
}
