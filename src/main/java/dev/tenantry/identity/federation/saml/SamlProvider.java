package dev.tenantry.identity.federation.saml;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.identity.federation.ExternalProfile;

/**
 * An organization's own identity provider.
 *
 * @param resourceId what the operator calls it
 * @param domains    whose people sign in through it
 */
record SamlProvider(
        UUID id,
        @Nullable String resourceId,
        boolean isDisabled,
        Saml saml,
        List<Domain> domains,
        Instant createdAt,
        Instant updatedAt) {

    /** @param metadataUrl where the metadata was read from */
    record Saml(
            String entityId,
            String metadataXml,
            @Nullable String metadataUrl,
            AttributeMapping mapping,
            @Nullable String nameIdFormat) {}

    record Domain(UUID id, String domain, Instant createdAt, Instant updatedAt) {}

    /** By which name its people's identities are known. */
    String identityProvider() {
        return identityProvider(id);
    }

    static String identityProvider(UUID id) {
        return ExternalProfile.SSO + id;
    }
}
