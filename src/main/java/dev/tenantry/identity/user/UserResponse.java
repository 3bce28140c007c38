package dev.tenantry.identity.user;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** A user as Supabase's clients know it. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record UserResponse(UUID id, String aud, String role, String email, String phone,
        @Nullable Instant emailConfirmedAt, @Nullable Instant confirmedAt, @Nullable Instant lastSignInAt,
        Map<String, Object> appMetadata, Map<String, Object> userMetadata, List<IdentityResponse> identities,
        List<Object> factors, @com.fasterxml.jackson.annotation.JsonProperty("is_anonymous") boolean anonymous,
        Instant createdAt, Instant updatedAt) {

    public static UserResponse of(User user) {
        return new UserResponse(user.id(), "authenticated", "authenticated", user.email(),
                user.phone() == null ? "" : user.phone(), user.emailConfirmedAt(), user.emailConfirmedAt(),
                user.lastSignInAt(), user.appMetadata(), user.userMetadata(),
                user.identities().stream().map(IdentityResponse::of).toList(), List.of(), user.isAnonymous(),
                user.createdAt(), user.updatedAt());
    }

    /** @param id what the provider calls the user */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record IdentityResponse(UUID identityId, String id, UUID userId, Map<String, Object> identityData, String provider,
            @Nullable Instant lastSignInAt, Instant createdAt, Instant updatedAt, @Nullable String email) {

        static IdentityResponse of(Identity identity) {
            return new IdentityResponse(identity.id(), identity.providerId(), identity.userId(),
                    identity.identityData(),
                    identity.provider(), identity.lastSignInAt(), identity.createdAt(), identity.updatedAt(),
                    identity.email());
        }
    }
}
