package dev.tenantry.shared.database;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.tenantry.shared.database.Probe.BINARIES;
import static dev.tenantry.shared.database.Probe.canConnect;
import static dev.tenantry.shared.database.Probe.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EmbeddedDatabaseAccessTests {

    @TempDir
    static Path folder;

    private static EmbeddedDatabase database;

    @BeforeAll
    static void start() {
        database = EmbeddedDatabase.startDisposable(folder, BINARIES);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @ParameterizedTest
    @CsvSource({"postgres, postgres", "postgres, tenantry", "tenantry_owner, tenantry", "root, template1"})
    void letsNobodyInWithoutThePassword(String user, String name) {
        var url = database.jdbcUrl().replaceFirst("tenantry$", name);

        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> DriverManager.getConnection(url, user, ""));
        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> DriverManager.getConnection(url, user, "guess"))
                .withMessageContaining("password authentication failed");
    }

    @Test
    void listensOnLocalhostOnly() throws Exception {
        var foreign = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .map(InetAddress::getHostAddress)
                .toList();

        assertThat(foreign).noneMatch(address -> canConnect(database.jdbcUrl().replace("localhost", address)));
        assertThat(query(database, "show listen_addresses")).containsExactly("localhost");
    }

    @ParameterizedTest
    @ValueSource(strings = {"owner.password", "superuser.password", "master.secret", "lock"})
    @DisabledOnOs(OS.WINDOWS)
    void keepsItsFilesFromOtherUsers(String name) throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("cluster"))))
                .isEqualTo("rwx------");
    }

    @Test
    void writesNoPasswordIntoStatisticsOrLog() throws Exception {
        var superuserPassword = Files.readString(folder.resolve("superuser.password"));
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), "postgres", superuserPassword);
                var statement = connection
                        .prepareStatement("select from pg_stat_statements where strpos(query, ?) > 0")) {
            statement.setString(1, database.ownerPassword());
            assertThat(statement.executeQuery().next()).isFalse();
        }
        assertThat(folder.resolve("server.log")).content().doesNotContain(database.ownerPassword(), superuserPassword);
    }

    @Test
    void givesTheOwnerNoWayAroundRowSecurity() throws Exception {
        assertThat(query(database, """
                select concat_ws(' ', rolcanlogin, rolcreaterole, rolsuper, rolbypassrls, rolreplication, rolcreatedb)
                  from pg_roles where rolname = current_user""")).containsExactly("t t f f f f");
    }

    @Test
    void givesTheOwnerADatabaseThatSortsTheSameEverywhere() throws Exception {
        assertThat(query(database, """
                select concat_ws(' ', pg_get_userbyid(datdba), pg_encoding_to_char(encoding), datlocprovider, datlocale)
                  from pg_database where datname = current_database()"""))
                .containsExactly("tenantry_owner UTF8 b C.UTF-8");
        assertThat(query(database, "select name from unnest(array['ä', 'b', 'B', 'a']) name order by name"))
                .containsExactly("B", "a", "b", "ä");
        assertThat(query(database, "select to_tsvector('simple', 'L’ÉCOLE')::text")).containsExactly("'l':1 'école':2");
    }

    @Test
    void letsTheOwnerCreateTheTrustedExtensions() throws Exception {
        Probe.execute(database,
                "create extension pg_trgm; create extension citext; create extension btree_gist; create extension unaccent");

        assertThat(query(database, "select extname::text from pg_extension order by 1"))
                .contains("pg_stat_statements", "pg_trgm", "citext", "btree_gist", "unaccent");
    }

    @Test
    void turnsASecondStartInThisProcessAway() throws Exception {
        assertThatExceptionOfType(EmbeddedDatabaseException.class)
                .isThrownBy(() -> EmbeddedDatabase.startDisposable(folder, BINARIES))
                .withMessageContaining("already in use by this very process");

        assertThat(query(database, "select 1::text")).containsExactly("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost'", "a b"})
    void refusesAnAddressThatIsNone(String address) {
        assertThatExceptionOfType(EmbeddedDatabaseException.class)
                .isThrownBy(() -> EmbeddedDatabase.start(folder, 0, address))
                .withMessage("The listen address of the embedded database cannot be \"%s\".", address);
    }
}
