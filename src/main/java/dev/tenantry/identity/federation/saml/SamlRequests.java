package dev.tenantry.identity.federation.saml;

import java.net.URI;
import java.util.Locale;
import java.util.UUID;

import org.springframework.stereotype.Service;

import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.error.ExternalErrors;
import dev.tenantry.identity.federation.saml.protocol.AuthnRequest;
import dev.tenantry.identity.flow.CodeChallenge;
import dev.tenantry.identity.flow.FlowStates;
import dev.tenantry.identity.flow.Redirects;
import dev.tenantry.identity.session.SignInMethod;
import dev.tenantry.shared.database.RolePool;

/** Sends people to their organization's identity provider. */
@Service
class SamlRequests {

    private final RolePool pool;
    private final SamlProviders providers;
    private final SamlStates states;
    private final FlowStates flows;
    private final Redirects redirects;
    private final AuthnRequests requests;

    SamlRequests(RolePool authPool, SamlProviders providers, SamlStates states, FlowStates flows,
            Redirects redirects, AuthnRequests requests) {
        this.pool = authPool;
        this.providers = providers;
        this.states = states;
        this.flows = flows;
        this.redirects = redirects;
        this.requests = requests;
    }

    /** @throws AuthException 400 where the request names no provider or several, 404 where there is none */
    URI begin(SingleSignOnRequest wanted) {
        var challenge = CodeChallenge.of(wanted.codeChallenge(), wanted.codeChallengeMethod());
        var provider = find(wanted);
        AuthnRequest request = requests.to(provider);
        var target = redirects.resolve(wanted.redirectTo());
        UUID state = pool.inTransaction(() -> {
            var flow = challenge == null ? null : flows.start(challenge, SignInMethod.SAML, provider.id());
            return states.start(provider.id(), request.id(), target, flow);
        });
        return URI.create(request.url(state.toString()));
    }

    private SamlProvider find(SingleSignOnRequest wanted) {
        var domain = wanted.domain();
        if (wanted.providerId() != null) {
            if (domain != null && !domain.isBlank()) {
                throw ExternalErrors.ssoInvalid("Only one of provider_id or domain supported");
            }
            return providers.find(wanted.providerId())
                    .orElseThrow(() -> ExternalErrors.ssoProviderNotFound("No such SSO provider"));
        }
        if (domain == null || domain.isBlank()) {
            throw ExternalErrors.ssoInvalid("A provider_id or domain needs to be provided");
        }
        return providers.findByDomain(domain.strip().toLowerCase(Locale.ROOT))
                .orElseThrow(() -> ExternalErrors.ssoProviderNotFound("No SSO provider assigned for this domain"));
    }
}
