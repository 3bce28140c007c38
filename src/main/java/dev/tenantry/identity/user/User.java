package dev.tenantry.identity.user;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** An account. */
public record User(UUID id, String email, @Nullable String phone, @Nullable String passwordHash,
        @Nullable Instant emailConfirmedAt, @Nullable Instant lastSignInAt, Map<String, Object> appMetadata,
        Map<String, Object> userMetadata, boolean isAnonymous, boolean isActive, Instant createdAt, Instant updatedAt,
        List<Identity> identities) {

    /** Without what is nobody's business in a log. */
    @Override
    public String toString() {
        return "User[" + id + "]";
    }
}
