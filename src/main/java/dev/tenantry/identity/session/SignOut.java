package dev.tenantry.identity.session;

import java.util.Locale;
import java.util.Map;

import org.springframework.stereotype.Service;

import dev.tenantry.identity.access.AccessCache;
import dev.tenantry.identity.account.Action;
import dev.tenantry.identity.account.ActionTrail;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.access.CredentialGuard;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;

/** Ends sessions: their refresh tokens are gone, and their access tokens are refused from now on. */
@Service
public class SignOut {

    private final RolePool pool;
    private final SessionStore store;
    private final ActionTrail trail;
    private final AccessCache accesses;
    private final CredentialGuard credentials;

    SignOut(RolePool authPool, SessionStore store, ActionTrail trail, AccessCache accesses,
            CredentialGuard credentials) {
        this.pool = authPool;
        this.store = store;
        this.trail = trail;
        this.accesses = accesses;
        this.credentials = credentials;
    }

    /**
     * Who acts as somebody else ends the own session alone, and so does whoever does not prove to be the person when that is due ({@link CredentialGuard}).
     *
     * @throws ProblemException 403 where others alone are to end
     */
    public void signOut(Caller caller, SignOutScope scope) {
        if (caller.isImpersonated() && scope == SignOutScope.OTHERS) {
            throw ProblemException.of(ProblemType.IMPERSONATED);
        }
        end(caller, caller.isImpersonated() ? SignOutScope.LOCAL : proven(caller, scope));
    }

    private SignOutScope proven(Caller caller, SignOutScope scope) {
        if (scope == SignOutScope.LOCAL) {
            return scope;
        }
        try {
            credentials.check(caller);
            return scope;
        } catch (ProblemException refusal) {
            if (scope == SignOutScope.OTHERS) {
                throw refusal;
            }
            return SignOutScope.LOCAL;
        }
    }

    private void end(Caller caller, SignOutScope scope) {
        pool.inTransaction(() -> {
            var ended = scope == SignOutScope.LOCAL ? 0 : store.deleteOthers(caller.userId(), caller.sessionId());
            if (scope != SignOutScope.OTHERS) {
                store.delete(caller.sessionId());
                ended++;
            }
            trail.record(Action.of(caller.organizationId(), caller.userId(), caller.sessionId(), "session.ended",
                    caller.sessionId().toString(),
                    Map.of("scope", scope.name().toLowerCase(Locale.ROOT), "sessions", ended)));
        });
        accesses.forgetUser(caller.userId());
    }
}
