package dev.tenantry.shared.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class EmbeddedDatabaseTests {

    private static final Path BINARIES = Path.of("target", "postgres");

    @TempDir
    Path folder;

    @Test
    void keepsItsDataBetweenRuns() throws Exception {
        try (var first = start(0)) {
            assertThat(first.freshlyCreated()).isTrue();
            execute(first, "create table deals as select 'won' as name");
        }

        try (var second = start(0)) {
            assertThat(second.freshlyCreated()).isFalse();
            assertThat(query(second, "select name from deals")).containsExactly("won");
        }
    }

    @Test
    void losesNothingWhenTheApplicationIsKilled() throws Exception {
        var application = spawn();
        var orphan = awaitReady(application);
        kill(application);
        assertThat(canConnect(orphan)).as("PostgreSQL outlives the application").isTrue();

        try (var database = start(0)) {
            assertThat(query(database, "select name from deals")).containsExactly("committed");
            execute(database, "alter table deals add column amount numeric");
        }
        assertThat(canConnect(orphan)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 700, 1100, 1500, 1900})
    void completesAStartThatWasKilledHalfway(int milliseconds) throws Exception {
        var application = spawn();
        application.waitFor(milliseconds, TimeUnit.MILLISECONDS);
        kill(application);

        try (var database = start(0)) {
            execute(database, "create table if not exists deals (name text)");
            assertThat(query(database, "select extname from pg_extension where extname = 'pg_stat_statements'"))
                    .hasSize(1);
        }
    }

    @Test
    void completesAPreparationThatStoppedAfterTheRole() throws Exception {
        try (var database = start(0)) {
            execute(database, "alter role tenantry_owner password 'forgotten'");
        }
        Files.delete(folder.resolve("cluster").resolve("tenantry.prepared"));

        try (var database = start(0)) {
            assertThat(database.freshlyCreated()).isTrue();
            assertThat(query(database, "select current_user::text")).containsExactly("tenantry_owner");
        }
    }

    @Test
    void refusesAFolderThatAnotherProcessHolds() throws Exception {
        var application = spawn();
        var url = awaitReady(application);

        assertThatExceptionOfType(EmbeddedDatabaseException.class).isThrownBy(() -> start(0))
                .withMessage("The data folder %s is already in use by process %d.", folder.toRealPath(),
                        application.pid());

        assertThat(canConnect(url)).as("the first instance goes on").isTrue();
        application.outputWriter().append('\n').close();
        assertThat(application.waitFor(1, TimeUnit.MINUTES)).isTrue();
        start(0).close();
    }

    @Test
    void refusesAFolderThatThisProcessHolds() throws Exception {
        try (var database = start(0)) {
            assertThatExceptionOfType(EmbeddedDatabaseException.class).isThrownBy(() -> start(0))
                    .withMessageContaining("already in use by this very process");
            assertThat(query(database, "select 1::text")).containsExactly("1");
        }
    }

    @Test
    void refusesAPortInUse() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            var failure = catchThrowableOfType(EmbeddedDatabaseException.class, () -> start(other.getLocalPort()));

            assertThat(failure).hasMessage("Port %d for the embedded database is already in use.",
                    other.getLocalPort());
            assertThat(failure.action()).contains("TENANTRY_EMBEDDED_PORT");
        }
        start(0).close();
    }

    @Test
    void picksAnotherPortWhereTheDefaultOneIsTaken() throws Exception {
        try (var other = takeDefaultPort(); var database = start(0)) {
            assertThat(database.jdbcUrl()).doesNotContain(":" + ListenPort.DEFAULT + "/");
            assertThat(query(database, "select 1::text")).containsExactly("1");
        }
    }

    @Test
    void listensOnLocalhostOnly() throws Exception {
        try (var database = start(0)) {
            for (var address : (Iterable<InetAddress>) foreignAddresses()::iterator) {
                assertThat(canConnect(database.jdbcUrl().replace("localhost", address.getHostAddress()))).isFalse();
            }
            assertThat(query(database, "show listen_addresses")).containsExactly("localhost");
        }
    }

    @Test
    void letsNobodyInWithoutThePassword() throws Exception {
        try (var database = start(0)) {
            for (var user : List.of("postgres", "tenantry_owner", "root")) {
                for (var name : List.of("postgres", "tenantry", "template1")) {
                    var url = database.jdbcUrl().replaceFirst("tenantry$", name);
                    assertThatExceptionOfType(SQLException.class)
                            .isThrownBy(() -> DriverManager.getConnection(url, user, ""));
                    assertThatExceptionOfType(SQLException.class)
                            .isThrownBy(() -> DriverManager.getConnection(url, user, "guess"))
                            .withMessageContaining("password authentication failed");
                }
            }
            assertThat(query(database, "select query from pg_stat_statements where query ilike '%password%'"))
                    .isEmpty();
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void keepsPasswordsFromOtherUsers() throws Exception {
        start(0).close();

        for (var secret : List.of("owner.password", "superuser.password")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(secret))))
                    .isEqualTo("rw-------");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("cluster"))))
                .isEqualTo("rwx------");
    }

    @Test
    void givesTheOwnerNoWayAroundRowSecurity() throws Exception {
        try (var database = start(0)) {
            assertThat(query(database, """
                    select concat_ws(' ', rolcanlogin, rolcreaterole, rolsuper, rolbypassrls, rolreplication, rolcreatedb)
                      from pg_roles where rolname = current_user""")).containsExactly("t t f f f f");
            assertThat(query(database, """
                    select concat_ws(' ', pg_get_userbyid(datdba), pg_encoding_to_char(encoding), datlocprovider, datlocale)
                      from pg_database where datname = current_database()"""))
                    .containsExactly("tenantry_owner UTF8 b C.UTF-8");
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void leavesAnInnocentProcessAloneThatHasTheNumberOfAnOldServer() throws Exception {
        start(0).close();
        var innocent = new ProcessBuilder("sleep", "60").start();
        Files.writeString(folder.resolve("cluster").resolve("postmaster.pid"),
                innocent.pid() + "\n" + folder + "\n0\n5432\n\nlocalhost\n0\n");

        try (var database = start(0)) {
            assertThat(query(database, "select 1::text")).containsExactly("1");
            assertThat(innocent.isAlive()).isTrue();
        } finally {
            innocent.destroy();
        }
    }

    @Test
    void saysWhichPasswordFileIsMissing() throws Exception {
        start(0).close();
        Files.delete(folder.resolve("owner.password"));
        Files.delete(folder.resolve("superuser.password"));

        assertThatExceptionOfType(EmbeddedDatabaseException.class).isThrownBy(() -> start(0))
                .withMessageContaining("superuser.password is missing");
    }

    private EmbeddedDatabase start(int port) {
        return EmbeddedDatabase.start(folder, BINARIES, port, new ServerSettings("localhost", false));
    }

    private Process spawn() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), DatabaseHolder.class.getName(),
                folder.toString(),
                BINARIES.toAbsolutePath().toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    /** Waits until the application has its rows, and returns the address of its database. */
    private static String awaitReady(Process application) {
        return new BufferedReader(new InputStreamReader(application.getInputStream())).lines()
                .filter(line -> line.startsWith(DatabaseHolder.READY))
                .findFirst()
                .orElseThrow()
                .substring(DatabaseHolder.READY.length());
    }

    private static void kill(Process application) throws InterruptedException {
        application.destroyForcibly().waitFor();
    }

    private static boolean canConnect(String url) {
        try {
            DriverManager.getConnection(url, "nobody", "").close();
            return true;
        } catch (SQLException e) {
            // 08001: nobody listens there.
            return !"08001".equals(e.getSQLState());
        }
    }

    private static AutoCloseable takeDefaultPort() {
        try {
            return new ServerSocket(ListenPort.DEFAULT, 1, InetAddress.getByName("localhost"));
        } catch (IOException e) {
            return () -> {};
        }
    }

    private static java.util.stream.Stream<InetAddress> foreignAddresses() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress());
    }

    private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
        try (var connection = connect(database); var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> query(EmbeddedDatabase database, String sql) throws SQLException {
        try (var connection = connect(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var values = new java.util.ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    private static Connection connect(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.ownerUsername(), database.ownerPassword());
    }
}
