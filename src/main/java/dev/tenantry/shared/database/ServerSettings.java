package dev.tenantry.shared.database;

import java.util.regex.Pattern;

/**
 * How the server is set up: for a small machine that it shares with the application. An operator's {@code ALTER SYSTEM}
 * wins over these.
 *
 * @param durable whether a commit survives a crash of the machine; only throw-away data may do without
 */
record ServerSettings(String listenAddress, boolean durable) {

    private static final Pattern ADDRESS = Pattern.compile("\\*|[A-Za-z0-9.:_-]+");

    ServerSettings {
        if (!ADDRESS.matcher(listenAddress).matches()) {
            throw EmbeddedDatabaseException.invalidSetting("listen address", listenAddress);
        }
    }

    /** The addresses to listen on; the application's own way in, localhost, is always one of them. */
    String listenAddresses() {
        return switch (listenAddress) {
            case "localhost", "127.0.0.1", "::1" -> "localhost";
            case "*", "0.0.0.0", "::" -> "*";
            default -> "localhost," + listenAddress;
        };
    }

    boolean localOnly() {
        return listenAddresses().equals("localhost");
    }

    String asPostgresConf() {
        return """
                # Written at every start; change settings with ALTER SYSTEM instead.
                listen_addresses = '%s'
                unix_socket_directories = ''
                password_encryption = 'scram-sha-256'
                max_connections = 100
                shared_buffers = '256MB'
                effective_cache_size = '1GB'
                maintenance_work_mem = '128MB'
                work_mem = '8MB'
                random_page_cost = 1.1
                jit = off
                synchronous_commit = on
                fsync = %2$s
                full_page_writes = %2$s
                wal_compression = on
                wal_buffers = '16MB'
                min_wal_size = '128MB'
                max_wal_size = '1GB'
                checkpoint_timeout = '15min'
                autovacuum_naptime = '10s'
                shared_preload_libraries = 'pg_stat_statements'
                timezone = 'UTC'
                log_timezone = 'UTC'
                log_line_prefix = '%%m [%%p] %%q%%u '
                log_checkpoints = off
                # The details and the parameters of a refused statement are people's data.
                log_error_verbosity = terse
                log_parameter_max_length = 0
                log_parameter_max_length_on_error = 0
                """.formatted(listenAddresses(), durable ? "on" : "off");
    }

    /** Everybody needs a password, and the superuser must be on this machine. */
    String asHostBasedAuthentication(String superuser) {
        return """
                # Written at every start.
                host all all 127.0.0.1/32 scram-sha-256
                host all all ::1/128 scram-sha-256
                """ + (localOnly() ? "" : """
                host all %s all reject
                host all all all scram-sha-256
                """.formatted(superuser));
    }
}
