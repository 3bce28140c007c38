package dev.tenantry.identity.mfa;

import java.util.Set;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Security keys and passkeys.
 *
 * @param rpId    the domain that credentials are bound to: the frontends' own, or a parent of it
 * @param rpName  what authenticators show it as
 * @param origins web origins whose pages may use such credentials
 */
@ConfigurationProperties("tenantry.identity.webauthn")
record WebAuthnSettings(
        @DefaultValue("localhost") String rpId,
        @DefaultValue("Tenantry") String rpName,
        @DefaultValue("http://localhost:3000") Set<String> origins) {}
