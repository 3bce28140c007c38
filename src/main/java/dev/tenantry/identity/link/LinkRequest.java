package dev.tenantry.identity.link;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * Who asks for a link or a code. Clients send more than this, and it does not matter.
 *
 * @param type       what is to be sent again
 * @param createUser whether somebody new gets an account; so where it is absent
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record LinkRequest(
        @Nullable String email,
        @Nullable String phone,
        @Nullable String type,
        @Nullable Boolean createUser,
        @Nullable Map<String, @Nullable Object> data,
        @Nullable String channel,
        @Nullable String codeChallenge,
        @Nullable String codeChallengeMethod) {

    LinkTarget target(@Nullable String redirectTo) {
        return LinkTarget.of(redirectTo, codeChallenge, codeChallengeMethod);
    }

    boolean hasEmail() {
        return email != null && !email.isBlank();
    }

    boolean hasPhone() {
        return phone != null && !phone.isBlank();
    }

    boolean mayCreate() {
        return createUser == null || createUser;
    }
}
