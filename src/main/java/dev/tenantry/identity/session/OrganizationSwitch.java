package dev.tenantry.identity.session;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

import org.springframework.stereotype.Service;

import dev.tenantry.identity.settings.IdentitySettings;
import dev.tenantry.identity.trail.ActionTrail;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.tenancy.Memberships;

/** Turns a session to another of the person's organizations. The database refuses one that is not. */
@Service
class OrganizationSwitch {

    private final RolePool pool;
    private final SessionStore store;
    private final ActionTrail trail;
    private final Bearers bearers;
    private final Memberships memberships;
    private final Clock clock;
    private final IdentitySettings settings;

    OrganizationSwitch(RolePool authPool, SessionStore store, ActionTrail trail, Bearers bearers,
            Memberships memberships, Clock clock, IdentitySettings settings) {
        this.pool = authPool;
        this.store = store;
        this.trail = trail;
        this.bearers = bearers;
        this.memberships = memberships;
        this.clock = clock;
        this.settings = settings;
    }

    TokenPair turnTo(Caller caller, UUID organization) {
        return pool.inTransaction(() -> turn(caller, organization)).get();
    }

    private Supplier<TokenPair> turn(Caller caller, UUID organization) {
        if (memberships.of(caller.userId()).stream().noneMatch(own -> own.organizationId().equals(organization))) {
            throw ProblemException.notFound();
        }
        var session = store.lock(caller.sessionId())
                .orElseThrow(() -> ProblemException.unauthenticated("the session has ended"));
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var turned = session.in(organization).refreshed(now, now.plus(settings.sessionLife()));
        store.update(turned);
        trail.record(
                turned.action("organization-switched", Map.of("from", session.organizationId(), "to", organization)));
        return bearers.of(turned);
    }
}
