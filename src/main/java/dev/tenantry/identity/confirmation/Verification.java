package dev.tenantry.identity.confirmation;

import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.flow.FlowStates;
import dev.tenantry.identity.onetime.OneTimeToken;
import dev.tenantry.identity.onetime.OneTimeTokens;
import dev.tenantry.identity.onetime.TokenType;
import dev.tenantry.identity.session.Sessions;
import dev.tenantry.identity.session.SignInMethod;
import dev.tenantry.identity.user.User;
import dev.tenantry.identity.user.UserChanges;
import dev.tenantry.identity.user.Users;
import dev.tenantry.shared.database.RolePool;

/** Takes tokens back: their address is then the person's, who is signed in by it. */
@Service
class Verification {

    private final RolePool pool;
    private final OneTimeTokens tokens;
    private final Users users;
    private final UserChanges changes;
    private final Sessions sessions;
    private final FlowStates flows;

    Verification(RolePool authPool, OneTimeTokens tokens, Users users, UserChanges changes, Sessions sessions,
            FlowStates flows) {
        this.pool = authPool;
        this.tokens = tokens;
        this.users = users;
        this.changes = changes;
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
        changes.lock(token.userId());
        var user = users.find(token.userId()).orElseThrow(AuthException::otpExpired);
        if (!sessions.mayBegin(user)) {
            throw AuthException.userBanned();
        }
        if (!settle(user, token)) {
            return Verified.HalfAgreed::new;
        }
        if (token.flow() != null && mayContinueFlow) {
            var code = flows.issueCode(token.flow(), user.id());
            return () -> new Verified.Code(code);
        }
        var tokenPair = sessions.begin(users.find(user.id()).orElseThrow(), SignInMethod.OTP);
        return () -> new Verified.Session(tokenPair.get());
    }

    /** @return whether the person may come in: half of an agreement is not enough */
    private boolean settle(User user, OneTimeToken token) {
        return switch (token.type()) {
            case CONFIRMATION_TOKEN -> confirm(user, token.relatesTo());
            case RECOVERY_TOKEN -> recover(user, token.relatesTo());
            case EMAIL_CHANGE_TOKEN_NEW, EMAIL_CHANGE_TOKEN_CURRENT -> changeEmail(user, token);
            case PHONE_CHANGE_TOKEN -> changePhone(user, token.relatesTo());
            case REAUTHENTICATION_TOKEN -> throw AuthException.otpExpired();
        };
    }

    /**
     * Whoever has the mailbox may not be who signed up with its address and chose a password, before anybody proved
     * anything: that password is not to let a stranger in.
     */
    private boolean recover(User user, String recipient) {
        if (!isProven(user, recipient)) {
            if (user.isSomebodys()) {
                // It became unproven after this was sent; only a confirmation proves it.
                throw AuthException.otpExpired();
            }
            changes.forgetPassword(user.id());
        }
        return confirm(user, recipient);
    }

    private static boolean isProven(User user, String recipient) {
        return recipient.equals(user.email()) ? user.emailConfirmedAt() != null : user.phoneConfirmedAt() != null;
    }

    private boolean confirm(User user, String recipient) {
        if (recipient.equals(user.email())) {
            changes.confirmEmail(user.id());
        } else if (recipient.equals(user.phone())) {
            changes.confirmPhone(user.id());
        } else {
            // It was sent to what is no longer the person's.
            throw AuthException.otpExpired();
        }
        return true;
    }

    private boolean changeEmail(User user, OneTimeToken token) {
        var isNew = token.type() == TokenType.EMAIL_CHANGE_TOKEN_NEW;
        if (user.newEmail() == null || !token.relatesTo().equals(isNew ? user.newEmail() : user.email())) {
            throw AuthException.otpExpired();
        }
        if (!changes.agreeToEmail(user.id(), isNew) && user.provenEmail() != null) {
            return false;
        }
        tokens.forget(user.id(), List.of(TokenType.EMAIL_CHANGE_TOKEN_NEW, TokenType.EMAIL_CHANGE_TOKEN_CURRENT));
        changes.changeEmail(user.id(), user.newEmail());
        return true;
    }

    private boolean changePhone(User user, String number) {
        if (!number.equals(user.newPhone())) {
            throw AuthException.otpExpired();
        }
        changes.changePhone(user.id(), number);
        return true;
    }
}
