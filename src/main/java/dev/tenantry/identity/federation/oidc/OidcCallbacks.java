package dev.tenantry.identity.federation.oidc;

import java.net.URI;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import dev.tenantry.identity.account.User;
import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.error.ExternalErrors;
import dev.tenantry.identity.federation.FederatedSignIn;
import dev.tenantry.identity.federation.FederatedSignIn.Arrival;
import dev.tenantry.identity.federation.ExternalProfile;
import dev.tenantry.identity.federation.RedirectUris;
import dev.tenantry.identity.federation.oidc.OidcStates.Visit;
import dev.tenantry.identity.flow.Redirects;
import dev.tenantry.identity.session.SignInMethod;
import dev.tenantry.shared.text.Texts;

/** Receives people back from identity providers. Whatever goes wrong, the browser ends at a page that can tell of it. */
@Service
class OidcCallbacks {

    private static final int MAX_TEXT = 300;

    private final OidcStates states;
    private final OidcProviders providers;
    private final CodeExchange exchange;
    private final AccountChoice accounts;
    private final FederatedSignIn arrivals;
    private final Redirects redirects;

    OidcCallbacks(OidcStates states, OidcProviders providers, CodeExchange exchange, AccountChoice accounts,
            FederatedSignIn arrivals, Redirects redirects) {
        this.states = states;
        this.providers = providers;
        this.exchange = exchange;
        this.accounts = accounts;
        this.arrivals = arrivals;
        this.redirects = redirects;
    }

    /** What the provider sent the browser back with. */
    record Returned(@Nullable String state, @Nullable String code, @Nullable String error,
            @Nullable String description) {

        /** Without what is nobody's business in a log. */
        @Override
        public String toString() {
            return "Returned";
        }
    }

    /** @return where the browser goes */
    URI receive(Returned returned, @Nullable String browser) {
        if (returned.state == null || returned.state.isEmpty()) {
            return RedirectUris.withError(redirects.resolve(null),
                    ExternalErrors.badCallback("OAuth state parameter missing"));
        }
        var visit = states.take(returned.state, browser).orElse(null);
        if (visit == null) {
            return RedirectUris.withError(redirects.resolve(null), ExternalErrors.badState());
        }
        if (returned.error != null) {
            return RedirectUris.withError(visit.redirectTo(), plain(returned.error), "bad_oauth_callback",
                    plain(returned.description == null ? returned.error : returned.description));
        }
        try {
            return finish(visit, returned.state, returned.code);
        } catch (AuthException refused) {
            return RedirectUris.withError(visit.redirectTo(), refused);
        }
    }

    private URI finish(Visit visit, String state, @Nullable String code) {
        if (code == null || code.isEmpty()) {
            throw ExternalErrors.badCallback("OAuth callback with missing authorization code missing");
        }
        var provider = providers.find(visit.provider());
        var exchanged = exchange.exchange(provider, code, states.verifier(state), states.nonce(state));
        return arrivals.welcome(
                new Arrival(visit.redirectTo(), visit.flow(), SignInMethod.OAUTH, exchanged.tokens(), null),
                () -> account(visit, exchanged.profile()));
    }

    private User account(Visit visit, ExternalProfile profile) {
        var linker = visit.linker();
        return linker == null ? accounts.resolve(profile) : accounts.link(linker, visit.flow(), profile);
    }

    /** One line of a length that a URL can carry. */
    private static String plain(String text) {
        var line = text.replaceAll("\\p{Cntrl}", " ");
        return Texts.shown(line, MAX_TEXT);
    }
}
