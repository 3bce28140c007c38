package dev.tenantry.bench.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

import dev.tenantry.shared.database.EmbeddedDatabase;
import dev.tenantry.shared.database.MasterSecret;

/** The database that the application and the floor share, embedded exactly as the application would embed it. */
public final class BenchDatabase implements AutoCloseable {

    private static final String UNLIMITED = "1000000000/1000000000/1000000000";
    public static final String APPLICATION = "tenantry_app";
    static final String SIGN_IN = "tenantry_auth";

    private static final String SUPERUSER = "postgres";

    private final Path folder;
    private final EmbeddedDatabase embedded;
    private final MasterSecret secret;

    private BenchDatabase(Path folder, EmbeddedDatabase embedded) {
        this.folder = folder;
        this.embedded = embedded;
        this.secret = new MasterSecret(embedded.masterSecret());
    }

    /** Starts the server over a folder that the application has used, or will use. */
    public static BenchDatabase start(Path folder) {
        return new BenchDatabase(folder, EmbeddedDatabase.start(folder, 0, "localhost"));
    }

    public String url() {
        return embedded.jdbcUrl();
    }

    public int port() {
        return Integer.parseInt(url().replaceFirst(".*:(\\d+)/.*", "$1"));
    }

    /** The same database on another port of this machine, where something passes everything on. */
    public String urlThrough(int port) {
        return url().replaceFirst(":\\d+/", ":" + port + "/");
    }

    /** The environment in which the application uses this database as an external one. */
    public Map<String, String> environment(String url) {
        // Measurements make more requests in an hour than anybody else. They are counted all the same.
        return Map.of("SPRING_DATASOURCE_URL", url, "SPRING_DATASOURCE_USERNAME", embedded.ownerUsername(),
                "SPRING_DATASOURCE_PASSWORD", embedded.ownerPassword(), "TENANTRY_SECRET", embedded.masterSecret(),
                "TENANTRY_IDENTITY_AUTO_CONFIRM", "true",
                "TENANTRY_METERING_DEFAULTS_PUBLIC_API", UNLIMITED,
                "TENANTRY_METERING_DEFAULTS_CALENDAR_OPERATIONS", UNLIMITED);
    }

    /** The password that the application gave the run-time role. */
    public String password(String role) {
        return secret.derivePassword(role);
    }

    public Connection connectAs(String role) throws SQLException {
        return DriverManager.getConnection(url(), role, password(role));
    }

    /** Of whoever sees all tenants at once, to load much in little time and to look at the server itself. */
    public Connection connectAsSuperuser() throws SQLException {
        return DriverManager.getConnection(url(), SUPERUSER, superuserPassword());
    }

    /**
     * Another database on the same server, empty.
     *
     * @return the environment in which libpq, and what is like it, uses it as the superuser
     */
    public Map<String, String> emptyBeside(String name) throws SQLException {
        try (var connection = connectAsSuperuser(); var statement = connection.createStatement()) {
            statement.execute("drop database if exists " + name + " with (force)");
            statement.execute("create database " + name + " template template0");
            statement.execute("checkpoint");
        }
        return Map.of("PGHOST", "localhost", "PGPORT", Integer.toString(port()), "PGDATABASE", name, "PGUSER",
                SUPERUSER, "PGPASSWORD", superuserPassword());
    }

    private String superuserPassword() {
        try {
            return Files.readString(folder.resolve("superuser.password")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Connection connectAsOwner() throws SQLException {
        return DriverManager.getConnection(url(), embedded.ownerUsername(), embedded.ownerPassword());
    }

    @Override
    public void close() {
        embedded.close();
    }
}
