package dev.tenantry.identity.federation.saml;

import java.time.Clock;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.tenantry.identity.federation.saml.protocol.AuthnRequest;
import dev.tenantry.identity.federation.saml.protocol.ServiceProvider;

/** Writes requests to identity providers. */
@Component
class AuthnRequests {

    private final MetadataSource metadata;
    private final ServiceProvider us;
    private final Clock clock;

    AuthnRequests(MetadataSource metadata, ServiceProvider us, Clock clock) {
        this.metadata = metadata;
        this.us = us;
        this.clock = clock;
    }

    AuthnRequest to(SamlProvider provider) {
        var saml = provider.saml();
        return new AuthnRequest("_" + UUID.randomUUID(), metadata.parse(saml.metadataXml()), us.entityId(),
                us.consumer(), saml.nameIdFormat() == null ? AuthnRequest.PERSISTENT : saml.nameIdFormat(),
                clock.instant());
    }
}
