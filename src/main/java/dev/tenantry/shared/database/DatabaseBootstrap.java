package dev.tenantry.shared.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

import org.postgresql.PGConnection;

/**
 * What only the superuser can do, done once: the owner role, its database, and the one extension that is not trusted.
 * Every step may be repeated.
 */
final class DatabaseBootstrap {

    static final String OWNER = "tenantry_owner";
    static final String DATABASE = "tenantry";

    private final int port;
    private final String superuserPassword;

    DatabaseBootstrap(int port, String superuserPassword) {
        this.port = port;
        this.superuserPassword = superuserPassword;
    }

    void run(String ownerPassword) throws SQLException {
        try (var connection = connect("postgres")) {
            if (!exists(connection, "select from pg_roles where rolname = ?", OWNER)) {
                execute(connection, "create role tenantry_owner login createrole");
            }
            // The driver sends a verifier, so the password itself is in no log and no statistics.
            connection.unwrap(PGConnection.class)
                    .alterUserPassword(OWNER, ownerPassword.toCharArray(), "scram-sha-256");
            if (!exists(connection, "select from pg_database where datname = ?", DATABASE)) {
                execute(connection, "create database tenantry owner tenantry_owner");
            }
        }
        try (var connection = connect(DATABASE)) {
            execute(connection, "create extension if not exists pg_stat_statements");
        }
    }

    static String url(int port, String database) {
        return "jdbc:postgresql://localhost:" + port + "/" + database;
    }

    private Connection connect(String database) throws SQLException {
        var login = new Properties();
        login.setProperty("user", PostgresCluster.SUPERUSER);
        login.setProperty("password", superuserPassword);
        return DriverManager.getConnection(url(port, database), login);
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
