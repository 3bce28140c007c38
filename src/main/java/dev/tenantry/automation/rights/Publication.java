package dev.tenantry.automation.rights;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.access.KeyScopes;

/**
 * In whose name a workflow acts, and with how much of what they may do.
 *
 * @param member whoever put it into force; null where nobody has, or that account is gone
 * @param scopes what the API key had by which they did, which bounds it whatever becomes of the key; null where it was by none
 */
public record Publication(@Nullable UUID member, @Nullable Set<String> scopes) {

    /** Of a row with {@code published_by} and {@code published_scopes}. */
    public static Publication read(ResultSet row) throws SQLException {
        return new Publication(row.getObject("published_by", UUID.class), KeyScopes.read(row, "published_scopes"));
    }

    /** What is left to it of what the member may do. */
    public Set<String> within(Set<String> held) {
        return KeyScopes.within(scopes, held);
    }

    /** Whether an API key leaves less of what its member may do than was left of what somebody may before. */
    public boolean narrows(Publication before) {
        return scopes != null && before.member != null
                && (before.scopes == null || !scopes.containsAll(before.scopes));
    }

    /** As the database keeps them. */
    public String @Nullable [] scopeNames() {
        return KeyScopes.names(scopes);
    }
}
