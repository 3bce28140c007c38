package dev.tenantry.identity.mfa;

import java.util.UUID;
import java.util.function.Supplier;

import org.springframework.stereotype.Service;

import dev.tenantry.identity.access.AccessCache;
import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.error.FactorErrors;
import dev.tenantry.identity.session.SignInMethod;
import dev.tenantry.identity.session.TokenPair;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.database.RolePool;

/**
 * Raises the session of who answers a challenge rightly. An answer is booked before it is evaluated, so that of many at
 * once no more are evaluated than there may be; a right one is good for one of many.
 */
@Service
class FactorVerification {

    private final RolePool pool;
    private final FactorStore factors;
    private final ChallengeStore challenges;
    private final Proofs proofs;
    private final VerifiedFactors verified;
    private final AccessCache accesses;

    FactorVerification(RolePool authPool, FactorStore factors, ChallengeStore challenges, Proofs proofs,
            VerifiedFactors verified, AccessCache accesses) {
        this.pool = authPool;
        this.factors = factors;
        this.challenges = challenges;
        this.proofs = proofs;
        this.verified = verified;
        this.accesses = accesses;
    }

    TokenPair verify(Caller caller, UUID factorId, FactorVerificationRequest request) {
        var factor = factors.find(caller.userId(), factorId).orElseThrow(FactorErrors::notFound);
        var challengeId = request.challengeId();
        if (challengeId == null) {
            throw AuthException.malformed("challenge_id is required");
        }
        proofs.checkForm(factor, request);
        var challenge = challenges.book(challengeId, factorId, caller.sessionId())
                .orElseThrow(() -> closed(challengeId, factorId, caller.sessionId()));
        var proof = evaluate(caller, factor, challenge, request);
        var tokens = pool.inTransaction(() -> accept(caller, factor, challenge, proof)).get();
        accesses.forgetUser(caller.userId());
        return tokens;
    }

    private AuthException closed(UUID challenge, UUID factor, UUID session) {
        return switch (challenges.whyClosed(challenge, factor, session)) {
            case UNKNOWN -> FactorErrors.challengeNotFound();
            case OVER -> FactorErrors.challengeExpired();
            case EXHAUSTED -> FactorErrors.verificationRejected();
        };
    }

    private Proofs.Proof evaluate(Caller caller, Factor factor, Challenge challenge,
            FactorVerificationRequest request) {
        try {
            return proofs.evaluate(factor, challenge, request);
        } catch (AuthException wrong) {
            verified.refused(caller, factor);
            throw wrong;
        }
    }

    /** What it decides is committed, that a code was used up before too; only then the caller is told. */
    private Supplier<TokenPair> accept(Caller caller, Factor before, Challenge challenge, Proofs.Proof proof) {
        var factor = factors.lock(caller.userId(), before.id()).orElseThrow(FactorErrors::notFound);
        var isFirst = challenges.close(challenge.id()) && (proof.step() == null
                || factors.use(factor.id(), proof.step()));
        if (!isFirst || factor.isVerified() != before.isVerified()) {
            verified.refused(caller, factor);
            return () -> {
                throw FactorErrors.verificationFailed("This answer has been used already");
            };
        }
        if (proof.credential() != null) {
            factors.keep(factor.id(), proof.credential());
        }
        return verified.accepted(caller, factor, method(factor.type()));
    }

    private static SignInMethod method(FactorType type) {
        return switch (type) {
            case TOTP -> SignInMethod.TOTP;
            case PHONE -> SignInMethod.PHONE_FACTOR;
            case WEBAUTHN -> SignInMethod.WEBAUTHN;
        };
    }
}
