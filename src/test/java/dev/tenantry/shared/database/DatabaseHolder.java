package dev.tenantry.shared.database;

import java.nio.file.Path;
import java.sql.DriverManager;

/**
 * An application reduced to its database, for tests that kill it: commits one row, leaves another uncommitted, and waits.
 * Arguments: data folder, folder of the binaries.
 */
class DatabaseHolder {

    static final String READY = "ready ";

    static void main(String... arguments) throws Exception {
        var database = EmbeddedDatabase.start(Path.of(arguments[0]), Path.of(arguments[1]), 0,
                new ServerSettings("localhost", false), false);
        var connection = DriverManager.getConnection(database.jdbcUrl(), database.ownerUsername(),
                database.ownerPassword());
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("create table if not exists deals (name text)");
            statement.execute("insert into deals values ('committed')");
            connection.commit();
            statement.execute("insert into deals values ('uncommitted')");
            System.out.println(READY + database.jdbcUrl());
            System.in.read();
        }
        database.close();
    }
}
