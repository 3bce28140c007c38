package dev.tenantry.identity.signin;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.web.Verbatim;

/**
 * What a person changes of the own account; what is absent stays. Clients send more than this, and it does not matter.
 *
 * @param currentPassword proves that it is still the same person
 * @param nonce           so does a code that was sent
 * @param appMetadata     not for the person to change
 * @param channel         by which a new number is sent a code
 * @param data            merged into what the person has told so far; null takes a member away
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record UserUpdateRequest(
        @Nullable String email,
        @Nullable String phone,
        @Verbatim @Nullable Secret password,
        @Verbatim @Nullable Secret currentPassword,
        @Nullable Secret nonce,
        @Nullable Map<String, @Nullable Object> data,
        @Nullable Map<String, @Nullable Object> appMetadata,
        @Nullable String channel,
        @Nullable String codeChallenge,
        @Nullable String codeChallengeMethod) {

    UserUpdateRequest {
        email = blankIsAbsent(email);
        phone = blankIsAbsent(phone);
        password = blankIsAbsent(password);
        currentPassword = blankIsAbsent(currentPassword);
        nonce = blankIsAbsent(nonce);
    }

    private static @Nullable Secret blankIsAbsent(@Nullable Secret secret) {
        return secret == null || secret.isEmpty() ? null : secret;
    }

    private static @Nullable String blankIsAbsent(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
