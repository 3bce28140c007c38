package dev.tenantry.access.location;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.web.Versioned;

/**
 * Places from which the organization may be reached, or may not.
 *
 * @param allowlist whether these are the places that are admitted, and no others
 */
record GeoRestrictionResponse(
        UUID id,
        RestrictionType restrictionType,
        List<String> countryCodes,
        List<String> regionCodes,
        boolean allowlist,
        boolean active,
        @Nullable String description,
        @Nullable UUID createdBy,
        int version,
        Instant createdAt,
        Instant updatedAt)
        implements
            Versioned {

    static final String COLUMNS = """
            e.id, e.restriction_type, e.country_codes, e.region_codes, e.is_allowlist, e.is_active, e.description, e.created_by, e.version, e.created_at,
            e.updated_at""";

    static GeoRestrictionResponse read(ResultSet row, int number) throws SQLException {
        return new GeoRestrictionResponse(row.getObject("id", UUID.class),
                RestrictionType.of(row.getString("restriction_type")), codes(row, "country_codes"),
                codes(row, "region_codes"), row.getBoolean("is_allowlist"), row.getBoolean("is_active"),
                row.getString("description"), row.getObject("created_by", UUID.class), row.getInt("version"),
                Rows.instant(row, "created_at"), Rows.instant(row, "updated_at"));
    }

    GeoRestrictionRequest asRequest() {
        return new GeoRestrictionRequest(restrictionType, countryCodes, regionCodes, allowlist, active, description);
    }

    private static List<String> codes(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
