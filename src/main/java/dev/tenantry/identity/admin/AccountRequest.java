package dev.tenantry.identity.admin;

import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.web.Verbatim;

/**
 * What an account is to be. Clients send more than this, and it does not matter.
 *
 * @param id           of a new account, where it is to have that of another system
 * @param passwordHash of bcrypt, as another system made it
 * @param userMetadata members that are null are taken away
 * @param appMetadata  members that are null are taken away
 * @param banDuration  {@code 24h}, {@code 1h30m}, or {@code none}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record AccountRequest(
        @Nullable UUID id,
        @Nullable String email,
        @Nullable String phone,
        @Verbatim @Nullable Secret password,
        @Nullable Secret passwordHash,
        @Nullable Boolean emailConfirm,
        @Nullable Boolean phoneConfirm,
        @Nullable Map<String, @Nullable Object> userMetadata,
        @Nullable Map<String, @Nullable Object> appMetadata,
        @Nullable String banDuration) {

    AccountRequest {
        email = email == null || email.isBlank() ? null : email;
        phone = phone == null || phone.isBlank() ? null : phone;
        banDuration = banDuration == null || banDuration.isBlank() ? null : banDuration;
    }

    boolean confirmsEmail() {
        return Boolean.TRUE.equals(emailConfirm);
    }

    boolean confirmsPhone() {
        return Boolean.TRUE.equals(phoneConfirm);
    }
}
