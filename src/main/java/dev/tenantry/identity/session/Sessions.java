package dev.tenantry.identity.session;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import dev.tenantry.identity.account.ActionTrail;
import dev.tenantry.identity.account.User;
import dev.tenantry.identity.account.Users;
import dev.tenantry.identity.error.AuthException;
import dev.tenantry.shared.access.Assurance;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.tenancy.Membership;
import dev.tenantry.tenancy.Memberships;

/** Begins sessions, and raises them. */
@Service
public class Sessions {

    private final SessionStore store;
    private final ActionTrail trail;
    private final SessionTokens sessionTokens;
    private final Memberships memberships;
    private final Users users;
    private final SessionTimes times;

    Sessions(SessionStore store, ActionTrail trail, SessionTokens sessionTokens, Memberships memberships, Users users,
            SessionTimes times) {
        this.store = store;
        this.trail = trail;
        this.sessionTokens = sessionTokens;
        this.memberships = memberships;
        this.users = users;
        this.times = times;
    }

    /**
     * That the account may be signed in to from here: whoever asks has found out that the person is who they say.
     *
     * @throws ProblemException 403
     */
    public void checkAddress(User user) {
        checkAddress(home(user.id()).organizationId(), user.id());
    }

    /** Whether the account may be signed in to now. */
    public boolean mayBegin(User user) {
        return !user.isBanned(times.now());
    }

    /**
     * Begins a session for somebody who has just proved who it is, in the transaction of the caller.
     *
     * @return its tokens, to be made after the transaction
     * @throws AuthException 400 {@code user_banned}
     * @throws ProblemException 403 where the person's organization may not be reached from here
     */
    public Supplier<TokenPair> begin(User user, SignInMethod method) {
        return begin(user, method, null);
    }

    /** @param provider the organization's identity provider that has vouched for the person; null where none has */
    public Supplier<TokenPair> begin(User user, SignInMethod method, @Nullable UUID provider) {
        if (!mayBegin(user)) {
            throw AuthException.userBanned();
        }
        var home = home(user.id()).organizationId();
        checkAddress(home, user.id());
        var now = times.now();
        users.signedIn(user.id());
        memberships.countSignIn(user.id());
        var session = new Session(Ids.next(), user.id(), home, Assurance.AAL1, null,
                List.of(provider == null ? Session.proof(method, now) : Session.proof(method, provider, now)), 0, 0,
                now, times.end(now), now);
        store.insert(session);
        trail.record(session.action("created", Map.of("method", method.claim())));
        return sessionTokens.of(session, method);
    }

    /**
     * Raises a session whose person has just used a second factor, in the transaction of the caller. Access tokens from
     * before go on as they are; refresh tokens from before are worth nothing, lest they yield the raised session.
     *
     * @param factor null for one that is no factor of the person's list: a backup code
     * @return its tokens, to be made after the transaction
     */
    public Supplier<TokenPair> raise(UUID sessionId, SignInMethod method, @Nullable UUID factor) {
        var session = store.lock(sessionId).orElseThrow(AuthException::sessionNotFound);
        var now = times.now();
        var raised = session.raised(method, factor, now, times.end(now));
        store.update(session, raised);
        trail.record(raised.action("raised", Map.of("method", method.claim())));
        return sessionTokens.of(raised, method);
    }

    /** Whoever can have an organization's rules pause gets in, and is asked the same as everybody by what is an organization's. */
    private void checkAddress(UUID organization, UUID user) {
        try {
            sessionTokens.checkAddress(organization, user, "/auth/v1/token");
        } catch (ProblemException refused) {
            if (!users.isSuperAdmin(user)) {
                throw refused;
            }
        }
    }

    /** The first that may be reached from here: one that keeps somebody out keeps nobody from the others. */
    private Membership home(UUID user) {
        var all = memberships.of(user);
        return all.stream()
                .filter(membership -> sessionTokens.admits(membership.organizationId()))
                .findFirst()
                .or(() -> all.stream().findFirst())
                .orElseThrow(() -> new NoSuchElementException("user " + user + " belongs to no organization"));
    }
}
