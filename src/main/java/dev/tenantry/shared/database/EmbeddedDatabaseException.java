package dev.tenantry.shared.database;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/** Why the embedded PostgreSQL server did not start, with what its operator can do about it. */
public final class EmbeddedDatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final String USE_EXTERNAL = "use an external PostgreSQL server by setting SPRING_DATASOURCE_URL, SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD";

    private final String action;

    private EmbeddedDatabaseException(String message, String action, @Nullable Throwable cause) {
        super(message, cause);
        this.action = action;
    }

    /** What to do, as a sentence of its own. */
    public String action() {
        return action;
    }

    static EmbeddedDatabaseException folderInUse(Path folder, String holder) {
        return new EmbeddedDatabaseException("The data folder " + folder + " is already in use by " + holder + ".",
                "Stop that instance first, or give this one a folder of its own with TENANTRY_EMBEDDED_DATA_DIR.",
                null);
    }

    static EmbeddedDatabaseException portInUse(int port) {
        return new EmbeddedDatabaseException("Port " + port + " for the embedded database is already in use.",
                "Free the port, choose another with TENANTRY_EMBEDDED_PORT, or leave that unset to let a free one be picked.",
                null);
    }

    static EmbeddedDatabaseException invalidSetting(String name, Object value) {
        return new EmbeddedDatabaseException("The " + name + " of the embedded database cannot be \"" + value + "\".",
                "Correct the setting.", null);
    }

    static EmbeddedDatabaseException unsupportedMachine(String system, String architecture) {
        return new EmbeddedDatabaseException(
                "No embedded PostgreSQL is bundled for " + system + " on " + architecture + ".",
                "On this machine, " + USE_EXTERNAL + ".", null);
    }

    static EmbeddedDatabaseException runningAsRoot() {
        return new EmbeddedDatabaseException(
                "PostgreSQL refuses to run as root, and on this machine it cannot be started as another user with \"unshare -U\" or \"runuser\".",
                "Start the application as an ordinary user, or " + USE_EXTERNAL + ".", null);
    }

    static EmbeddedDatabaseException missingSecret(Path file) {
        return new EmbeddedDatabaseException(
                "The embedded database exists, but its password file " + file + " is missing.",
                "Restore the file from a backup, or move the data folder away to begin with an empty database.", null);
    }

    static EmbeddedDatabaseException failed(String what, String reason, Path log) {
        return new EmbeddedDatabaseException("The embedded PostgreSQL server " + what + ": " + reason,
                "Read " + log + " for the whole story, or " + USE_EXTERNAL + ".", null);
    }

    static EmbeddedDatabaseException unusableFolder(Path folder, Exception cause) {
        return new EmbeddedDatabaseException("The data folder " + folder + " cannot be used: " + cause + ".",
                "Make the folder writable, or choose another with TENANTRY_EMBEDDED_DATA_DIR.", cause);
    }

    static EmbeddedDatabaseException notStopped(Exception cause) {
        return new EmbeddedDatabaseException(
                "The embedded PostgreSQL server could not be stopped: " + cause.getMessage(),
                "Nothing is lost: the next start stops it.", cause);
    }

    static EmbeddedDatabaseException notPrepared(Exception cause) {
        return new EmbeddedDatabaseException("The embedded database could not be prepared: " + cause.getMessage(),
                "Start again: the preparation continues where it stopped.", cause);
    }
}
