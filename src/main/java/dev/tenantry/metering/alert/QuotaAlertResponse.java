package dev.tenantry.metering.alert;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.metering.rule.Unit;
import dev.tenantry.shared.database.Rows;

/**
 * That much of a quota had been used.
 *
 * @param userId         whose it is, where it is one member's
 * @param alertType      warning (80 percent), critical (95) or exceeded (100)
 * @param currentUsage   when it was noticed
 * @param acknowledgedBy the member who knows of it
 */
record QuotaAlertResponse(
        String id,
        @Nullable UUID userId,
        String alertType,
        String policyName,
        int currentUsage,
        int limitValue,
        BigDecimal percentageUsed,
        String message,
        boolean isAcknowledged,
        @Nullable UUID acknowledgedBy,
        @Nullable Instant acknowledgedAt,
        Instant createdAt) {

    static final String COLUMNS = """
            id, user_id, alert_type, policy_name, unit, current_usage, limit_value, percentage_used, message, is_acknowledged, acknowledged_by, acknowledged_at,
            created_at""";

    static QuotaAlertResponse read(ResultSet row, int number) throws SQLException {
        return new QuotaAlertResponse(row.getString("id"), row.getObject("user_id", UUID.class),
                row.getString("alert_type"), row.getString("policy_name"), row.getInt("current_usage"),
                row.getInt("limit_value"), row.getBigDecimal("percentage_used"), message(row),
                row.getBoolean("is_acknowledged"), row.getObject("acknowledged_by", UUID.class),
                Rows.instantOrNull(row, "acknowledged_at"), Rows.instant(row, "created_at"));
    }

    private static String message(ResultSet row) throws SQLException {
        return row.getString("message") + ". " + Unit.of(row.getString("unit")).beyond();
    }
}
