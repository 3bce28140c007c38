package dev.tenantry.identity.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import dev.tenantry.identity.account.User;
import dev.tenantry.identity.account.Users;
import dev.tenantry.shared.access.Assurance;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.tenancy.Membership;
import dev.tenantry.tenancy.Memberships;

/**
 * Lets super admins act as somebody for a while, to see what that person sees. The organization's audit log says so of all
 * that is done. The session is as sure of its person as the super admin's own was.
 */
@Service
class Impersonations {

    private static final Duration USUAL = Duration.ofMinutes(15);

    private final RolePool pool;
    private final Users users;
    private final Memberships memberships;
    private final SessionRows sessions;
    private final ImpersonationTokens tokens;
    private final ChangeControl control;

    Impersonations(RolePool authPool, Users users, Memberships memberships, SessionRows sessions,
            ImpersonationTokens tokens, ChangeControl control) {
        this.pool = authPool;
        this.users = users;
        this.memberships = memberships;
        this.sessions = sessions;
        this.tokens = tokens;
        this.control = control;
    }

    /** What a super admin acts as somebody with. */
    record Impersonation(UUID sessionId, UUID userId, UUID organizationId, Secret accessToken, Instant expiresAt) {}

    /** @throws ProblemException 403 where it is a super admin, or no second factor was used, 404, 409 where the account is suspended */
    Impersonation begin(Caller caller, UUID userId, ImpersonationRequest request) {
        return pool.inTransaction(() -> {
            var user = users.find(userId).orElseThrow(ProblemException::notFound);
            if (caller.isImpersonated() || control.isSuperAdmin(userId)) {
                throw nobodyActsAs();
            }
            if (!caller.assurance().level().equals(Assurance.AAL2)) {
                throw ProblemException.of(ProblemType.STEP_UP_REQUIRED,
                        "nobody acts as somebody without a second factor: enrol one where you have none, verify it, and repeat the request with the new access token");
            }
            if (user.isBanned(control.now())) {
                throw ProblemException.conflict("the account is suspended");
            }
            return begin(caller, user, membership(userId, request.organizationId()), request);
        }).get();
    }

    /** Ends all sessions in which somebody else acts as this person. */
    void end(UUID userId) {
        pool.inTransaction(() -> {
            if (users.find(userId).isEmpty()) {
                throw ProblemException.notFound();
            }
            var ended = sessions.endImpersonations(userId);
            control.trail()
                    .changed(Set.copyOf(ended), userId, "user.impersonation-ended", Map.of("sessions", ended.size()));
        });
        control.forget(userId);
    }

    private Supplier<Impersonation> begin(Caller caller, User user, Membership membership,
            ImpersonationRequest request) {
        var now = control.now();
        var seconds = request.durationSeconds();
        var session = new SessionRows.Impersonated(Ids.next(), user.id(), membership.organizationId(),
                caller.assurance().level(), caller.userId(), request.reason().strip(), now,
                now.plus(seconds == null ? USUAL : Duration.ofSeconds(seconds)));
        if (!sessions.insert(session)) {
            throw nobodyActsAs();
        }
        control.trail()
                .changed(Set.of(membership.organizationId()), user.id(), "user.impersonated", Map.of("reason",
                        session.reason(), "session", session.id(), "until", session.notAfter()));
        var token = tokens.prepare(session, user, membership);
        return () -> {
            var issued = token.get();
            return new Impersonation(session.id(), user.id(), membership.organizationId(), issued.token(),
                    issued.expiresAt());
        };
    }

    private static ProblemException nobodyActsAs() {
        return ProblemException.of(ProblemType.FORBIDDEN, "nobody acts as a super admin");
    }

    private Membership membership(UUID user, @Nullable UUID organization) {
        return memberships.of(user)
                .stream()
                .filter(one -> organization == null || one.organizationId().equals(organization))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid("organizationId", "unknown",
                        "is none that the person belongs to"));
    }
}
