package dev.tenantry.identity.federation.saml;

import java.util.Set;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Signing in by SAML.
 *
 * @param metadataHosts hosts whose metadata is read wherever they are, and without encryption; all others must be public and
 *                      speak https
 */
@ConfigurationProperties("tenantry.identity.saml")
record SamlSettings(@DefaultValue Set<String> metadataHosts) {}
