package dev.tenantry.identity.link;

import java.util.UUID;
import java.util.function.Supplier;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

import dev.tenantry.identity.account.Users;
import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.flow.FlowStates;
import dev.tenantry.identity.link.onetime.OneTimeToken;
import dev.tenantry.identity.link.onetime.OneTimeTokens;
import dev.tenantry.identity.session.Sessions;
import dev.tenantry.identity.session.SignInMethod;
import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.database.RolePool;

/** Takes tokens back: their address is then the person's, who is signed in by it. */
@Service
class Verification {

    private final RolePool pool;
    private final OneTimeTokens tokens;
    private final Users users;
    private final AddressProofs proofs;
    private final Sessions sessions;
    private final FlowStates flows;

    Verification(RolePool authPool, OneTimeTokens tokens, Users users, AddressProofs proofs, Sessions sessions,
            FlowStates flows) {
        this.pool = authPool;
        this.tokens = tokens;
        this.users = users;
        this.proofs = proofs;
        this.sessions = sessions;
        this.flows = flows;
    }

    /** Uses the token of a link, which may continue a flow. */
    Verified follow(VerificationType type, String token) {
        return use(type, tokens.find(token, type.tokens()), true);
    }

    /** Uses the token of a link, for a session in any case. */
    Verified redeem(VerificationType type, String token) {
        return use(type, tokens.find(token, type.tokens()), false);
    }

    /** Uses the digits that were sent to this address or number. */
    Verified redeem(VerificationType type, String recipient, String code) {
        return use(type, tokens.find(recipient, type.tokens(), code), false);
    }

    private Verified use(VerificationType type, UUID id, boolean mayContinueFlow) {
        try {
            return pool.inTransaction(() -> used(tokens.take(id), mayContinueFlow)).get();
        } catch (DuplicateKeyException _) {
            throw type.isByPhone() ? AuthException.phoneExists() : AuthException.emailExists();
        }
    }

    private Supplier<Verified> used(OneTimeToken token, boolean mayContinueFlow) {
        proofs.lock(token.userId());
        var user = users.find(token.userId()).orElseThrow(AuthException::otpExpired);
        if (!sessions.mayBegin(user)) {
            throw AuthException.userBanned();
        }
        if (!proofs.settle(user, token)) {
            return Verified.HalfAgreed::new;
        }
        if (token.flow() != null && mayContinueFlow) {
            var code = flows.issueCode(token.flow(), user.id());
            return () -> {
                proofs.settled(user);
                return new Verified.Code(new Secret(code));
            };
        }
        var tokenPair = sessions.begin(users.find(user.id()).orElseThrow(), SignInMethod.OTP);
        return () -> {
            proofs.settled(user);
            return new Verified.Session(tokenPair.get());
        };
    }
}
