package dev.tenantry.identity.apikey;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.web.Versioned;

/**
 * A key.
 *
 * @param userId                 in whose name it calls
 * @param keyPrefix              how the key begins
 * @param key                    the key itself: in the answer that makes it, and never again
 * @param isRotationDue          whether it should have been replaced by now
 * @param previousKeyExpiresAt   until when the key before the last rotation is good
 * @param lastUsedAt             to within seconds
 */
record ApiKeyResponse(
        UUID id,
        UUID userId,
        String name,
        @Nullable String description,
        String keyPrefix,
        @Nullable Secret key,
        List<String> scopes,
        RotationPolicy rotationPolicy,
        @Nullable Instant lastRotatedAt,
        @Nullable Instant nextRotationAt,
        boolean isRotationDue,
        int rotationCount,
        @Nullable Instant previousKeyExpiresAt,
        @Nullable Instant lastUsedAt,
        long usageCount,
        @Nullable Instant expiresAt,
        boolean isActive,
        @Nullable Instant revokedAt,
        @Nullable String revokedReason,
        int version,
        Instant createdAt,
        Instant updatedAt) implements Versioned {

    @Override
    public Set<String> moving() {
        return Set.of("isRotationDue", "lastUsedAt", "usageCount");
    }

    @Override
    public Set<String> toldOnce() {
        return Set.of("key");
    }
}
