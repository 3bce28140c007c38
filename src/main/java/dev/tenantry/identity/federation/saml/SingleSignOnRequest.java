package dev.tenantry.identity.federation.saml;

import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** Who wants to sign in: by the domain of the address, or by the provider. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record SingleSignOnRequest(
        @Nullable UUID providerId,
        @Nullable String domain,
        @Nullable String redirectTo,
        @Nullable Boolean skipHttpRedirect,
        @Nullable String codeChallenge,
        @Nullable String codeChallengeMethod) {}
