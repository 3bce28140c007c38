package dev.tenantry.identity.token;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What an access token tells of its bearer.
 *
 * @param aal assurance level
 * @param amr how the person signed in, when
 * @param impersonation who acts as the person; null where it is the person
 */
public record TokenClaims(
        UUID userId,
        @Nullable String email,
        @Nullable String phone,
        UUID sessionId,
        UUID organizationId,
        String organizationRole,
        String aal,
        List<Map<String, Object>> amr,
        Map<String, Object> appMetadata,
        Map<String, Object> userMetadata,
        boolean isAnonymous,
        @Nullable Impersonation impersonation) {

    /** @param until when it ends */
    public record Impersonation(UUID impersonatorId, Instant until) {}
}
