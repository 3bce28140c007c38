package dev.tenantry.identity.session;

import org.springframework.stereotype.Component;

import dev.tenantry.identity.token.AccessTokens;
import dev.tenantry.identity.token.TokenClaims;
import dev.tenantry.identity.user.User;
import dev.tenantry.tenancy.Membership;

/** Makes the tokens of a session as it stands. */
@Component
class TokenIssuer {

    private final AccessTokens accessTokens;
    private final RefreshTokenCodec refreshTokens;

    TokenIssuer(AccessTokens accessTokens, RefreshTokenCodec refreshTokens) {
        this.accessTokens = accessTokens;
        this.refreshTokens = refreshTokens;
    }

    TokenPair issue(Session session, User user, Membership membership) {
        var access = accessTokens.issue(new TokenClaims(user.id(), user.email(), user.phone(), session.id(),
                membership.organizationId(), membership.role(), session.aal(), session.amr(), user.appMetadata(),
                user.userMetadata(), user.isAnonymous()));
        return new TokenPair(access.token(), access.expiresAt(), refreshTokens.encode(session.refreshToken()), user,
                membership);
    }
}
