package dev.tenantry.identity.confirmation;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.onetime.OneTimeToken;
import dev.tenantry.identity.onetime.OneTimeTokens;
import dev.tenantry.identity.onetime.TokenType;
import dev.tenantry.identity.session.WaysIn;
import dev.tenantry.identity.user.User;
import dev.tenantry.identity.user.UserChanges;
import dev.tenantry.shared.access.Caller;

/** What becomes of an account whose address or number a token has proven, in the transaction of the caller. */
@Component
class AddressProofs {

    private final OneTimeTokens tokens;
    private final UserChanges changes;
    private final WaysIn waysIn;
    private final OwnersAccounts owners;

    AddressProofs(OneTimeTokens tokens, UserChanges changes, WaysIn waysIn, OwnersAccounts owners) {
        this.tokens = tokens;
        this.changes = changes;
        this.waysIn = waysIn;
        this.owners = owners;
    }

    void lock(UUID user) {
        changes.lock(user);
    }

    /** After the transaction. */
    void settled(User user) {
        waysIn.closed(user.id());
    }

    /** @return the account that the person may come into; null where half of an agreement is all there is */
    @Nullable
    UUID settle(User user, OneTimeToken token) {
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
    private UUID recover(User user, String recipient) {
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

    private UUID confirm(User user, String recipient) {
        var isUnproven = recipient.equals(user.email())
                ? user.emailConfirmedAt() == null
                : user.confirmedAt() == null;
        if (!recipient.equals(user.email()) && !recipient.equals(user.phone())) {
            // It was sent to what is no longer the person's.
            throw AuthException.otpExpired();
        }
        if (isUnproven && user.isSomebodys() && isByAnother(user)) {
            if (wasNeverProven(user)) {
                return owners.account(recipient(user, recipient), user);
            }
            waysIn.close(user.id());
        }
        if (recipient.equals(user.email())) {
            changes.confirmEmail(user.id());
        } else {
            changes.confirmPhone(user.id());
        }
        return user.id();
    }

    private static Recipient recipient(User user, String value) {
        return value.equals(user.email()) ? Recipient.byEmail(value) : Recipient.byPhone(value);
    }

    private @Nullable UUID changeEmail(User user, OneTimeToken token) {
        var isNew = token.type() == TokenType.EMAIL_CHANGE_TOKEN_NEW;
        if (user.newEmail() == null || !token.relatesTo().equals(isNew ? user.newEmail() : user.email())) {
            throw AuthException.otpExpired();
        }
        if (!changes.agreeToEmail(user.id(), isNew) && (user.provenEmail() != null || !isNew)) {
            return null;
        }
        if (user.provenEmail() == null && isByAnother(user)) {
            if (wasNeverProven(user)) {
                return owners.account(Recipient.byEmail(user.newEmail()), user);
            }
            waysIn.close(user.id());
        }
        tokens.forget(user.id(), List.of(TokenType.EMAIL_CHANGE_TOKEN_NEW, TokenType.EMAIL_CHANGE_TOKEN_CURRENT));
        changes.changeEmail(user.id(), user.newEmail());
        return user.id();
    }

    private UUID changePhone(User user, String number) {
        if (!number.equals(user.newPhone())) {
            throw AuthException.otpExpired();
        }
        if (user.confirmedAt() == null && isByAnother(user)) {
            if (wasNeverProven(user)) {
                return owners.account(Recipient.byPhone(number), user);
            }
            waysIn.close(user.id());
        }
        changes.changePhone(user.id(), number);
        return user.id();
    }

    /**
     * Of an account with which nobody had proven the address: its maker may have written down another one's, and waits
     * for a click. Who is signed in to it where the proof is made is no stranger to it.
     */
    private static boolean isByAnother(User user) {
        var caller = Caller.currentOrNull();
        return caller == null || !caller.userId().equals(user.id()) || caller.isImpersonated();
    }

    /**
     * A number or an identity that was proven stays a way in, as the present mailbox does when an address changes. Where
     * nothing ever was, nobody knows whose it is what the account has and does.
     */
    private static boolean wasNeverProven(User user) {
        return !user.wasProven() && user.confirmedAt() == null && !user.hasExternalIdentity();
    }
}
