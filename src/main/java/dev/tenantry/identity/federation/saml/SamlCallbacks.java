package dev.tenantry.identity.federation.saml;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.identity.account.User;
import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.error.ExternalErrors;
import dev.tenantry.identity.federation.ExternalAccounts;
import dev.tenantry.identity.federation.ExternalProfile;
import dev.tenantry.identity.federation.ProviderFault;
import dev.tenantry.identity.federation.RefusalReason;
import dev.tenantry.identity.federation.SignInProtocol;
import dev.tenantry.identity.federation.saml.SamlCallbacks.Returned;
import dev.tenantry.identity.federation.saml.SamlStates.SamlRequest;
import dev.tenantry.identity.session.SignInMethod;
import dev.tenantry.shared.crypto.Secret;

/** Receives people back from their organization's identity provider. */
@Component
class SamlCallbacks implements SignInProtocol<Returned, SamlRequest> {

    private final SamlStates states;
    private final SamlProviders providers;
    private final SamlProfiles profiles;
    private final ExternalAccounts accounts;

    SamlCallbacks(SamlStates states, SamlProviders providers, SamlProfiles profiles, ExternalAccounts accounts) {
        this.states = states;
        this.providers = providers;
        this.profiles = profiles;
        this.accounts = accounts;
    }

    /** What the provider's page sent. */
    record Returned(@Nullable Secret response, @Nullable String relayState) {}

    @Override
    public String name() {
        return "saml";
    }

    @Override
    public SamlRequest requestOf(Returned answer) {
        UUID id;
        try {
            id = UUID.fromString(answer.relayState == null ? "" : answer.relayState);
        } catch (IllegalArgumentException _) {
            // What a provider sends unasked answers no request of ours.
            throw ProviderFault.of(RefusalReason.REQUEST_UNKNOWN, "no request of ours",
                    ExternalErrors.ssoInvalid("SAML RelayState is not a valid UUID: start at this site"));
        }
        return states.find(id).orElseThrow(ExternalErrors::relayStateNotFound);
    }

    @Override
    public Authenticated verify(SamlRequest request, Returned answer) {
        if (states.isOver(request)) {
            throw ExternalErrors.relayStateExpired();
        }
        if (answer.response == null || answer.response.isEmpty()) {
            throw ProviderFault.of(RefusalReason.RESPONSE_REFUSED, "no response",
                    ExternalErrors.ssoInvalid("SAMLResponse is missing"));
        }
        var provider = providers.find(request.providerId())
                .filter(known -> !known.isDisabled())
                .orElseThrow(ExternalErrors::ssoProviderDisabled);
        var profile = profiles.read(provider, answer.response.value(), request.requestId());
        return new Authenticated(profile, SignInMethod.SAML, null, provider.id());
    }

    /**
     * The request is answered now, and no second time.
     *
     * @throws AuthException where it was, or the provider may not be used any more
     */
    @Override
    public User account(SamlRequest request, ExternalProfile profile) {
        if (!states.take(request.id())) {
            throw ExternalErrors.relayStateNotFound();
        }
        if (!providers.isInUse(request.providerId())) {
            throw ExternalErrors.ssoProviderDisabled();
        }
        return accounts.resolve(profile);
    }
}
