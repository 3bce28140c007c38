package dev.tenantry.identity.session;

import java.util.function.Supplier;

import org.springframework.stereotype.Component;

import dev.tenantry.identity.account.Users;
import dev.tenantry.identity.error.AuthException;
import dev.tenantry.tenancy.Memberships;

/** Finds out for whom a session's tokens are; signing them is left for after the transaction. */
@Component
class SessionTokens {

    private final Users users;
    private final Memberships memberships;
    private final TokenIssuer issuer;
    private final SessionTimes times;

    SessionTokens(Users users, Memberships memberships, TokenIssuer issuer, SessionTimes times) {
        this.users = users;
        this.memberships = memberships;
        this.issuer = issuer;
        this.times = times;
    }

    /** Of a session that goes on. */
    Supplier<TokenPair> of(Session session) {
        return of(session, "token_refresh");
    }

    /** Of a session that somebody has just proved something in. */
    Supplier<TokenPair> of(Session session, SignInMethod method) {
        return of(session, method.claim());
    }

    private Supplier<TokenPair> of(Session session, String method) {
        var user = users.find(session.userId()).orElseThrow(AuthException::invalidRefreshToken);
        if (user.isBanned(times.now())) {
            throw AuthException.userBanned();
        }
        var membership = memberships.of(user.id())
                .stream()
                .filter(candidate -> candidate.organizationId().equals(session.organizationId()))
                .findFirst()
                .orElseThrow(AuthException::sessionExpired);
        if (session.isOlderThan(membership.sessionLength(), times.now())) {
            throw AuthException.sessionExpired();
        }
        return issuer.prepare(session, user, membership, method);
    }
}
