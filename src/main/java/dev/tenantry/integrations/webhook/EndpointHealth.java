package dev.tenantry.integrations.webhook;

import java.util.Map;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;
import dev.tenantry.notification.Message;
import dev.tenantry.notification.Notifications;
import dev.tenantry.shared.access.PermittedMembers;

/** Whether what is sent to an endpoint gets through. Where nothing has for long, it is disabled, and those are told who can see to it. */
@Component
class EndpointHealth {

    private static final int MOST_WAITING = 10_000;
    private static final String RECOVERED = """
            update webhook_endpoints e set first_failed_at = null
            where e.organization_id = app.org_id() and e.id = ? and e.first_failed_at is not null""";
    private static final String FAILED = """
            update webhook_endpoints e set first_failed_at = now() where e.organization_id = app.org_id() and e.id = ? and e.first_failed_at is null""";
    private static final String HAS_FAILED_FOR_LONG = """
            select exists (select 1 from webhook_endpoints e
                where e.organization_id = app.org_id() and e.id = ? and e.first_failed_at < now() - ? * interval '1 millisecond')""";
    private static final String HAS_TOO_MANY_WAITING = """
            select exists (select 1 from webhook_deliveries d
                where d.organization_id = app.org_id() and d.webhook_endpoint_id = ? and d.ended_at is null offset ?)
                or exists (select 1 from webhook_deliveries d
                where d.organization_id = app.org_id() and d.webhook_endpoint_id = ? and d.ended_at is null
                    and d.begun_at < now() - ? * interval '1 millisecond')""";
    private static final String DISABLE = """
            update webhook_endpoints e set is_enabled = false, disabled_reason = ?, version = e.version + 1
            where e.organization_id = app.org_id() and e.id = ? and e.is_enabled returning e.url""";
    private static final String TO_MEND = "webhook-endpoints:update";

    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final Notifications notifications;
    private final WebhookSettings settings;
    private final PermittedMembers permitted;

    EndpointHealth(JdbcClient jdbc, AuditTrail audit, Notifications notifications, WebhookSettings settings,
            PermittedMembers permitted) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.notifications = notifications;
        this.settings = settings;
        this.permitted = permitted;
    }

    void recovered(UUID endpoint) {
        jdbc.sql(RECOVERED).param(endpoint).update();
    }

    /** @return whether it is disabled for it */
    boolean failed(UUID endpoint) {
        var isNew = jdbc.sql(FAILED).param(endpoint).update() == 1;
        if (isNew) {
            return false;
        }
        if (is(HAS_FAILED_FOR_LONG, endpoint, settings.disableAfter().toMillis())) {
            return disable(endpoint, DisabledReason.FAILING);
        }
        return is(HAS_TOO_MANY_WAITING, endpoint, MOST_WAITING, endpoint, settings.disableAfter().toMillis())
                && disable(endpoint, DisabledReason.BACKLOG);
    }

    private boolean is(String question, Object... parameters) {
        return jdbc.sql(question).params(parameters).query(Boolean.class).single();
    }

    /** @return whether it is, be it already */
    boolean disable(UUID endpoint, DisabledReason reason) {
        jdbc.sql(DISABLE)
                .params(reason.toString(), endpoint)
                .query(String.class)
                .optional()
                .ifPresent(url -> disabled(endpoint, url, reason));
        return true;
    }

    private void disabled(UUID endpoint, String url, DisabledReason reason) {
        audit.record(new AuditEntry("webhook-endpoint.updated", AuditEntry.Category.DATA_MODIFICATION,
                "webhook-endpoint", endpoint.toString(), Map.of("enabled", true), Map.of("enabled", false)));
        permitted.emails(TO_MEND)
                .forEach(email -> notifications.queue(Message.email(email, "webhook-disabled",
                        Map.of("url", url, "reason", reason.sentence()))));
    }
}
