package dev.tenantry.automation.run;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import dev.tenantry.automation.version.CompiledVersions.Version;

/**
 * What a run holds: what its version reads and writes, and what has come to it from elsewhere, from other runs or by a version that it was
 * of before.
 *
 * @param carried the permissions to read the latter
 */
public record RunContent(Version version, Set<String> carried) {

    /** Of what has been of that version from the beginning. */
    public static RunContent of(UUID workflow, int version) {
        return new RunContent(Version.of(workflow, version), Set.of());
    }

    /** Of a row with {@code workflow_id}, {@code version_number} and {@code carried_permissions}. */
    public static RunContent read(ResultSet row) throws SQLException {
        return new RunContent(Version.of(row.getObject("workflow_id", UUID.class), row.getInt("version_number")),
                carried(row));
    }

    public static Set<String> carried(ResultSet row) throws SQLException {
        var permissions = row.getArray("carried_permissions");
        return permissions == null ? Set.of() : Set.copyOf(List.of((String[]) permissions.getArray()));
    }
}
