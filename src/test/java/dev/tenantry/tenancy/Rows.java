package dev.tenantry.tenancy;

import java.sql.SQLException;

import dev.tenantry.support.TestDatabase;

/** What no request does: looking at rows, and changing them, past everything. */
final class Rows {

    private Rows() {}

    static void execute(String statement) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var prepared = connection.createStatement()) {
            prepared.execute(statement);
        }
    }

    static String text(String query) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var prepared = connection.createStatement();
                var rows = prepared.executeQuery(query)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        }
    }
}
