package dev.tenantry.operations.administration;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

import org.springframework.stereotype.Service;

import dev.tenantry.audit.AdminRows;
import dev.tenantry.audit.AdminTrail;
import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.RowListQuery;

/** What lets somebody in is not shown while it is on its way to them. */
@Service
class AdminNotifications extends AdminRows<AdminNotificationResponse> {

    private static final String COLUMNS = """
            e.id, e.organization_id, e.channel, e.recipient, e.template_name, e.subject,
            case when e.status = 'recorded' then e.body end as body,
            e.status, e.attempts, e.error_message, e.sent_at, e.version, e.created_at, e.updated_at""";

    private static final RowListQuery<AdminNotificationResponse> ROWS = new RowListQuery<>(
            ListDefinition.of(AdminNotificationResponse.class)
                    .computed("id", "e.id", UUID.class, false)
                    .computed("organizationId", "e.organization_id", UUID.class, false)
                    .computed("channel", "e.channel", String.class, false)
                    .computed("recipient", "e.recipient", String.class, false)
                    .computed("template", "e.template_name", String.class, false)
                    .computed("status", "e.status", String.class, false)
                    .computed("attempts", "e.attempts", Integer.class, false)
                    .computed("sentAt", "e.sent_at", Instant.class, true)
                    .computed("createdAt", "e.created_at", Instant.class, false)
                    .computed("updatedAt", "e.updated_at", Instant.class, false)
                    .searchedIn("recipient and subject")
                    .build(),
            COLUMNS, "outbound_notifications e",
            "app.is_found(app.fold(concat_ws(' ', e.recipient, e.subject)), :q)",
            AdminNotifications::read);

    AdminNotifications(RolePool adminPool, AdminTrail trail) {
        super(ROWS, "outbound-notification", adminPool, trail);
    }

    @Override
    protected Object id(AdminNotificationResponse notification) {
        return notification.id();
    }

    @Override
    protected UUID organization(AdminNotificationResponse notification) {
        return notification.organizationId();
    }

    private static AdminNotificationResponse read(ResultSet row, int number) throws SQLException {
        return new AdminNotificationResponse(row.getObject("id", UUID.class),
                row.getObject("organization_id", UUID.class), row.getString("channel"), row.getString("recipient"),
                row.getString("template_name"), row.getString("subject"), Secret.of(row.getString("body")),
                row.getString("status"), row.getInt("attempts"), row.getString("error_message"),
                Rows.instantOrNull(row, "sent_at"), row.getInt("version"),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"));
    }
}
