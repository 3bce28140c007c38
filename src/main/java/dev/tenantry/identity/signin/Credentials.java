package dev.tenantry.identity.signin;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.web.Verbatim;

/** The body of a sign-up. Clients send more than this, and it does not matter. */
@JsonIgnoreProperties(ignoreUnknown = true)
record Credentials(
        @Nullable String email,
        @Nullable String phone,
        @Verbatim @Nullable Secret password,
        @Nullable Map<String, @Nullable Object> data,
        @Nullable String channel,
        @JsonProperty("code_challenge") @Nullable String codeChallenge,
        @JsonProperty("code_challenge_method") @Nullable String codeChallengeMethod) {

    Credentials {
        email = email == null || email.isBlank() ? null : email;
        phone = phone == null || phone.isBlank() ? null : phone;
    }
}
