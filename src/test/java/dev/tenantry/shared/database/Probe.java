package dev.tenantry.shared.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Looks at an embedded database from outside. */
final class Probe {

    /** Unpacking takes longer than starting, so the tests share the programs. */
    static final Path BINARIES = Path.of("target", "postgres");

    private Probe() {}

    static boolean canConnect(String url) {
        try {
            DriverManager.getConnection(url, "nobody", "").close();
            return true;
        } catch (SQLException e) {
            // 08001: nobody listens there.
            return !"08001".equals(e.getSQLState());
        }
    }

    static void execute(EmbeddedDatabase database, String sql) throws SQLException {
        try (var connection = connect(database); var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static List<String> query(EmbeddedDatabase database, String sql) throws SQLException {
        try (var connection = connect(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    static Connection connect(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.ownerUsername(), database.ownerPassword());
    }
}
