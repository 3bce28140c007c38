package dev.tenantry.shared.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** The PostgreSQL cluster of a data folder, and the server over it. */
final class PostgresCluster {

    static final String FOLDER = "cluster";
    static final String SUPERUSER = "postgres";
    static final String SUPERUSER_SECRET = "superuser.password";

    private static final Logger LOG = LoggerFactory.getLogger(PostgresCluster.class);
    private static final String SETTINGS = "tenantry.conf";
    private static final String PREPARED = "tenantry.prepared";
    private static final String PID_FILE = "postmaster.pid";
    private static final String DRAFT = "cluster-draft-";

    private final DataFolder folder;
    private final PostgresPrograms programs;
    private final Path path;

    PostgresCluster(DataFolder folder, PostgresPrograms programs) {
        this.folder = folder;
        this.programs = programs;
        this.path = folder.file(FOLDER);
    }

    boolean exists() {
        return Files.exists(path);
    }

    /** Creates the cluster beside its place, so that it is there as a whole or not at all. */
    void create(ServerSettings settings) throws IOException {
        removeDrafts();
        folder.secret(SUPERUSER_SECRET);
        var draft = Files.createTempDirectory(folder.path(), DRAFT);
        // Sorting is built in, so the same everywhere; character classes, which full-text search reads, are the system's.
        if (!initialise(draft, "C.UTF-8", settings) && !initialise(draft, "C", settings)) {
            throw programs.failure("could not be created");
        }
        Files.writeString(draft.resolve("postgresql.conf"), "\ninclude '" + SETTINGS + "'\n",
                StandardOpenOption.APPEND);
        Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Ends what an application killed in mid-air left behind. What its server had committed is on disk; what it had not is
     * rolled back, and with it go the locks of sessions that nobody holds any more.
     */
    void stopLeftovers() throws IOException {
        var leftovers = new OrphanedPostgres(folder.path());
        if (leftovers.any()) {
            LOG.info("Stopping the PostgreSQL server that an earlier run left behind");
            if (leftovers.include(postmasterPid())) {
                stop();
            }
            leftovers.kill();
        }
        // Nobody of ours has the number that it names.
        Files.deleteIfExists(path.resolve(PID_FILE));
    }

    void configure(ServerSettings settings) throws IOException {
        Files.writeString(path.resolve(SETTINGS), settings.asPostgresConf());
        Files.writeString(path.resolve("pg_hba.conf"), settings.asHostBasedAuthentication(SUPERUSER));
    }

    /** Starts the server; false if the port was taken in the meantime. */
    boolean start(int port) throws IOException {
        if (programs.run("pg_ctl", "start", "-D", path.toString(), "-l", programs.log().toString(), "-o", "-p " + port,
                "-w",
                "-t", "300", "-s") == 0) {
            return true;
        }
        if (programs.logMentions("Address already in use")) {
            return false;
        }
        throw programs.failure("did not start");
    }

    /** Whether the roles and the database are there, too. */
    boolean isPrepared() {
        return Files.exists(path.resolve(PREPARED));
    }

    void markPrepared() throws IOException {
        Files.writeString(path.resolve(PREPARED), "");
    }

    /** Stops the server; sessions still open are rolled back. */
    void stop() throws IOException {
        if (Files.exists(path.resolve(PID_FILE)) && !stop("fast", 60) && !stop("immediate", 10)) {
            throw programs.failure("did not stop");
        }
    }

    private String postmasterPid() throws IOException {
        var file = path.resolve(PID_FILE);
        return Files.exists(file) ? Files.readString(file).lines().findFirst().orElse("") : "";
    }

    private void removeDrafts() throws IOException {
        try (var drafts = Files.newDirectoryStream(folder.path(), DRAFT + "*")) {
            for (var draft : drafts) {
                FileSystemUtils.deleteRecursively(draft);
            }
        }
    }

    private boolean initialise(Path draft, String characterClasses, ServerSettings settings) throws IOException {
        return programs.run("initdb", "-D", draft.toString(), "-U", SUPERUSER, "-E", "UTF8", "--no-locale",
                "--lc-ctype=" + characterClasses, "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
                settings.durable() ? "--sync-method=fsync" : "--no-sync", "--auth=scram-sha-256",
                "--pwfile=" + folder.file(SUPERUSER_SECRET)) == 0;
    }

    private boolean stop(String mode, int seconds) throws IOException {
        return programs.run("pg_ctl", "stop", "-D", path.toString(), "-m", mode, "-w", "-t", Integer.toString(seconds),
                "-s") == 0;
    }
}
