package dev.tenantry.identity.federation.saml.protocol;

import java.net.URI;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What an identity provider's metadata says of it.
 *
 * @param signOn     where requests go by redirect
 * @param keys       what its signatures are verified with
 * @param validUntil when the metadata is no longer to be used
 */
public record IdentityProvider(String entityId, URI signOn, List<PublicKey> keys, @Nullable Instant validUntil) {}
