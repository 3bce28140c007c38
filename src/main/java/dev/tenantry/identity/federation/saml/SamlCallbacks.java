package dev.tenantry.identity.federation.saml;

import java.net.URI;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import dev.tenantry.identity.account.User;
import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.error.ExternalErrors;
import dev.tenantry.identity.federation.FederatedSignIn;
import dev.tenantry.identity.federation.FederatedSignIn.Arrival;
import dev.tenantry.identity.federation.ExternalAccounts;
import dev.tenantry.identity.federation.ExternalProfile;
import dev.tenantry.identity.federation.RedirectUris;
import dev.tenantry.identity.federation.saml.SamlStates.RelayState;
import dev.tenantry.identity.flow.Redirects;
import dev.tenantry.identity.session.SignInMethod;

/** Receives people back from their organization's identity provider. */
@Service
class SamlCallbacks {

    private final SamlStates states;
    private final SamlProviders providers;
    private final SamlProfiles profiles;
    private final ExternalAccounts accounts;
    private final FederatedSignIn arrivals;
    private final Redirects redirects;

    SamlCallbacks(SamlStates states, SamlProviders providers, SamlProfiles profiles, ExternalAccounts accounts,
            FederatedSignIn arrivals, Redirects redirects) {
        this.states = states;
        this.providers = providers;
        this.profiles = profiles;
        this.accounts = accounts;
        this.arrivals = arrivals;
        this.redirects = redirects;
    }

    /** @return where the browser goes */
    URI receive(@Nullable String response, @Nullable String relayState) {
        var target = redirects.resolve(null);
        try {
            var state = find(relayState);
            target = state.redirectTo();
            return finish(state, response);
        } catch (AuthException refused) {
            return RedirectUris.withError(target, refused);
        }
    }

    private RelayState find(@Nullable String text) {
        UUID id;
        try {
            id = UUID.fromString(text == null ? "" : text);
        } catch (IllegalArgumentException _) {
            // What a provider sends unasked answers no request of ours.
            throw ExternalErrors.ssoInvalid("SAML RelayState is not a valid UUID: start at this site");
        }
        return states.find(id).orElseThrow(ExternalErrors::relayStateNotFound);
    }

    private URI finish(RelayState state, @Nullable String response) {
        if (states.isOver(state)) {
            throw ExternalErrors.relayStateExpired();
        }
        if (response == null || response.isEmpty()) {
            throw ExternalErrors.ssoInvalid("SAMLResponse is missing");
        }
        var provider = providers.find(state.provider())
                .filter(known -> !known.isDisabled())
                .orElseThrow(ExternalErrors::ssoProviderDisabled);
        var profile = profiles.read(provider, response, state.requestId());
        return arrivals.welcome(new Arrival(state.redirectTo(), state.flow(), SignInMethod.SAML, null, provider.id()),
                () -> account(state, profile));
    }

    /** The request is answered now, and no second time. */
    private User account(RelayState state, ExternalProfile profile) {
        if (!states.take(state.id())) {
            throw ExternalErrors.relayStateNotFound();
        }
        if (!providers.isInUse(state.provider())) {
            throw ExternalErrors.ssoProviderDisabled();
        }
        return accounts.resolve(profile);
    }
}
