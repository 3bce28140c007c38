package dev.tenantry.integrations.inbound;

import java.time.Instant;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;
import dev.tenantry.integrations.WebhookAuthority;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.problem.ProblemException;

/** Whether somebody may say by what an address knows its messages, or have one taken up again; and that they have said so. */
@Component
class ReceiverGuard {

    private static final String OWNER = """
            select workflow_id, integration_id from webhook_receivers where organization_id = app.org_id() and id = ?""";

    private final JdbcClient jdbc;
    private final WebhookAuthority authority;
    private final AuditTrail audit;

    ReceiverGuard(JdbcClient jdbc, WebhookAuthority authority, AuditTrail audit) {
        this.jdbc = jdbc;
        this.authority = authority;
        this.audit = audit;
    }

    /** @throws dev.tenantry.shared.problem.ProblemException 403 where the caller may not do what workflows do about its messages */
    void demandToTell(UUID receiver) {
        jdbc.sql(OWNER).param(receiver).query(row -> {
            var workflow = row.getObject("workflow_id", UUID.class);
            if (workflow != null) {
                authority.demandToTell(workflow);
            } else {
                authority.demandToTellOfIntegration(row.getObject("integration_id", UUID.class));
            }
        });
    }

    /** @throws dev.tenantry.shared.problem.ProblemException 403 where the caller may not do what the service's messages do */
    static void demandToSign(Verifier verifier) {
        var lacking = new TreeSet<>(verifier.permissions());
        lacking.removeIf(Caller.current()::may);
        if (!lacking.isEmpty()) {
            throw ProblemException.forbidden(lacking.getFirst());
        }
    }

    /** @param resource what has the address: a workflow or an integration */
    void noteRotation(String resource, UUID owner, Instant now) {
        audit.record(new AuditEntry("webhook-receiver.rotated", AuditEntry.Category.SECURITY, resource,
                owner.toString(), Map.of(), Map.of("secretSetAt", now.toString())));
    }
}
