package dev.tenantry.shared.database;

import org.jspecify.annotations.Nullable;

/** Why the configured PostgreSQL server cannot be used, with what its operator can do about it. */
final class DatabaseUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String action;

    private DatabaseUnavailableException(String message, String action, @Nullable Throwable cause) {
        super(message, cause);
        this.action = action;
    }

    static DatabaseUnavailableException missing(String setting) {
        return new DatabaseUnavailableException("An external database is configured, but " + setting + " is not set.",
                "Set SPRING_DATASOURCE_URL, SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD (the schema's owner) and "
                        + "TENANTRY_SECRET; or none of them, to use the embedded database.",
                null);
    }

    static DatabaseUnavailableException weakSecret() {
        return new DatabaseUnavailableException("TENANTRY_SECRET is too short.",
                "Set it to at least 32 random characters.", null);
    }

    static DatabaseUnavailableException notPrepared(String url, Throwable cause) {
        return new DatabaseUnavailableException("The database at " + url + " cannot be prepared: " + cause.getMessage(),
                "See that the server is PostgreSQL 15 or newer, that it answers, and that the owner may create roles or finds them made.",
                cause);
    }

    /** What to do, as a sentence of its own. */
    String action() {
        return action;
    }
}
