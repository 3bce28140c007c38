package dev.tenantry.identity.mfa;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.error.FactorErrors;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.tenancy.Ids;

/** Asks second factors for proof: each challenge is answered once, by the session that asked for it. */
@Service
class Challenges {

    private final RolePool pool;
    private final FactorStore factors;
    private final ChallengeStore challenges;
    private final FactorAttempts attempts;
    private final ChallengeMethods methods;
    private final Clock clock;

    Challenges(RolePool authPool, FactorStore factors, ChallengeStore challenges, FactorAttempts attempts,
            ChallengeMethods methods, Clock clock) {
        this.pool = authPool;
        this.factors = factors;
        this.challenges = challenges;
        this.attempts = attempts;
        this.methods = methods;
        this.clock = clock;
    }

    ChallengeResponse challenge(Caller caller, UUID factorId) {
        return pool.inTransaction(() -> {
            var factor = factors.lock(caller.userId(), factorId).orElseThrow(FactorErrors::notFound);
            attempts.refuseWhereTooMany(caller.userId());
            var id = Ids.next();
            var ceremony = switch (factor.type()) {
                case TOTP -> plain(factor, id, caller, null);
                case PHONE -> plain(factor, id, caller, sendCode(factor, id, caller));
                case WEBAUTHN -> ceremony(factor, id, caller);
            };
            factors.challenged(factor.id());
            return new ChallengeResponse(id, factor.type().toString(),
                    clock.instant().plus(methods.life()).getEpochSecond(), ceremony);
        });
    }

    private ChallengeResponse.@Nullable Ceremony plain(Factor factor, UUID id, Caller caller, @Nullable String code) {
        challenges.insert(id, factor, caller.sessionId(), code, null);
        return null;
    }

    private String sendCode(Factor factor, UUID challenge, Caller caller) {
        var last = factor.lastChallengedAt();
        var wait = last == null ? Duration.ZERO : Duration.between(clock.instant(), last.plus(methods.smsInterval()));
        if (wait.isPositive()) {
            throw AuthException.overSmsSendRate(wait);
        }
        return methods.send(Objects.requireNonNull(factor.phone()), challenge, caller.organizationId());
    }

    private ChallengeResponse.Ceremony ceremony(Factor factor, UUID id, Caller caller) {
        var toBeSigned = WebAuthnCeremonies.newChallenge();
        challenges.insert(id, factor, caller.sessionId(), null, toBeSigned);
        var credential = factor.credential();
        return factor.isVerified() && credential != null
                ? methods.request(toBeSigned, credential)
                : methods.creation(factor.userId(), toBeSigned, factors.of(factor.userId())
                        .stream()
                        .map(Factor::credential)
                        .filter(Objects::nonNull)
                        .toList());
    }
}
