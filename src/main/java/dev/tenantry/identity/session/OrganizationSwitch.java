package dev.tenantry.identity.session;

import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

import org.springframework.stereotype.Service;

import dev.tenantry.identity.account.ActionTrail;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.tenancy.Memberships;

/** Turns a session to another of the person's organizations. The database refuses one that is not. */
@Service
class OrganizationSwitch {

    private final RolePool pool;
    private final SessionStore store;
    private final ActionTrail trail;
    private final SessionTokens sessionTokens;
    private final Memberships memberships;
    private final SessionTimes times;

    OrganizationSwitch(RolePool authPool, SessionStore store, ActionTrail trail, SessionTokens sessionTokens,
            Memberships memberships, SessionTimes times) {
        this.pool = authPool;
        this.store = store;
        this.trail = trail;
        this.sessionTokens = sessionTokens;
        this.memberships = memberships;
        this.times = times;
    }

    TokenPair turnTo(Caller caller, UUID organization) {
        return pool.inTransaction(() -> turn(caller, organization)).get();
    }

    private Supplier<TokenPair> turn(Caller caller, UUID organization) {
        var membership = memberships.of(caller.userId())
                .stream()
                .filter(own -> own.organizationId().equals(organization))
                .findFirst()
                .orElseThrow(ProblemException::notFound);
        sessionTokens.checkAddress(organization, caller.userId(), "/api/v1/session/organization");
        var session = store.lock(caller.sessionId())
                .orElseThrow(() -> ProblemException.unauthenticated("the session has ended"));
        var now = times.now();
        if (session.isOlderThan(membership.sessionLength(), now)) {
            throw ProblemException.of(ProblemType.FORBIDDEN,
                    "the organization's sessions are shorter than this one is old: sign in again");
        }
        var turned = session.in(organization).refreshed(now, times.end(now));
        store.update(session, turned);
        trail.record(
                turned.action("organization-switched", Map.of("to", organization)).ofOrganization());
        return sessionTokens.of(turned);
    }
}
