package dev.tenantry.access.event;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;
import dev.tenantry.notification.Message;
import dev.tenantry.notification.Notifications;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.tenancy.MembershipEnded;

/** Tells members what they are to see to. What was assigned to one who has left is nobody's, unless it is closed. In the current transaction. */
@Component
class Assignees {

    private static final String RELEASE = """
            update security_events set assigned_to = null, version = version + 1
            where organization_id = app.org_id() and assigned_to = ? and status in ('open', 'investigating') returning id""";

    private static final String WHO = """
            select m.email, coalesce(c.name, c.email, '') as by, o.name as organization
            from organizations o join app.members(app.org_id()) m on m.user_id = ? left join app.members(app.org_id()) c on c.user_id = ?
            where o.id = app.org_id() and m.email is not null""";

    private final JdbcClient jdbc;
    private final AuditTrail trail;
    private final Notifications notifications;

    Assignees(JdbcClient jdbc, AuditTrail trail, Notifications notifications) {
        this.jdbc = jdbc;
        this.trail = trail;
        this.notifications = notifications;
    }

    /** Whoever assigns an event to themselves knows. */
    void tell(SecurityEventResponse event) {
        var caller = Caller.current().userId();
        if (event.assignedTo() == null || event.assignedTo().equals(caller)) {
            return;
        }
        jdbc.sql(WHO)
                .params(event.assignedTo(), caller)
                .query(row -> {
                    notifications.queue(Message.email(row.getString("email"), "security-event-assigned",
                            Map.of("type", event.eventType().toString(), "severity", event.severity().toString(),
                                    "description", event.description(), "id", event.id(), "notes",
                                    Objects.requireNonNullElse(event.notes(), ""), "by", row.getString("by"),
                                    "organization", row.getString("organization"))));
                });
    }

    @EventListener
    void on(MembershipEnded ended) {
        jdbc.sql(RELEASE)
                .param(ended.userId())
                .query(Long.class)
                .list()
                .forEach(event -> trail.record(new AuditEntry("security-event.updated", AuditEntry.Category.SECURITY,
                        "security-event", event.toString(), assigned(ended.userId()), assigned(null))));
    }

    private static Map<String, @Nullable Object> assigned(@Nullable UUID member) {
        return Collections.singletonMap("assignedTo", member);
    }
}
