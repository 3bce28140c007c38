package dev.tenantry.access.event;

import java.util.Collections;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;
import dev.tenantry.tenancy.MembershipEnded;

/** What was assigned to a member who has left is nobody's, unless it is closed. In the transaction that ends the membership. */
@Component
class Assignees {

    private static final String RELEASE = """
            update security_events set assigned_to = null, version = version + 1
            where organization_id = app.org_id() and assigned_to = ? and status in ('open', 'investigating') returning id""";

    private final JdbcClient jdbc;
    private final AuditTrail trail;

    Assignees(JdbcClient jdbc, AuditTrail trail) {
        this.jdbc = jdbc;
        this.trail = trail;
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
