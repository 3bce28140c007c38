package dev.tenantry.identity.federation.oidc;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.identity.account.User;
import dev.tenantry.identity.error.ExternalErrors;
import dev.tenantry.identity.federation.ExternalProfile;
import dev.tenantry.identity.federation.ProviderFault;
import dev.tenantry.identity.federation.RefusalReason;
import dev.tenantry.identity.federation.SignInProtocol;
import dev.tenantry.identity.federation.oidc.OidcCallbacks.Returned;
import dev.tenantry.identity.federation.oidc.OidcStates.OidcRequest;
import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.text.Texts;

/** Receives people back from identity providers that speak OpenID Connect or OAuth 2.0. */
@Component
class OidcCallbacks implements SignInProtocol<Returned, OidcRequest> {

    private static final int MAX_TEXT = 300;

    private final OidcStates states;
    private final OidcProviders providers;
    private final CodeExchange exchange;
    private final AccountChoice accounts;

    OidcCallbacks(OidcStates states, OidcProviders providers, CodeExchange exchange, AccountChoice accounts) {
        this.states = states;
        this.providers = providers;
        this.exchange = exchange;
        this.accounts = accounts;
    }

    /**
     * What the provider sent the browser back with.
     *
     * @param browser what the browser keeps
     */
    record Returned(
            @Nullable String state,
            @Nullable Secret code,
            @Nullable String error,
            @Nullable String description,
            @Nullable Secret browser) {}

    @Override
    public String name() {
        return "oauth";
    }

    @Override
    public OidcRequest requestOf(Returned answer) {
        if (answer.state == null || answer.state.isEmpty()) {
            throw ProviderFault.of(RefusalReason.REQUEST_UNKNOWN, "no state",
                    ExternalErrors.badCallback("OAuth state parameter missing"));
        }
        return states.take(answer.state, Secret.reveal(answer.browser)).orElseThrow(ExternalErrors::badState);
    }

    @Override
    public Authenticated verify(OidcRequest request, Returned answer) {
        if (answer.error != null) {
            var error = plain(answer.error);
            throw ProviderFault.of(RefusalReason.DENIED_BY_PROVIDER, "error " + CodeExchange.name(error),
                    ExternalErrors.oauth(error, answer.description == null ? error : plain(answer.description)));
        }
        if (answer.code == null || answer.code.isEmpty()) {
            throw ProviderFault.of(RefusalReason.CODE_MISSING, "no code",
                    ExternalErrors.badCallback("OAuth callback with missing authorization code missing"));
        }
        return exchange.exchange(providers.find(request.provider()), answer.code.value(), String.valueOf(answer.state));
    }

    @Override
    public User account(OidcRequest request, ExternalProfile profile) {
        var linker = request.linker();
        return linker == null ? accounts.resolve(profile) : accounts.link(linker, request.flow(), profile);
    }

    /** One line of a length that a URL can carry. */
    private static String plain(String text) {
        var line = text.replaceAll("\\p{Cntrl}", " ");
        return Texts.shown(line, MAX_TEXT);
    }
}
