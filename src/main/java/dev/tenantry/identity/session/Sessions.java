package dev.tenantry.identity.session;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.function.Supplier;

import org.springframework.stereotype.Service;

import dev.tenantry.identity.trail.ActionTrail;
import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.tenancy.Membership;
import dev.tenantry.tenancy.Memberships;

/** Begins sessions. */
@Service
public class Sessions {

    private final SessionStore store;
    private final ActionTrail trail;
    private final Bearers bearers;
    private final Memberships memberships;
    private final SessionTimes times;

    Sessions(SessionStore store, ActionTrail trail, Bearers bearers, Memberships memberships, SessionTimes times) {
        this.store = store;
        this.trail = trail;
        this.bearers = bearers;
        this.memberships = memberships;
        this.times = times;
    }

    /**
     * Begins a session for somebody who has just proved who it is, in the transaction of the caller.
     *
     * @return its tokens, to be made after the transaction
     */
    public Supplier<TokenPair> begin(UUID user) {
        memberships.countSignIn(user);
        var now = times.now();
        var session = new Session(Ids.next(), user, home(user).organizationId(), "aal1",
                List.of(Map.of("method", "password", "timestamp", now.getEpochSecond())), 0, now, times.end(now));
        store.insert(session);
        trail.record(session.action("created", Map.of("method", "password")));
        return bearers.of(session);
    }

    private Membership home(UUID user) {
        return memberships.of(user)
                .stream()
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("user " + user + " belongs to no organization"));
    }
}
