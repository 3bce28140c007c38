package dev.tenantry.identity.session;

import java.util.function.Supplier;

import org.springframework.stereotype.Component;

import dev.tenantry.identity.account.User;
import dev.tenantry.identity.token.AccessTokenHook;
import dev.tenantry.identity.token.AccessTokens;
import dev.tenantry.identity.token.TokenClaims;
import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.tenancy.Membership;

/** Makes the tokens of a session as it stands. */
@Component
class TokenIssuer {

    private final AccessTokens accessTokens;
    private final AccessTokenHook hook;
    private final RefreshTokenCodec refreshTokens;

    TokenIssuer(AccessTokens accessTokens, AccessTokenHook hook, RefreshTokenCodec refreshTokens) {
        this.accessTokens = accessTokens;
        this.hook = hook;
        this.refreshTokens = refreshTokens;
    }

    /**
     * Decides in the present transaction what the tokens say.
     *
     * @param method how the session came about, or {@code token_refresh}
     * @return makes the tokens, which takes no transaction
     */
    Supplier<TokenPair> prepare(Session session, User user, Membership membership, String method) {
        var claims = hook.apply(user.id(), method, accessTokens.claims(new TokenClaims(user.id(), user.email(),
                user.phone(), session.id(), membership.organizationId(), membership.role(), session.aal(),
                session.amr(), user.appMetadata(), user.userMetadata(), user.isAnonymous(), null)));
        return () -> {
            var access = accessTokens.issue(claims);
            return new TokenPair(access.token(), access.expiresAt(),
                    new Secret(refreshTokens.encode(session.refreshToken())),
                    user, membership, null);
        };
    }
}
