package dev.tenantry.bench.floor;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The statements that the application sends, in three exchanges with the database or in one. */
@Repository
class ContactStore {

    private static final String CONTEXT = "select set_config('app.org_id', ?, true), set_config('app.user_id', ?, true)";
    private static final int CONTEXT_PARAMETERS = 2;
    private static final String READ_ONLY = ", set_config('transaction_read_only', 'on', true)";

    private static final String SELECT = "select c.id,c.name,c.email,c.phone,c.company,c.created_at,c.updated_at from contacts c"
            + " where c.organization_id=?";
    private static final String FIND = SELECT + " and c.id=?";
    private static final String LIST = SELECT + " order by c.created_at desc,c.id desc fetch first ? rows only";
    private static final String FILTER = SELECT
            + " and c.company=? order by c.created_at desc,c.id desc fetch first ? rows only";
    private static final String SEARCH = SELECT
            + " and c.id in (select app.search_contacts(?)) order by c.created_at desc,c.id desc"
            + " fetch first ? rows only";
    private static final String ADD = "insert into contacts (organization_id,name,email,phone,company) values (?,?,?,?,?)"
            + " returning id,name,email,phone,company,created_at,updated_at";

    private final HikariDataSource transactions;
    private final HikariDataSource autocommit;

    ContactStore(HikariDataSource transactions, HikariDataSource autocommit) {
        this.transactions = transactions;
        this.autocommit = autocommit;
    }

    Optional<Contact> find(Caller caller, int exchanges, long id) throws SQLException {
        return read(caller, exchanges, FIND, id).stream().findFirst();
    }

    ContactPage list(Caller caller, int exchanges, int limit) throws SQLException {
        return page(read(caller, exchanges, LIST, limit + 1), limit);
    }

    ContactPage filter(Caller caller, int exchanges, String company, int limit) throws SQLException {
        return page(read(caller, exchanges, FILTER, company, limit + 1), limit);
    }

    ContactPage search(Caller caller, int exchanges, String words, int limit) throws SQLException {
        return page(read(caller, exchanges, SEARCH, words, limit + 1), limit);
    }

    Contact add(Caller caller, NewContact contact) throws SQLException {
        try (var connection = transactions.getConnection()) {
            sendContext(connection, caller);
            var added = readIn(connection, ADD, caller.organization(), contact.name(), contact.email(), contact.phone(),
                    contact.company());
            connection.commit();
            return added.getFirst();
        }
    }

    /** One row more than asked for tells whether there is a next page. */
    private static ContactPage page(List<Contact> rows, int limit) {
        return new ContactPage(rows.subList(0, Math.min(limit, rows.size())));
    }

    private List<Contact> read(Caller caller, int exchanges, String sql, @Nullable Object... parameters)
            throws SQLException {
        var all = new @Nullable Object[parameters.length + 1];
        all[0] = caller.organization();
        System.arraycopy(parameters, 0, all, 1, parameters.length);
        if (exchanges == 1) {
            return readAtOnce(caller, sql, all);
        }
        try (var connection = transactions.getConnection()) {
            sendContext(connection, caller);
            var rows = readIn(connection, sql, all);
            connection.commit();
            return rows;
        }
    }

    private List<Contact> readAtOnce(Caller caller, String sql, @Nullable Object... parameters) throws SQLException {
        try (var connection = autocommit.getConnection();
                var statement = connection.prepareStatement(CONTEXT + READ_ONLY + ";" + sql)) {
            bind(statement, 0, caller.organization().toString(), caller.user().toString());
            bind(statement, CONTEXT_PARAMETERS, parameters);
            statement.execute();
            statement.getMoreResults();
            return rows(statement.getResultSet());
        }
    }

    private static void sendContext(Connection connection, Caller caller) throws SQLException {
        try (var statement = connection.prepareStatement(CONTEXT)) {
            bind(statement, 0, caller.organization().toString(), caller.user().toString());
            statement.execute();
        }
    }

    private static List<Contact> readIn(Connection connection, String sql, @Nullable Object... parameters)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            bind(statement, 0, parameters);
            return rows(statement.executeQuery());
        }
    }

    private static void bind(PreparedStatement statement, int offset, @Nullable Object... parameters)
            throws SQLException {
        for (var i = 0; i < parameters.length; i++) {
            statement.setObject(offset + i + 1, parameters[i]);
        }
    }

    private static List<Contact> rows(ResultSet result) throws SQLException {
        try (result) {
            var rows = new ArrayList<Contact>();
            while (result.next()) {
                rows.add(Contact.of(result));
            }
            return rows;
        }
    }
}
