package dev.tenantry.integrations.google;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.Versioned;

/**
 * The caller's own account at Google.
 *
 * @param email       of the account; absent before the caller has consented
 * @param scopes      what the caller has granted
 * @param connectedAt when the caller last consented
 * @param lastError   what Google last refused
 */
record GoogleCredentialResponse(
        UUID id,
        UUID integrationId,
        GoogleCredentialStatus status,
        @Nullable String email,
        List<String> scopes,
        @Nullable Instant connectedAt,
        @Nullable String lastError,
        int version,
        Instant createdAt,
        Instant updatedAt) implements Versioned {

    /** Tokens are had anew while it is used. */
    @Override
    public Set<String> moving() {
        return Set.of("status", "lastError", "version", "updatedAt");
    }
}
