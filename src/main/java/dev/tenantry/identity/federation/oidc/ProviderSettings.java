package dev.tenantry.identity.federation.oidc;

import java.net.URI;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

import dev.tenantry.shared.crypto.Secret;

/**
 * An identity provider: by its issuer, which describes itself (OpenID Connect Discovery); or by its endpoints. Of Google,
 * GitHub and Discord the client is enough.
 *
 * @param scopes    what is asked for besides what a sign-in needs
 * @param audiences other clients of the same application, whose ID tokens are accepted where they are sent by themselves
 */
record ProviderSettings(
        @Nullable String issuer,
        @Nullable String clientId,
        @Nullable Secret clientSecret,
        @Nullable URI authorizationUri,
        @Nullable URI tokenUri,
        @Nullable URI userinfoUri,
        @Nullable URI emailsUri,
        @DefaultValue List<String> scopes,
        @DefaultValue List<String> audiences) {}
