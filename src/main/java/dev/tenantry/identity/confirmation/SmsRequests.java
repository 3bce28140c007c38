package dev.tenantry.identity.confirmation;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.onetime.SendLimit;
import dev.tenantry.identity.onetime.TokenType;
import dev.tenantry.identity.user.NewAccounts;
import dev.tenantry.identity.user.NewUser;
import dev.tenantry.identity.user.User;
import dev.tenantry.identity.user.UserChanges;
import dev.tenantry.identity.user.Users;
import dev.tenantry.shared.database.RolePool;

/** Text messages that somebody asks for. Whether there is an account of the number shows nowhere. */
@Service
public class SmsRequests {

    private final RolePool pool;
    private final Users users;
    private final NewAccounts accounts;
    private final UserChanges changes;
    private final Letters letters;
    private final SendLimit limit;

    SmsRequests(RolePool authPool, Users users, NewAccounts accounts, UserChanges changes, Letters letters,
            SendLimit limit) {
        this.pool = authPool;
        this.users = users;
        this.accounts = accounts;
        this.changes = changes;
        this.letters = letters;
        this.limit = limit;
    }

    /**
     * A code to sign in with.
     *
     * @param mayCreate whether somebody new gets an account
     * @throws AuthException 422 where somebody new may not have one
     */
    void code(String number, boolean mayCreate, Map<String, Object> metadata) {
        pool.inTransaction(() -> {
            limit.bookSms(number);
            var user = users.findByPhone(number).orElseGet(() -> {
                if (!mayCreate) {
                    throw AuthException.otpDisabled();
                }
                return accounts.create(NewUser.byPhone(number, false, null, metadata));
            });
            send(user, number);
        });
    }

    /** Another code to somebody who signed up and has not confirmed the number. */
    void resend(String number) {
        pool.inTransaction(() -> {
            limit.bookSms(number);
            users.findByPhone(number)
                    .filter(user -> user.phoneConfirmedAt() == null)
                    .ifPresent(user -> send(user, number));
        });
    }

    /** A code to the number that is to replace the present one, in the transaction of the caller. */
    public void change(User user, String number) {
        limit.bookSms(number);
        changes.proposePhone(user.id(), number);
        letters.sendSms(user, TokenType.PHONE_CHANGE_TOKEN, number);
    }

    /**
     * Makes an account whose number is to be confirmed. Where there is one already that is not confirmed, whoever made it
     * may have been a stranger: the last one is believed, and what was sent before is worth nothing.
     *
     * @return the account; null where somebody has it who confirmed it
     */
    public @Nullable User signUp(NewUser account, String number) {
        return pool.<@Nullable User>inTransaction(() -> {
            limit.bookSms(number);
            var present = users.findByPhone(number);
            if (present.filter(user -> user.phoneConfirmedAt() != null).isPresent()) {
                return null;
            }
            var user = present.orElseGet(() -> accounts.create(account));
            if (user.lastSignInAt() == null) {
                changes.tellAgain(user.id(), account.passwordHash(), account.userMetadata());
            }
            send(user, number);
            return users.find(user.id()).orElseThrow();
        });
    }

    private void send(User user, String number) {
        letters.sendSms(user, TokenType.CONFIRMATION_TOKEN, number);
        changes.confirmationSent(user.id());
    }
}
