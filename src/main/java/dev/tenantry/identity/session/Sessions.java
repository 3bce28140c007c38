package dev.tenantry.identity.session;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

import org.springframework.stereotype.Service;

import dev.tenantry.identity.settings.IdentitySettings;
import dev.tenantry.identity.trail.ActionTrail;
import dev.tenantry.identity.user.User;
import dev.tenantry.identity.user.Users;
import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.tenancy.Membership;
import dev.tenantry.tenancy.Memberships;

/** Begins sessions. */
@Service
public class Sessions {

    private final SessionStore store;
    private final ActionTrail trail;
    private final TokenIssuer issuer;
    private final Users users;
    private final Memberships memberships;
    private final Clock clock;
    private final IdentitySettings settings;

    Sessions(SessionStore store, ActionTrail trail, TokenIssuer issuer, Users users, Memberships memberships,
            Clock clock, IdentitySettings settings) {
        this.store = store;
        this.trail = trail;
        this.issuer = issuer;
        this.users = users;
        this.memberships = memberships;
        this.clock = clock;
        this.settings = settings;
    }

    /** Begins a session for somebody who has just proved who it is, in the transaction of the caller. */
    public TokenPair begin(User user) {
        users.signedIn(user.id());
        memberships.countSignIn(user.id());
        return begin(users.find(user.id()).orElseThrow(), home(user));
    }

    private Membership home(User user) {
        return memberships.of(user.id())
                .stream()
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("user " + user.id() + " belongs to no organization"));
    }

    private TokenPair begin(User user, Membership membership) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var session = new Session(Ids.next(), user.id(), membership.organizationId(), "aal1",
                List.of(Map.of("method", "password", "timestamp", now.getEpochSecond())), 0, now,
                now.plus(settings.sessionLife()));
        store.insert(session);
        trail.record(session.action("created", Map.of("method", "password")));
        return issuer.issue(session, user, membership);
    }
}
