package dev.tenantry.access.event;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.access.SecurityEventBacklog;
import dev.tenantry.access.SecurityEventCreated;
import dev.tenantry.access.policy.Mitigation;
import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;
import dev.tenantry.notification.Message;
import dev.tenantry.notification.Notifications;
import dev.tenantry.shared.access.PermittedMembers;
import dev.tenantry.shared.journal.DomainEvents;
import dev.tenantry.shared.tenancy.TenantContext;

/** Tells of a new event: the log, those who listen to events, and by mail those who may see it. In the current transaction. */
@Component
class SecurityEventNews {

    /** Mails a day, beyond which the list tells the rest. */
    private static final int MOST = 50;
    private static final String TODAY = """
            select count(*) from security_events where organization_id = app.org_id() and created_at > now() - interval '1 day'""";

    private static final String NAME = "select name from organizations where id = app.org_id()";

    private final JdbcClient jdbc;
    private final AuditTrail trail;
    private final DomainEvents events;
    private final Notifications notifications;
    private final PermittedMembers permitted;

    SecurityEventNews(JdbcClient jdbc, AuditTrail trail, DomainEvents events, Notifications notifications,
            PermittedMembers permitted) {
        this.jdbc = jdbc;
        this.trail = trail;
        this.events = events;
        this.notifications = notifications;
        this.permitted = permitted;
    }

    void tell(long event, Detection detection, int falsePositives, List<Mitigation> done) {
        var names = done.stream().map(Mitigation::toString).toList();
        var facts = EventFacts.of(jdbc, event);
        record(event, detection, names);
        events.publish(new SecurityEventCreated(TenantContext.current().organizationId(), facts.organization(), event,
                detection.rule().type().toString(), detection.rule().severity().toString(),
                detection.rule().text(), detection.confidence(falsePositives),
                detection.subject().userId(), detection.subject().apiKeyId(), facts.address(), names,
                facts.mitigatedUntil()));
        if (detection.isMailed() && jdbc.sql(TODAY).query(Integer.class).single() <= MOST) {
            var values = facts.values();
            values.put("id", Long.toString(event));
            mail(detection.rule().type().toString(), detection.rule().severity(), detection.rule().text(), names,
                    values);
        }
    }

    /** Further events are not shown. */
    void tellBacklog(int unclosed) {
        var organization = TenantContext.current().organizationId();
        trail.record(new AuditEntry("security-event.backlog", AuditEntry.Category.SECURITY, "security-event",
                organization.toString(), Map.of(), Map.of("unclosed", unclosed)));
        events.publish(new SecurityEventBacklog(organization, unclosed));
        write("security-event-backlog", Map.of("count", Integer.toString(unclosed), "organization",
                jdbc.sql(NAME).query(String.class).single()));
    }

    /** What was done before is over, and what it was done about goes on. */
    void mitigated(long event, List<Mitigation> done) {
        if (!done.isEmpty()) {
            trail.record(new AuditEntry("security-event.mitigated", AuditEntry.Category.SECURITY, "security-event",
                    Long.toString(event), Map.of(), Map.of("mitigationApplied",
                            done.stream().map(Mitigation::toString).toList())));
        }
    }

    private void record(long event, Detection detection, List<String> done) {
        var told = new HashMap<String, @Nullable Object>();
        told.put("eventType", detection.rule().type());
        told.put("severity", detection.rule().severity());
        told.put("userId", detection.subject().userId());
        told.put("apiKeyId", detection.subject().apiKeyId());
        told.put("mitigationApplied", done);
        trail.record(new AuditEntry("security-event.created", AuditEntry.Category.SECURITY, "security-event",
                Long.toString(event), Map.of(), told));
    }

    private void mail(String type, Severity severity, String description, List<String> done,
            Map<String, String> facts) {
        var values = new HashMap<>(facts);
        values.putAll(Map.of("type", type, "severity", severity.toString(), "description", description, "mitigations",
                done.isEmpty() ? "-" : String.join(", ", done)));
        write("security-event", values);
    }

    private void write(String template, Map<String, String> values) {
        permitted.emails(SecurityEventService.READ)
                .forEach(email -> notifications.queue(Message.email(email, template, values)));
    }
}
