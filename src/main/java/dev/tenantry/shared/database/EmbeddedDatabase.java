package dev.tenantry.shared.database;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * A PostgreSQL server of our own beside the application, its data kept in a folder.
 *
 * <p>The folder is held for as long as the database is open. A server that outlived a killed application is stopped by
 * the next start and loses nothing. The superuser's password is read on the very first start alone, and then dropped.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final String OWNER_SECRET = "owner.password";
    private static final String MASTER_SECRET = "master.secret";
    private static final int ATTEMPTS = 3;

    private final DataFolder folder;
    private final PostgresCluster cluster;
    private final int port;
    private final boolean freshlyCreated;
    private final boolean disposable;

    private EmbeddedDatabase(DataFolder folder, PostgresCluster cluster, int port, boolean freshlyCreated,
            boolean disposable) {
        this.folder = folder;
        this.cluster = cluster;
        this.port = port;
        this.freshlyCreated = freshlyCreated;
        this.disposable = disposable;
    }

    /**
     * Starts the server, and creates its database first where the folder has none.
     *
     * @param port 0 for the default port 15432, or any free one where that is taken
     * @param listenAddress {@code localhost}, another address of this machine, or {@code *}
     * @throws EmbeddedDatabaseException with what to do about it
     */
    public static EmbeddedDatabase start(Path dataDirectory, int port, String listenAddress) {
        return start(dataDirectory, dataDirectory, port, new ServerSettings(listenAddress, true), false);
    }

    /**
     * Starts a server for data that ends with it, on any free port of localhost: fast, because nothing has to outlive a
     * crash. Closing deletes the folder.
     *
     * @param binaries a folder for the unpacked programs, which several data directories may share
     */
    public static EmbeddedDatabase startDisposable(Path dataDirectory, Path binaries) {
        return start(dataDirectory, binaries, ListenPort.ANY, new ServerSettings("localhost", false), true);
    }

    public String jdbcUrl() {
        return DatabaseBootstrap.url(port, DatabaseBootstrap.DATABASE);
    }

    public String ownerUsername() {
        return DatabaseBootstrap.OWNER;
    }

    /** Read from the folder at each call, so that it is in this process only as long as somebody needs it. */
    public String ownerPassword() {
        return secret(OWNER_SECRET);
    }

    /** A secret of this installation for the application to derive its own from; it lives and dies with the data. */
    public String masterSecret() {
        return secret(MASTER_SECRET);
    }

    /** Whether this start created the database. */
    public boolean freshlyCreated() {
        return freshlyCreated;
    }

    /** Stops the server and lets go of the folder; closing twice is closing once. */
    @Override
    public void close() {
        if (!folder.isHeld()) {
            return;
        }
        try (folder) {
            cluster.stop();
            if (disposable) {
                FileSystemUtils.deleteRecursively(folder.path());
            }
        } catch (IOException e) {
            throw EmbeddedDatabaseException.notStopped(e);
        }
    }

    static EmbeddedDatabase start(Path dataDirectory, Path binaries, int port, ServerSettings settings,
            boolean disposable) {
        var folder = DataFolder.open(dataDirectory);
        EmbeddedDatabase database = null;
        try {
            database = start(folder, binaries, port, settings, disposable);
            return database;
        } catch (IOException | SQLException e) {
            throw EmbeddedDatabaseException.notPrepared(e);
        } finally {
            if (database == null) {
                folder.close();
            }
        }
    }

    private static EmbeddedDatabase start(DataFolder folder, Path binaries, int port, ServerSettings settings,
            boolean disposable) throws IOException, SQLException {
        var programs = new PostgresPrograms(PostgresBinaries.unpackInto(binaries.toAbsolutePath()),
                ServerAccount.detect(folder.file(PostgresCluster.FOLDER)), folder);
        var cluster = new PostgresCluster(folder, programs);
        cluster.stopLeftovers();
        if (!cluster.exists()) {
            cluster.create(settings);
        }
        cluster.configure(settings);
        var actualPort = start(cluster, port);
        var fresh = !cluster.isPrepared();
        if (fresh || !folder.hasSecret(OWNER_SECRET)) {
            prepare(folder, cluster, actualPort);
        }
        LOG.info("PostgreSQL serves {} on port {}", folder.path(), actualPort);
        return new EmbeddedDatabase(folder, cluster, actualPort, fresh, disposable);
    }

    private static int start(PostgresCluster cluster, int wanted) throws IOException {
        var port = ListenPort.choose(wanted);
        for (var attempt = 1; !cluster.start(port); attempt++) {
            if (wanted > 0 || attempt == ATTEMPTS) {
                throw EmbeddedDatabaseException.portInUse(port);
            }
            port = ListenPort.anyFree();
        }
        return port;
    }

    private static void prepare(DataFolder folder, PostgresCluster cluster, int port) throws IOException, SQLException {
        try {
            var superuserPassword = folder.existingSecret(PostgresCluster.SUPERUSER_SECRET);
            new DatabaseBootstrap(port, superuserPassword).run(folder.secret(OWNER_SECRET));
            folder.secret(MASTER_SECRET);
            cluster.markPrepared();
        } catch (IOException | SQLException | RuntimeException e) {
            cluster.stop();
            throw e;
        }
    }

    private String secret(String name) {
        try {
            return folder.existingSecret(name);
        } catch (IOException e) {
            throw EmbeddedDatabaseException.unusableFolder(folder.path(), e);
        }
    }
}
