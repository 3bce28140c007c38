package dev.tenantry.access.address;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.web.Versioned;

/**
 * What the organization wants of its addresses.
 *
 * @param bypassedUntil until when none of its rules hold, as a super admin has said; absent where they do
 * @param updatedAt     absent where nothing has ever been stated
 */
record AddressPolicyResponse(
        boolean whitelistEnforced,
        boolean approvalRequired,
        UnknownLocations unknownLocations,
        @Nullable Instant bypassedUntil,
        int version,
        @Nullable Instant updatedAt)
        implements
            Versioned {

    static AddressPolicyResponse read(ResultSet row, int number) throws SQLException {
        return new AddressPolicyResponse(row.getBoolean("whitelist_enforced"), row.getBoolean("approval_required"),
                UnknownLocations.valueOf(row.getString("unknown_locations").toUpperCase(Locale.ROOT)),
                Rows.instantOrNull(row, "bypassed_until"), row.getInt("version"),
                Rows.instantOrNull(row, "updated_at"));
    }

    AddressPolicyRequest asRequest() {
        return new AddressPolicyRequest(whitelistEnforced, approvalRequired, unknownLocations);
    }
}
