package dev.tenantry.identity.account;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** A user as Supabase's clients know it. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record UserResponse(
        UUID id,
        String aud,
        String role,
        String email,
        String phone,
        @Nullable Instant emailConfirmedAt,
        @Nullable Instant phoneConfirmedAt,
        @Nullable Instant confirmedAt,
        @Nullable Instant invitedAt,
        @Nullable Instant confirmationSentAt,
        @Nullable Instant recoverySentAt,
        @Nullable String newEmail,
        @Nullable Instant emailChangeSentAt,
        @Nullable String newPhone,
        @Nullable Instant lastSignInAt,
        @Nullable Instant bannedUntil,
        Map<String, Object> appMetadata,
        Map<String, Object> userMetadata,
        List<IdentityResponse> identities,
        List<Factor> factors,
        @JsonProperty("is_anonymous") boolean anonymous,
        @JsonProperty("is_sso_user") boolean ssoUser,
        Instant createdAt,
        Instant updatedAt) {

    public static UserResponse of(User user) {
        return new UserResponse(user.id(), "authenticated", "authenticated", orEmpty(user.email()),
                orEmpty(user.phone()), user.emailConfirmedAt(), user.phoneConfirmedAt(), user.confirmedAt(),
                user.invitedAt(), user.confirmationSentAt(), user.recoverySentAt(), user.newEmail(),
                user.emailChangeSentAt(), user.newPhone(), user.lastSignInAt(), user.bannedUntil(), user.appMetadata(),
                user.userMetadata(), user.identities().stream().map(IdentityResponse::of).toList(), user.factors(),
                user.isAnonymous(), user.isSsoUser(), user.createdAt(), user.updatedAt());
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** @param id what the provider calls the user */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record IdentityResponse(
            UUID identityId,
            String id,
            UUID userId,
            Map<String, Object> identityData,
            String provider,
            @Nullable Instant lastSignInAt,
            Instant createdAt,
            Instant updatedAt,
            @Nullable String email) {

        static IdentityResponse of(Identity identity) {
            return new IdentityResponse(identity.id(), identity.providerId(), identity.userId(),
                    identity.identityData(),
                    identity.provider(), identity.lastSignInAt(), identity.createdAt(), identity.updatedAt(),
                    identity.email());
        }
    }
}
