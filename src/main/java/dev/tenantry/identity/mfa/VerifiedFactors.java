package dev.tenantry.identity.mfa;

import java.util.Map;
import java.util.function.Supplier;

import org.springframework.stereotype.Service;

import dev.tenantry.identity.account.Action;
import dev.tenantry.identity.account.ActionTrail;
import dev.tenantry.identity.session.Sessions;
import dev.tenantry.identity.session.SignInMethod;
import dev.tenantry.identity.session.TokenPair;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.access.CredentialGuard;

/** What follows from an answer to a challenge. */
@Service
class VerifiedFactors {

    private final FactorStore factors;
    private final FactorAttempts attempts;
    private final Sessions sessions;
    private final CredentialGuard credentials;
    private final ActionTrail trail;

    VerifiedFactors(FactorStore factors, FactorAttempts attempts, Sessions sessions, CredentialGuard credentials,
            ActionTrail trail) {
        this.factors = factors;
        this.attempts = attempts;
        this.sessions = sessions;
        this.credentials = credentials;
        this.trail = trail;
    }

    void refused(Caller caller, Factor factor) {
        attempts.record(caller.userId(), factor.type().toString(), false);
    }

    /**
     * In the transaction of the caller. With a factor's first use the person has a second factor: sessions in which none
     * was used end, but not this one.
     */
    Supplier<TokenPair> accepted(Caller caller, Factor factor, SignInMethod method) {
        attempts.record(caller.userId(), factor.type().toString(), true);
        var tokens = raised(caller, factor, method);
        factors.deleteUnverified(caller.userId(), factor.type());
        return tokens;
    }

    private Supplier<TokenPair> raised(Caller caller, Factor factor, SignInMethod method) {
        if (!factor.isVerified()) {
            credentials.check(caller);
            factors.verified(factor.id());
            var ended = factors.endOthers(caller.userId(), caller.sessionId());
            trail.record(Action.of(caller.organizationId(), caller.userId(), caller.sessionId(), "factor.verified",
                    factor.id().toString(), Map.of("type", factor.type().toString(), "endedSessions", ended)));
        }
        return sessions.raise(caller.sessionId(), method, factor.id());
    }
}
