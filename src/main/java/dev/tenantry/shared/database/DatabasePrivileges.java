package dev.tenantry.shared.database;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Who may do what with the database as a whole. PostgreSQL lets everybody connect and make temporary tables, which may take the
 * place of a real one in an unqualified name; here the run-time roles connect, and that is all.
 */
final class DatabasePrivileges {

    private static final String NARROW = """
            do $$
            begin
                execute format('revoke connect, temporary on database %1$I from public', current_database());
                execute format('grant connect on database %1$I to tenantry_app, tenantry_auth, tenantry_admin, tenantry_worker',
                               current_database());
            end $$""";

    private final Connection connection;

    DatabasePrivileges(Connection connection) {
        this.connection = connection;
    }

    /** Leaves a database that belongs to somebody else as its owner made it. */
    void narrow() throws SQLException {
        if (isOurs()) {
            try (var statement = connection.createStatement()) {
                statement.execute(NARROW);
            }
        }
    }

    private boolean isOurs() throws SQLException {
        try (var statement = connection.prepareStatement(
                "select pg_has_role(datdba, 'USAGE') from pg_database where datname = current_database()")) {
            var rows = statement.executeQuery();
            return rows.next() && rows.getBoolean(1);
        }
    }
}
