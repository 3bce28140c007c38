package dev.tenantry.identity.confirmation;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.onetime.SendLimit;
import dev.tenantry.identity.user.NewAccounts;
import dev.tenantry.identity.user.NewUser;
import dev.tenantry.identity.user.User;
import dev.tenantry.identity.user.UserChanges;
import dev.tenantry.identity.user.Users;
import dev.tenantry.shared.database.RolePool;

/** Mails that somebody asks for who is not signed in. Whether there is an account of the address shows nowhere. */
@Service
public class MailRequests {

    private final RolePool pool;
    private final Users users;
    private final NewAccounts accounts;
    private final UserChanges changes;
    private final Letters letters;
    private final SendLimit limit;

    MailRequests(RolePool authPool, Users users, NewAccounts accounts, UserChanges changes, Letters letters,
            SendLimit limit) {
        this.pool = authPool;
        this.users = users;
        this.accounts = accounts;
        this.changes = changes;
        this.letters = letters;
        this.limit = limit;
    }

    /** A link to choose a new password by. */
    void recover(String address, LinkTarget target) {
        pool.inTransaction(() -> {
            limit.bookMail(address);
            users.findByEmail(address).ifPresent(user -> sendRecovery(user, Letter.RECOVERY, address, target));
        });
    }

    /**
     * A link to sign in by.
     *
     * @param mayCreate whether somebody new gets an account
     * @throws AuthException 422 where somebody new may not have one
     */
    void magicLink(String address, boolean mayCreate, Map<String, Object> metadata, LinkTarget target) {
        pool.inTransaction(() -> {
            limit.bookMail(address);
            var user = users.findByEmail(address).orElseGet(() -> {
                if (!mayCreate) {
                    throw AuthException.otpDisabled();
                }
                return accounts.create(NewUser.byEmail(address, false, null, metadata));
            });
            sendRecovery(user, Letter.MAGIC_LINK, address, target);
        });
    }

    /** Another mail to somebody who signed up and has not confirmed the address. */
    void resendConfirmation(String address, LinkTarget target) {
        pool.inTransaction(() -> {
            limit.bookMail(address);
            users.findByEmail(address)
                    .filter(user -> user.emailConfirmedAt() == null)
                    .ifPresent(user -> sendConfirmation(user, address, target));
        });
    }

    /**
     * Makes an account whose address is to be confirmed. Where there is one already that is not confirmed, whoever made it
     * may have been a stranger: the last one is believed, and what was sent before is worth nothing.
     *
     * @return the account; null where somebody has it who confirmed it
     */
    public @Nullable User signUp(NewUser account, String address, LinkTarget target) {
        return pool.<@Nullable User>inTransaction(() -> {
            limit.bookMail(address);
            var present = users.findByEmail(address);
            if (present.filter(user -> user.emailConfirmedAt() != null).isPresent()) {
                return null;
            }
            var user = present.orElseGet(() -> accounts.create(account));
            if (user.lastSignInAt() == null) {
                changes.tellAgain(user.id(), account.passwordHash(), account.userMetadata());
            }
            sendConfirmation(user, address, target);
            return users.find(user.id()).orElseThrow();
        });
    }

    private void sendConfirmation(User user, String address, LinkTarget target) {
        letters.send(user, Letter.CONFIRMATION, address, target);
        changes.confirmationSent(user.id());
    }

    private void sendRecovery(User user, Letter letter, String address, LinkTarget target) {
        letters.send(user, letter, address, target);
        changes.recoverySent(user.id());
    }
}
