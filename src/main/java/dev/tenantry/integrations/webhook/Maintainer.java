package dev.tenantry.integrations.webhook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.access.KeyScopes;

/**
 * With whose rights an endpoint is told, and with how many of these.
 *
 * @param scopes what the API key had by which it was stated what the endpoint is told; null where it was by none
 */
record Maintainer(UUID member, @Nullable Set<String> scopes) {

    static Maintainer ofCaller() {
        var caller = Caller.current();
        return new Maintainer(caller.userId(), caller.assurance().isKey() ? caller.permissions() : null);
    }

    /** Of a row with {@code maintained_by} and {@code maintained_scopes}. */
    static Maintainer read(ResultSet row) throws SQLException {
        return new Maintainer(row.getObject("maintained_by", UUID.class), KeyScopes.read(row, "maintained_scopes"));
    }

    /** What is left of what the member may do. */
    Set<String> within(Set<String> held) {
        return KeyScopes.within(scopes, held);
    }

    /** As the database keeps them. */
    String @Nullable [] scopeNames() {
        return KeyScopes.names(scopes);
    }
}
