package dev.tenantry.shared.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A database whose owner may not make roles, so that the operator has made them as the README says. */
class OperatorsRolesTests {

    private static final MasterSecret SECRET = new MasterSecret("a secret of an operator, long enough to be one");

    @TempDir
    private Path folder;
    @SuppressWarnings("NullAway.Init")
    private EmbeddedDatabase server;

    @BeforeEach
    void forbidTheOwner() throws IOException, SQLException {
        server = EmbeddedDatabase.startDisposable(folder.resolve("data"), Path.of("target", "postgres"));
        asSuperuser("alter role tenantry_owner nocreaterole");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void areTakenAsTheyAre() throws IOException, SQLException {
        asSuperuser("create role tenantry_search nologin", "create role tenantry_provisioner nologin",
                "grant tenantry_search, tenantry_provisioner to tenantry_owner");
        for (var role : RunTimeRole.values()) {
            asSuperuser("create role " + role.username() + " login password '"
                    + SECRET.derivePassword(role.username()) + "'");
        }

        var database = prepare();
        var again = prepare();

        for (var role : RunTimeRole.values()) {
            assertThatCode(() -> connect(role.username(), again.password(role)).close()).doesNotThrowAnyException();
        }
        assertThat(database.url()).isEqualTo(server.jdbcUrl());
    }

    @Test
    void areMissedWhereThereAreNone() {
        assertThatThrownBy(this::prepare).isInstanceOf(DatabaseUnavailableException.class);
    }

    private Database prepare() {
        return Database.prepare(server.jdbcUrl(), server.ownerUsername(), server.ownerPassword(), SECRET, false);
    }

    private void asSuperuser(String... statements) throws IOException, SQLException {
        var password = Files.readString(folder.resolve("data/superuser.password")).strip();
        try (var connection = connect("postgres", password); var statement = connection.createStatement()) {
            for (var sql : List.of(statements)) {
                statement.execute(sql);
            }
        }
    }

    private Connection connect(String user, String password) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(), user, password);
    }
}
