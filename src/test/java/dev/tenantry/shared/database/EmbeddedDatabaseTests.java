package dev.tenantry.shared.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.tenantry.shared.database.Probe.BINARIES;
import static dev.tenantry.shared.database.Probe.canConnect;
import static dev.tenantry.shared.database.Probe.execute;
import static dev.tenantry.shared.database.Probe.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class EmbeddedDatabaseTests {

    /** A folder with a database, because a copy is had sooner than a new one. */
    @TempDir
    static Path model;

    @TempDir
    Path parent;

    private Path folder;

    @BeforeAll
    static void createModel() throws Exception {
        try (var database = start(model, 0)) {
            assertThat(database.freshlyCreated()).isTrue();
            execute(database, "create table notes as select 'kept' as text");
        }
    }

    @BeforeEach
    void copyModel() throws IOException {
        folder = parent.toRealPath().resolve("data");
        try (var files = Files.walk(model)) {
            for (var file : (Iterable<Path>) files::iterator) {
                Files.copy(file, folder.resolve(model.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    @Test
    void keepsItsDataBetweenRuns() throws Exception {
        try (var database = start(0)) {
            assertThat(database.freshlyCreated()).isFalse();
            assertThat(query(database, "select text from notes")).containsExactly("kept");
        }
    }

    @Test
    @Tag("crash")
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
    @Tag("crash")
    @ValueSource(ints = {400, 1200})
    void completesAStartThatWasKilledHalfway(int millidatabases) throws Exception {
        folder = parent.toRealPath().resolve("new");
        var application = spawn();
        application.waitFor(millidatabases, TimeUnit.MILLISECONDS);
        kill(application);

        try (var database = start(0)) {
            execute(database, "create table if not exists deals (name text)");
            assertThat(query(database, "select extname from pg_extension where extname = 'pg_stat_statements'"))
                    .hasSize(1);
        }
    }

    @Test
    @Tag("crash")
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
    @Tag("crash")
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
    @Tag("crash")
    void picksAnotherPortWhereTheDefaultOneIsTaken() throws Exception {
        try (var other = takeDefaultPort(); var database = start(0)) {
            assertThat(database.jdbcUrl()).doesNotContain(":" + ListenPort.DEFAULT + "/");
            assertThat(query(database, "select 1::text")).containsExactly("1");
        }
    }

    @Test
    @Tag("crash")
    @DisabledOnOs(OS.WINDOWS)
    void leavesAnInnocentProcessAloneThatHasTheNumberOfAnOldServer() throws Exception {
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
    void replacesALostOwnerPasswordAndKeepsTheMasterSecret() throws Exception {
        var masterSecret = Files.readString(folder.resolve("master.secret"));
        Files.delete(folder.resolve("owner.password"));

        try (var database = start(0)) {
            assertThat(query(database, "select text from notes")).containsExactly("kept");
            assertThat(database.masterSecret()).isEqualTo(masterSecret).isNotEqualTo(database.ownerPassword());
        }
    }

    @Test
    void deletesDisposableDataAtTheEnd() {
        var disposable = parent.resolve("disposable");

        EmbeddedDatabase.startDisposable(disposable, BINARIES).close();

        assertThat(disposable).doesNotExist();
    }

    @Test
    void saysWhichPasswordFileIsMissing() throws Exception {
        Files.delete(folder.resolve("owner.password"));
        Files.delete(folder.resolve("superuser.password"));

        assertThatExceptionOfType(EmbeddedDatabaseException.class).isThrownBy(() -> start(0))
                .withMessageContaining("superuser.password is missing");
    }

    private EmbeddedDatabase start(int port) {
        return start(folder, port);
    }

    private static EmbeddedDatabase start(Path folder, int port) {
        return EmbeddedDatabase.start(folder, BINARIES, port, new ServerSettings("localhost", false), false);
    }

    private Process spawn() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), DatabaseHolder.class.getName(),
                folder.toString(),
                BINARIES.toAbsolutePath().toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    /** Waits until the application has its rows, and returns the address of its database. */
    private static String awaitReady(Process application) {
        return application.inputReader()
                .lines()
                .filter(line -> line.startsWith(DatabaseHolder.READY))
                .findFirst()
                .orElseThrow()
                .substring(DatabaseHolder.READY.length());
    }

    private static void kill(Process application) throws InterruptedException {
        application.destroyForcibly().waitFor();
    }

    private static AutoCloseable takeDefaultPort() {
        try {
            return new ServerSocket(ListenPort.DEFAULT, 1, InetAddress.getByName("localhost"));
        } catch (IOException e) {
            return () -> {};
        }
    }
}
