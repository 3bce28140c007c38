package dev.tenantry.crm.email;

import java.util.Locale;
import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;
import dev.tenantry.shared.tenancy.TenantContext;

/** What members say of their own mailboxes: who sees what they capture. */
@Service
@Transactional(readOnly = true)
class MailboxService {

    private static final String READ = "select visibility from email_mailboxes where organization_id = app.org_id() and user_id = auth.uid()";
    private static final String KEEP = """
            insert into email_mailboxes (organization_id, user_id, visibility) values (app.org_id(), auth.uid(), ?)
            on conflict on constraint email_mailboxes_pkey do update set visibility = excluded.visibility""";

    private final JdbcClient jdbc;
    private final AuditTrail audit;

    MailboxService(JdbcClient jdbc, AuditTrail audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    MailboxResponse get() {
        return new MailboxResponse(jdbc.sql(READ)
                .query(String.class)
                .optional()
                .map(value -> EmailVisibility.valueOf(value.toUpperCase(Locale.ROOT)))
                .orElse(EmailVisibility.PARTICIPANTS));
    }

    /** For what is captured from now on. */
    @Transactional
    MailboxResponse replace(EmailVisibilityRequest request) {
        var before = get();
        if (!before.visibility().equals(request.visibility())) {
            jdbc.sql(KEEP).param(request.visibility().toString()).update();
            audit.record(new AuditEntry("email-mailbox.updated", AuditEntry.Category.SECURITY, "email-mailbox",
                    TenantContext.currentUser().toString(), Map.of("visibility", before.visibility().toString()),
                    Map.of("visibility", request.visibility().toString())));
        }
        return new MailboxResponse(request.visibility());
    }
}
