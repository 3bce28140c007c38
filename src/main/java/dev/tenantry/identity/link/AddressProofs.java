package dev.tenantry.identity.link;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.identity.account.User;
import dev.tenantry.identity.account.UserChanges;
import dev.tenantry.identity.account.Users;
import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.link.onetime.OneTimeToken;
import dev.tenantry.identity.link.onetime.OneTimeTokens;
import dev.tenantry.identity.link.onetime.TokenType;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.access.CredentialGuard;

/** What becomes of an account whose address or number a token has proven, in the transaction of the caller. */
@Component
class AddressProofs {

    private final OneTimeTokens tokens;
    private final UserChanges changes;
    private final CredentialRevocation revocation;
    private final Users users;
    private final CredentialGuard credentials;

    AddressProofs(OneTimeTokens tokens, UserChanges changes, CredentialRevocation revocation, Users users,
            CredentialGuard credentials) {
        this.tokens = tokens;
        this.changes = changes;
        this.revocation = revocation;
        this.users = users;
        this.credentials = credentials;
    }

    void lock(UUID user) {
        users.lock(user);
    }

    /** After the transaction. */
    void settled(User user) {
        revocation.revoked(user.id());
    }

    /** @return whether the person may come in: half of an agreement is not enough */
    boolean settle(User user, OneTimeToken token) {
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
        var isUnproven = recipient.equals(user.email())
                ? user.emailConfirmedAt() == null
                : user.confirmedAt() == null;
        if (isUnproven && user.isSomebodys()) {
            shutOut(user);
        }
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
        if (!changes.agreeToEmail(user.id(), isNew) && (user.provenEmail() != null || !isNew)) {
            return false;
        }
        if (user.provenEmail() == null) {
            credentials.check(user.id(), session(user));
            shutOut(user);
        }
        tokens.forget(user.id(), List.of(TokenType.EMAIL_CHANGE_TOKEN_NEW, TokenType.EMAIL_CHANGE_TOKEN_CURRENT));
        changes.changeEmail(user.id(), user.newEmail());
        return true;
    }

    private boolean changePhone(User user, String number) {
        if (!number.equals(user.newPhone())) {
            throw AuthException.otpExpired();
        }
        credentials.check(user.id(), session(user));
        if (user.confirmedAt() == null) {
            shutOut(user);
        }
        changes.changePhone(user.id(), number);
        return true;
    }

    /**
     * In which the person makes the proof; null where nobody is signed in. What is new proves that it is there, and not whose account it is: whoever asked
     * for it may have got in by a stolen password.
     */
    private static @Nullable UUID session(User user) {
        var caller = Caller.currentOrNull();
        return caller == null || !caller.userId().equals(user.id()) || caller.isImpersonated()
                ? null
                : caller.sessionId();
    }

    /**
     * Of an account with which nobody had proven the address: its maker may have written down another one's, and waits
     * for a click. Who is signed in to it where the proof is made is no stranger to it. A number or an identity that was
     * proven stays a way in, as the present mailbox does when an address changes; where nothing was, nothing stays.
     */
    private void shutOut(User user) {
        var caller = Caller.currentOrNull();
        if (caller != null && caller.userId().equals(user.id()) && !caller.isImpersonated()) {
            return;
        }
        if (user.wasProven() || user.confirmedAt() != null || user.hasExternalIdentity()) {
            revocation.revoke(user.id());
        } else {
            revocation.revokeAll(user.id());
        }
    }
}
