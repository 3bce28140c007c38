package dev.tenantry.identity.admin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.problem.ProblemException;

/** Keeps people, and whole organizations, out until further notice; and ends sessions. All of it takes effect at once. */
@Service
class Suspensions {

    private final RolePool pool;
    private final AccountStore accounts;
    private final SessionRows sessions;
    private final ChangeControl control;

    Suspensions(RolePool authPool, AccountStore accounts, SessionRows sessions, ChangeControl control) {
        this.pool = authPool;
        this.accounts = accounts;
        this.sessions = sessions;
        this.control = control;
    }

    /** @throws ProblemException 404, 409 for the own account and the last super admin's, 422 where the time is past */
    void suspend(UUID account, SuspensionRequest request) {
        var until = request.until();
        if (until != null && !until.isAfter(control.now())) {
            throw ProblemException.invalid("until", "past", "must be in the future");
        }
        pool.inTransaction(() -> {
            lock(account);
            control.check(account, true);
            accounts.suspend(account, request.reason().strip(), until);
            var told = new LinkedHashMap<String, Object>(Map.of("reason", request.reason().strip(), "sessions_ended",
                    sessions.endAll(account)));
            if (until != null) {
                told.put("until", until);
            }
            control.trail().changed(account, "user.suspended", told);
        });
        control.forget(account);
    }

    void reactivate(UUID account) {
        pool.inTransaction(() -> {
            lock(account);
            accounts.suspend(account, null, null);
            control.trail().changed(account, "user.reactivated", Map.of());
        });
        control.forget(account);
    }

    /** @param reason null: the suspension ends */
    void suspendOrganization(UUID organization, @Nullable String reason) {
        pool.inTransaction(() -> {
            if (!accounts.suspendOrganization(organization, reason == null ? null : reason.strip())) {
                throw ProblemException.notFound();
            }
            control.trail()
                    .changed(Set.of(organization), organization,
                            reason == null ? "organization.reactivated" : "organization.suspended",
                            reason == null ? Map.of() : Map.of("reason", reason.strip()));
        });
        control.forgetOrganization(organization);
    }

    List<SessionRows.AccountSession> sessions(UUID account) {
        return pool.inTransaction(() -> {
            lock(account);
            control.trail().looked(account, "session.listed");
            return sessions.of(account);
        });
    }

    void endSession(UUID account, UUID session) {
        pool.inTransaction(() -> {
            if (!sessions.end(account, session)) {
                throw ProblemException.notFound();
            }
            control.trail().changed(account, "session.revoked", Map.of("session", session));
        });
        control.forget(account);
    }

    void endSessions(UUID account) {
        pool.inTransaction(() -> {
            lock(account);
            control.trail()
                    .changed(account, "session.revoked", Map.of("sessions", sessions.endAll(account)));
        });
        control.forget(account);
    }

    private void lock(UUID account) {
        if (!accounts.lock(account)) {
            throw ProblemException.notFound();
        }
    }
}
