package dev.tenantry.integrations.webhook;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.crypto.SecretGeneration;
import dev.tenantry.shared.crypto.WebhookSignature;
import dev.tenantry.shared.database.MasterSecret;
import dev.tenantry.shared.tenancy.TenantContext;

/** What endpoints are signed to: derived from the installation's secret, one a generation of each, so none is stored. */
@Component
class EndpointSecrets {

    private final MasterSecret master;

    EndpointSecrets(MasterSecret master) {
        this.master = master;
    }

    String current(UUID endpoint, SecretGeneration generation) {
        return secret(endpoint, generation.number());
    }

    /** Those to sign with at that time, the current one first. */
    List<String> signing(UUID endpoint, SecretGeneration generation, Instant now) {
        return generation.signing(now).stream().map(number -> secret(endpoint, number)).toList();
    }

    private String secret(UUID endpoint, int generation) {
        return WebhookSignature.secret(master.derive("webhook-endpoint/%s/%s/%s"
                .formatted(TenantContext.current().organizationId(), endpoint, generation)));
    }
}
