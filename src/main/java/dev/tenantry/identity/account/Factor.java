package dev.tenantry.identity.account;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A second factor of a user, as far as everybody may know it.
 *
 * @param factorType totp, phone or webauthn
 * @param status     unverified or verified
 * @param phone      that codes are sent to
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Factor(
        UUID id,
        @Nullable String friendlyName,
        String factorType,
        String status,
        @Nullable String phone,
        @Nullable Instant lastChallengedAt,
        Instant createdAt,
        Instant updatedAt) {

    @JsonIgnore
    public boolean isVerified() {
        return status.equals("verified");
    }
}
