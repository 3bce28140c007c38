package dev.tenantry.access.event;

import java.net.InetAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

import org.springframework.stereotype.Service;

import dev.tenantry.access.policy.Mitigation;
import dev.tenantry.access.policy.SecurityEventType;
import dev.tenantry.audit.AdminRows;
import dev.tenantry.audit.AdminTrail;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.RowListQuery;

/** The security events of all organizations. */
@Service
class AdminSecurityEvents extends AdminRows<AdminSecurityEventResponse> {

    private static final RowListQuery<AdminSecurityEventResponse> ROWS = new RowListQuery<>(
            ListDefinition.of(AdminSecurityEventResponse.class)
                    .computed("id", "e.id", Long.class, false)
                    .computed("organizationId", "e.organization_id", UUID.class, false)
                    .computed("eventType", "e.event_type", SecurityEventType.class, false)
                    .computed("severity", "e.severity", Severity.class, false)
                    .computed("status", "e.status", SecurityEventStatus.class, false)
                    .computed("userId", "e.user_id", UUID.class, true)
                    .computed("ipAddress", "e.ip_address", InetAddress.class, true)
                    .computed("lastSeenAt", "e.last_seen_at", Instant.class, false)
                    .computed("mitigatedUntil", "e.mitigated_until", Instant.class, true)
                    .computed("createdAt", "e.created_at", Instant.class, false)
                    .build(),
            """
                    e.id, e.organization_id, e.event_type, e.severity, e.status, e.description, e.user_id, e.api_key_id, e.ip_address, e.confidence_score,
                    e.occurrences, e.last_seen_at, e.mitigation_applied, e.mitigated_until, e.resolved_at, e.created_at""",
            "security_events e", null, AdminSecurityEvents::read);

    AdminSecurityEvents(RolePool adminPool, AdminTrail trail) {
        super(ROWS, "security-event", adminPool, trail);
    }

    @Override
    protected Object id(AdminSecurityEventResponse event) {
        return event.id();
    }

    @Override
    protected UUID organization(AdminSecurityEventResponse event) {
        return event.organizationId();
    }

    private static AdminSecurityEventResponse read(ResultSet row, int number) throws SQLException {
        return new AdminSecurityEventResponse(row.getString("id"), row.getObject("organization_id", UUID.class),
                row.getString("event_type"), row.getString("severity"), row.getString("status"),
                row.getString("description"), row.getObject("user_id", UUID.class),
                row.getObject("api_key_id", UUID.class), row.getString("ip_address"),
                row.getBigDecimal("confidence_score"), row.getInt("occurrences"), Rows.instant(row, "last_seen_at"),
                Mitigation.read(row.getString("mitigation_applied")), Rows.instantOrNull(row, "mitigated_until"),
                Rows.instantOrNull(row, "resolved_at"), Rows.instant(row, "created_at"));
    }
}
