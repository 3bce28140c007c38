package dev.tenantry.identity.federation.oidc;

import java.util.Map;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Signing in through others.
 *
 * @param providers identity providers by name: what {@code provider=} names them by
 */
@ConfigurationProperties("tenantry.identity")
record OauthSettings(@DefaultValue Map<String, ProviderSettings> providers) {}
