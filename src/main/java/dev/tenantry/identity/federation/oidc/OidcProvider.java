package dev.tenantry.identity.federation.oidc;

import java.net.URI;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.crypto.Secret;

/**
 * An identity provider whose endpoints are known.
 *
 * @param kind      how it tells of people
 * @param issuer    null where it does not speak OpenID Connect
 * @param emails    where its people's addresses are, where they are not told with the rest
 * @param keys      where its signing keys are; null where it has none
 * @param audiences clients whose ID tokens are accepted, its own included
 */
record OidcProvider(
        String name,
        Kind kind,
        @Nullable String issuer,
        URI authorization,
        URI token,
        @Nullable URI userinfo,
        @Nullable URI emails,
        @Nullable URI keys,
        String clientId,
        @Nullable Secret clientSecret,
        List<String> scopes,
        Set<String> audiences) {

    enum Kind {
        OPENID, GITHUB, DISCORD
    }
}
