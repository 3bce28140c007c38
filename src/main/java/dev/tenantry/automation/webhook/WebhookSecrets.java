package dev.tenantry.automation.webhook;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;
import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.crypto.SecretGeneration;
import dev.tenantry.shared.crypto.WebhookSignature;
import dev.tenantry.shared.database.MasterSecret;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.tenancy.TenantContext;

/** The organization's signing secrets: derived from the installation's, one a generation, so none is stored. */
@Service
@Transactional(readOnly = true)
class WebhookSecrets {

    private final JdbcClient jdbc;
    private final MasterSecret master;
    private final AuditTrail audit;
    private final Clock clock;

    WebhookSecrets(JdbcClient jdbc, MasterSecret master, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.master = master;
        this.audit = audit;
        this.clock = clock;
    }

    WebhookSecretResponse current() {
        var generation = generation();
        return new WebhookSecretResponse(new Secret(secret(generation.number())), generation.rotatedAt());
    }

    /** The secrets to sign with now. */
    List<String> signing() {
        return generation().signing(clock.instant()).stream().map(this::secret).toList();
    }

    @Transactional
    WebhookSecretResponse rotate(boolean endsPrevious) {
        var now = clock.instant();
        var rotated = jdbc.sql(
                """
                insert into webhook_secrets (organization_id, generation, rotated_at) values (app.org_id(), 2, ?)
                on conflict (organization_id) do update set generation = webhook_secrets.generation + 1, rotated_at = excluded.rotated_at
                where ? or webhook_secrets.rotated_at + ? * interval '1 second' <= excluded.rotated_at""")
                .params(OffsetDateTime.ofInstant(now, ZoneOffset.UTC), endsPrevious,
                        SecretGeneration.OVERLAP.toSeconds())
                .update();
        if (rotated == 0) {
            generation().demandRotatable(now, endsPrevious);
        }
        audit.record(new AuditEntry("webhook-secret.rotated", AuditEntry.Category.SECURITY, "webhook-secret", null,
                Map.of(), Map.of("generation", generation().number())));
        return current();
    }

    private SecretGeneration generation() {
        return jdbc.sql("select generation, rotated_at from webhook_secrets where organization_id = app.org_id()")
                .query((row, _) -> new SecretGeneration(row.getInt(1), Rows.instant(row, "rotated_at")))
                .optional()
                .orElse(new SecretGeneration(1, null));
    }

    private String secret(int generation) {
        return WebhookSignature
                .secret(master.derive("webhook/" + TenantContext.current().organizationId() + "/" + generation));
    }
}
