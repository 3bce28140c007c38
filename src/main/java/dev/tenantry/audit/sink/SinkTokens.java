package dev.tenantry.audit.sink;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.vault.TenantSecrets;

/** Sinks' tokens as they are kept: each encrypted for its one place. */
@Component
class SinkTokens {

    private final TenantSecrets secrets;

    SinkTokens(TenantSecrets secrets) {
        this.secrets = secrets;
    }

    String seal(UUID sink, Secret token) {
        return secrets.seal(purpose(sink), token);
    }

    /** Null for null. */
    @Nullable
    Secret open(UUID sink, @Nullable String sealed) {
        return sealed == null ? null : secrets.open(purpose(sink), sealed);
    }

    private static String purpose(UUID sink) {
        return "audit-sinks/" + sink + "/token";
    }
}
