package dev.tenantry.identity.admin;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

import dev.tenantry.identity.error.AuthException;
import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.web.Verbatim;

/**
 * What an invitation or a link is to be. Clients send more than this, and it does not matter.
 *
 * @param type     of the link
 * @param newEmail for a change of address
 * @param password for a sign-up
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record GenerateLinkRequest(
        @Nullable String type,
        @Nullable String email,
        @Nullable String newEmail,
        @Verbatim @Nullable Secret password,
        @Nullable Map<String, @Nullable Object> data,
        @Nullable String redirectTo) {

    /** @throws AuthException 400 where it is not there */
    String address() {
        if (email == null || email.isBlank()) {
            throw AuthException.malformed("email is required");
        }
        return email;
    }

    Map<String, Object> metadata() {
        return AccountSecrets.merged(Map.of(), data);
    }

    GenerateLinkRequest to(@Nullable String place) {
        return place == null ? this : new GenerateLinkRequest(type, email, newEmail, password, data, place);
    }
}
