package dev.tenantry.identity.access;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditedRefusals;
import dev.tenantry.audit.Refusal;
import dev.tenantry.identity.apikey.PresentedKey;
import dev.tenantry.shared.tenancy.TenantContext;

/**
 * That a key is still used which is good no more: whoever has it should not, or has forgotten to change it. What was never a key of the organization's is
 * nothing to it.
 */
@Component
class EndedKeys {

    private static final String FIND = """
            select k.id, k.user_id, case when not k.is_active then 'the key was revoked'
                    when least(k.expires_at, case when k.previous_key_hash = :hash then k.previous_key_expires_at end) <= now() then 'the key has expired'
                    else 'the key is not good any more' end as reason
            from api_keys k where k.organization_id = app.org_id() and (k.key_hash = :hash or k.previous_key_hash = :hash)""";

    private final JdbcClient jdbc;
    private final AuditedRefusals refusals;

    EndedKeys(JdbcClient jdbc, AuditedRefusals refusals) {
        this.jdbc = jdbc;
        this.refusals = refusals;
    }

    /** @return whether it was one of the organization's */
    boolean tell(PresentedKey presented) {
        var refusal = new TenantContext(presented.organizationId(), null).call(() -> jdbc.sql(FIND)
                .param("hash", presented.hash().value())
                .query((row, _) -> new Refusal(presented.organizationId(), null, AuditEntry.Category.AUTHENTICATION,
                        "api-key.refused", "warning", "api-key refused", row.getString("id"), row.getString("reason")))
                .optional());
        refusal.ifPresent(refusals::tell);
        return refusal.isPresent();
    }
}
