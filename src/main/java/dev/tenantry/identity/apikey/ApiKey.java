package dev.tenantry.identity.apikey;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import dev.tenantry.audit.NotAudited;
import dev.tenantry.shared.crypto.Digests;
import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.tenancy.TenantEntity;

/** A key with which a program calls in a member's name. */
@Entity
@NotAudited("its hash is nobody's business; what becomes of it is recorded by name")
@Table(name = "api_keys")
class ApiKey extends TenantEntity {

    @Id
    private UUID id;
    private UUID userId;
    private String name;
    private @Nullable String description;
    private String keyHash;
    private String keyPrefix;
    private @Nullable String previousKeyHash;
    private @Nullable Instant previousKeyExpiresAt;
    private String[] scopes;
    private String rotationPolicy;
    private @Nullable Instant lastRotatedAt;
    private @Nullable Instant nextRotationAt;
    private int rotationCount;
    @jakarta.persistence.Column(insertable = false, updatable = false)
    private @Nullable Instant lastUsedAt;
    @jakarta.persistence.Column(insertable = false, updatable = false)
    private long usageCount;
    private @Nullable Instant expiresAt;
    private boolean isActive = true;
    private @Nullable Instant revokedAt;
    private @Nullable String revokedReason;

    @SuppressWarnings("NullAway.Init")
    protected ApiKey() {}

    @SuppressWarnings("NullAway.Init")
    ApiKey(UUID userId, String key, ApiKeyRequest request, Instant now) {
        this.id = Ids.next();
        this.userId = userId;
        take(key);
        change(request, now);
    }

    void change(ApiKeyRequest request, Instant now) {
        name = request.name();
        description = request.description();
        scopes = request.scopes().stream().sorted().distinct().toArray(String[]::new);
        expiresAt = request.expiresAt();
        rotationPolicy = request.rotationPolicyOrManual().toString();
        nextRotationAt = request.rotationPolicyOrManual().nextAfter(lastRotatedAt == null ? now : lastRotatedAt);
    }

    /** @return whether the key could then do no more than now, and no longer */
    boolean isNarrowedBy(ApiKeyRequest request) {
        var until = request.expiresAt();
        return scopes().containsAll(request.scopes())
                && (expiresAt == null || until != null && !until.isAfter(expiresAt));
    }

    /** Puts another key in the place of the present one, which is good for a while yet. */
    void rotate(String key, Duration overlap, Instant now) {
        previousKeyHash = overlap.isZero() ? null : keyHash;
        previousKeyExpiresAt = overlap.isZero() ? null : now.plus(overlap);
        take(key);
        lastRotatedAt = now;
        nextRotationAt = RotationPolicy.of(rotationPolicy).nextAfter(now);
        rotationCount++;
    }

    void revoke(@Nullable String reason, Instant now) {
        isActive = false;
        revokedAt = now;
        revokedReason = reason;
        previousKeyHash = null;
        previousKeyExpiresAt = null;
    }

    private void take(String key) {
        keyHash = Digests.fingerprint(key);
        keyPrefix = key.substring(0, key.lastIndexOf('_') + 5);
    }

    boolean isActive() {
        return isActive;
    }

    UUID getUserId() {
        return userId;
    }

    UUID getId() {
        return id;
    }

    List<String> scopes() {
        return List.of(scopes);
    }

    ApiKeyRequest toRequest() {
        return new ApiKeyRequest(name, description, scopes(), expiresAt, RotationPolicy.of(rotationPolicy));
    }

    ApiKeyResponse toResponse(@Nullable String key, Instant now) {
        return new ApiKeyResponse(id, userId, name, description, keyPrefix, Secret.of(key), scopes(),
                RotationPolicy.of(rotationPolicy), lastRotatedAt, nextRotationAt,
                nextRotationAt != null && !nextRotationAt.isAfter(now), rotationCount, previousKeyExpiresAt,
                lastUsedAt, usageCount, expiresAt, isActive, revokedAt, revokedReason, getVersion(), getCreatedAt(),
                getUpdatedAt());
    }
}
