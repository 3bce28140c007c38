package dev.tenantry.audit.sink;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.crypto.Secret;

/** Where entries go, and what it takes to be heard there. */
record SinkTarget(
        UUID organizationId,
        SinkType type,
        String url,
        @Nullable Secret token,
        @Nullable String caCertificates) {

    /** To be told entries of another organization's log. */
    SinkTarget about(UUID organization) {
        return new SinkTarget(organization, type, url, token, caCertificates);
    }
}
