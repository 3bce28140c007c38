package dev.tenantry.identity.session;

import java.util.UUID;
import java.util.function.Supplier;

import org.springframework.stereotype.Component;

import dev.tenantry.identity.account.Users;
import dev.tenantry.identity.error.AuthException;
import dev.tenantry.shared.access.AddressGuard;
import dev.tenantry.tenancy.Memberships;

/** Finds out for whom a session's tokens are; signing them is left for after the transaction. */
@Component
class SessionTokens {

    private final Users users;
    private final Memberships memberships;
    private final TokenIssuer issuer;
    private final SessionTimes times;
    private final AddressGuard addresses;

    SessionTokens(Users users, Memberships memberships, TokenIssuer issuer, SessionTimes times,
            AddressGuard addresses) {
        this.users = users;
        this.memberships = memberships;
        this.issuer = issuer;
        this.times = times;
        this.addresses = addresses;
    }

    /**
     * That somebody may come to work in an organization from where they are. Tokens of a session that goes on there are no way in: each request that they
     * are used for is asked the same.
     *
     * @throws dev.tenantry.shared.problem.ProblemException 403
     */
    void checkAddress(UUID organization, UUID user, String endpoint) {
        addresses.check(organization, user, endpoint);
    }

    /** Whether an organization may be reached from where somebody is. */
    boolean admits(UUID organization) {
        return addresses.admits(organization);
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
