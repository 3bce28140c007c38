package dev.tenantry.identity.federation.saml;

import java.time.Clock;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.error.ExternalErrors;
import dev.tenantry.identity.federation.FederatedSignIn;
import dev.tenantry.identity.federation.saml.protocol.AuthnRequest;
import dev.tenantry.identity.federation.saml.protocol.ServiceProvider;

/** Writes requests to identity providers. */
@Component
class AuthnRequests {

    private final FederatedSignIn signIn;
    private final MetadataSource metadata;
    private final ServiceProvider us;
    private final Clock clock;

    AuthnRequests(FederatedSignIn signIn, MetadataSource metadata, ServiceProvider us, Clock clock) {
        this.signIn = signIn;
        this.metadata = metadata;
        this.us = us;
        this.clock = clock;
    }

    /** @throws AuthException where the provider is disabled, or its metadata of no use any more */
    AuthnRequest to(SamlProvider provider) {
        return signIn.attempt(provider.identityProvider(), () -> write(provider));
    }

    private AuthnRequest write(SamlProvider provider) {
        if (provider.isDisabled()) {
            throw ExternalErrors.ssoProviderDisabled();
        }
        var saml = provider.saml();
        return new AuthnRequest("_" + UUID.randomUUID(), metadata.of(provider), us.entityId(), us.consumer(),
                saml.nameIdFormat() == null ? AuthnRequest.PERSISTENT : saml.nameIdFormat(), clock.instant());
    }
}
