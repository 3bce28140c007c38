package dev.tenantry.shared.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import org.postgresql.PGConnection;

/**
 * Creates the roles that the schema's policies speak of, or takes the ones that the operator made. The run-time roles'
 * passwords derive from the master secret; where the owner may not set them, the operator has set the same ones.
 */
final class RoleProvisioner {

    private static final List<String> DEFINERS = List.of("tenantry_search", "tenantry_provisioner");

    private final Connection connection;
    private final MasterSecret secret;

    RoleProvisioner(Connection connection, MasterSecret secret) {
        this.connection = connection;
        this.secret = secret;
    }

    void provision() throws SQLException {
        execute("select pg_advisory_lock(7463726)");
        try {
            for (var definer : DEFINERS) {
                if (!exists(definer)) {
                    execute("create role " + definer + " nologin nobypassrls");
                }
                if (mayCreateRoles() || !isMember(definer)) {
                    execute("grant " + definer + " to current_user");
                }
            }
            for (var role : RunTimeRole.values()) {
                provision(role);
            }
            new DatabasePrivileges(connection).narrow();
        } finally {
            execute("select pg_advisory_unlock(7463726)");
        }
    }

    private void provision(RunTimeRole role) throws SQLException {
        if (!exists(role.username())) {
            execute("create role " + role.username() + " login nosuperuser nobypassrls nocreatedb nocreaterole");
        }
        if (mayCreateRoles()) {
            // The driver sends a verifier, so the password itself is in no log and no statistics.
            connection.unwrap(PGConnection.class)
                    .alterUserPassword(role.username(), secret.derivePassword(role.username()).toCharArray(),
                            "scram-sha-256");
        }
    }

    private boolean exists(String role) throws SQLException {
        try (var statement = connection.prepareStatement("select 1 from pg_roles where rolname = ?")) {
            statement.setString(1, role);
            return statement.executeQuery().next();
        }
    }

    /** Whether the operator has made the owner one. */
    private boolean isMember(String role) throws SQLException {
        try (var statement = connection.prepareStatement("select pg_has_role(current_user, ?, 'member')")) {
            statement.setString(1, role);
            var rows = statement.executeQuery();
            return rows.next() && rows.getBoolean(1);
        }
    }

    private boolean mayCreateRoles() throws SQLException {
        try (var statement = connection
                .prepareStatement("select rolcreaterole or rolsuper from pg_roles where rolname = current_user")) {
            var rows = statement.executeQuery();
            return rows.next() && rows.getBoolean(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
