package dev.tenantry.shared.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/** What an API key had by which something was stated that acts later, and which bounds it whatever becomes of the key; null where it was by none. */
public final class KeyScopes {

    private KeyScopes() {}

    /** @param column an array of names, or null */
    public static @Nullable Set<String> read(ResultSet row, String column) throws SQLException {
        var scopes = row.getArray(column);
        return scopes == null ? null : Set.copyOf(List.of((String[]) scopes.getArray()));
    }

    /** What is left of what a member may do. */
    public static Set<String> within(@Nullable Set<String> scopes, Set<String> held) {
        if (scopes == null) {
            return held;
        }
        var left = new TreeSet<>(held);
        left.retainAll(scopes);
        return left;
    }

    /** As the database keeps them. */
    public static String @Nullable [] names(@Nullable Set<String> scopes) {
        return scopes == null ? null : scopes.stream().sorted().toArray(String[]::new);
    }
}
