package dev.tenantry.identity.federation.oidc;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import dev.tenantry.identity.account.User;
import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.error.ExternalErrors;
import dev.tenantry.identity.federation.ExternalProfile;
import dev.tenantry.identity.federation.FederatedSignIn;
import dev.tenantry.identity.federation.Linker;
import dev.tenantry.identity.session.Grant;
import dev.tenantry.identity.session.Sessions;
import dev.tenantry.identity.session.SignInMethod;
import dev.tenantry.identity.session.TokenPair;
import dev.tenantry.identity.session.TokenRequest;
import dev.tenantry.shared.access.AccessInterceptor;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.database.RolePool;

/** Signs in with an ID token that an application got from a provider by itself. */
@Service
class IdTokenGrant implements Grant {

    private final RolePool pool;
    private final FederatedSignIn signIn;
    private final OidcProviders providers;
    private final IdTokenProfiles profiles;
    private final AccountChoice accounts;
    private final Sessions sessions;

    IdTokenGrant(RolePool authPool, FederatedSignIn signIn, OidcProviders providers, IdTokenProfiles profiles,
            AccountChoice accounts, Sessions sessions) {
        this.pool = authPool;
        this.signIn = signIn;
        this.providers = providers;
        this.profiles = profiles;
        this.accounts = accounts;
        this.sessions = sessions;
    }

    @Override
    public String type() {
        return "id_token";
    }

    @Override
    public TokenPair grant(TokenRequest request) {
        var token = request.idToken();
        if (token == null || token.isBlank()) {
            throw ExternalErrors.oauth("invalid request", "id_token required");
        }
        if (request.provider() == null || request.provider().isBlank()) {
            throw ExternalErrors.oauth("invalid request", "provider required");
        }
        var name = providers.nameOf(request.provider());
        return signIn.attempt(name, () -> grant(name, token.value(), request));
    }

    private TokenPair grant(String name, String token, TokenRequest request) {
        var profile = profiles.of(provider(name), token, request);
        var linker = Boolean.TRUE.equals(request.linkIdentity()) ? linker() : null;
        return pool.inTransaction(() -> sessions.begin(account(profile, linker), SignInMethod.OAUTH)).get();
    }

    private User account(ExternalProfile profile, @Nullable Linker linker) {
        return linker == null ? accounts.resolve(profile) : accounts.link(linker, null, profile);
    }

    /** Whose account the identity is to be added to. */
    private static Linker linker() {
        var caller = Caller.currentOrNull();
        if (caller == null) {
            throw AuthException.noAuthorization();
        }
        AccessInterceptor.requireStepUp(caller);
        return Linker.of(caller);
    }

    private OidcProvider provider(String name) {
        var provider = providers.find(name);
        if (provider.kind() != OidcProvider.Kind.OPENID) {
            throw ExternalErrors.oauth("invalid request", "provider " + provider.name() + " has no ID tokens");
        }
        return provider;
    }
}
