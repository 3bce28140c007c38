package dev.tenantry.identity.federation.oidc;

import io.jsonwebtoken.Claims;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import dev.tenantry.identity.account.User;
import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.error.ExternalErrors;
import dev.tenantry.identity.federation.ExternalAccounts;
import dev.tenantry.identity.federation.ExternalProfile;
import dev.tenantry.identity.federation.Linker;
import dev.tenantry.identity.federation.ProviderUnreachableException;
import dev.tenantry.identity.session.Grant;
import dev.tenantry.identity.session.Sessions;
import dev.tenantry.identity.session.SignInMethod;
import dev.tenantry.identity.session.TokenPair;
import dev.tenantry.identity.session.TokenRequest;
import dev.tenantry.shared.access.AccessInterceptor;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.crypto.Digests;
import dev.tenantry.shared.database.RolePool;

/** Signs in with an ID token that an application got from a provider by itself. */
@Service
class IdTokenGrant implements Grant {

    private final RolePool pool;
    private final OidcProviders providers;
    private final IdTokens idTokens;
    private final OidcProfiles profiles;
    private final ExternalAccounts accounts;
    private final Sessions sessions;

    IdTokenGrant(RolePool authPool, OidcProviders providers, IdTokens idTokens, OidcProfiles profiles,
            ExternalAccounts accounts, Sessions sessions) {
        this.pool = authPool;
        this.providers = providers;
        this.idTokens = idTokens;
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
        var provider = provider(request.provider());
        var claims = verified(provider, token);
        checkNonce(claims, request.nonce());
        checkAccessToken(claims, request.accessToken());
        var profile = profiles.of(provider, claims, request.accessToken());
        var linker = Boolean.TRUE.equals(request.linkIdentity()) ? linker() : null;
        return pool.inTransaction(() -> sessions.begin(account(profile, linker), SignInMethod.OAUTH)).get();
    }

    private User account(ExternalProfile profile, @Nullable Linker linker) {
        return linker == null ? accounts.resolve(profile) : accounts.link(linker, profile);
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

    private Claims verified(OidcProvider provider, String token) {
        try {
            return idTokens.verify(provider, token);
        } catch (IllegalArgumentException refused) {
            throw ExternalErrors.oauth("invalid request", "Bad ID token: " + refused.getMessage());
        } catch (ProviderUnreachableException _) {
            throw ExternalErrors.providerUnreachable(provider.name());
        }
    }

    /** The token holds the SHA-256 of the nonce, so that who sees the token does not know the nonce. */
    private static void checkNonce(Claims claims, @Nullable String nonce) {
        var expected = claims.get("nonce");
        var isSent = nonce != null && !nonce.isEmpty();
        if (isSent != (expected != null)) {
            throw ExternalErrors.oauth("invalid request",
                    "Passed nonce and nonce in id_token should either both exist or not.");
        }
        if (nonce != null && isSent && !Digests.fingerprint(nonce).equals(expected)) {
            throw ExternalErrors.oauth("invalid nonce", "Nonces mismatch");
        }
    }

    private static void checkAccessToken(Claims claims, @Nullable String accessToken) {
        if (accessToken != null && !accessToken.isEmpty() && !IdTokens.belongsTo(claims, accessToken)) {
            throw ExternalErrors.oauth("invalid request", "access_token does not belong to the ID token");
        }
    }
}
