package dev.tenantry.shared.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

import org.junit.jupiter.api.Test;

import dev.tenantry.support.IntegrationTest;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@IntegrationTest
class DatabasePrivilegesTests {

    @Test
    void letNoRunTimeRoleMakeATemporaryTable() throws SQLException {
        for (var role : RunTimeRole.values()) {
            try (var connection = TestDatabase.server().connectAs(role.username());
                    var statement = connection.createStatement()) {
                assertThatThrownBy(() -> statement.execute("create temporary table contacts (id bigint)"))
                        .hasMessageContaining("permission denied to create temporary tables");
            }
        }
    }

    @Test
    void stayAsTheyAreWhereTheDatabaseIsAnOperators() throws SQLException {
        try (var superuser = TestDatabase.server().connectAsSuperuser()) {
            superuser.createStatement()
                    .execute("create role an_operator; create role a_tenant login password 'let me in'");
            superuser.createStatement().execute("create database operators_own owner an_operator");
            try (var connection = connect("a_tenant", "let me in")) {
                new DatabasePrivileges(connection).narrow();

                try (var rows = connection.createStatement()
                        .executeQuery("select datacl is null from pg_database where datname = current_database()")) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getBoolean(1)).isTrue();
                }
            } finally {
                superuser.createStatement().execute("drop database operators_own with (force)");
                superuser.createStatement().execute("drop role an_operator, a_tenant");
            }
        }
    }

    private static Connection connect(String user, String password) throws SQLException {
        var url = TestDatabase.server().url();
        return DriverManager.getConnection(url.substring(0, url.lastIndexOf('/') + 1) + "operators_own", user,
                password);
    }
}
