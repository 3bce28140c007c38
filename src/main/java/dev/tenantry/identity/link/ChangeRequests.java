package dev.tenantry.identity.link;

import java.util.UUID;

import org.springframework.stereotype.Service;

import dev.tenantry.identity.account.User;
import dev.tenantry.identity.account.UserChanges;
import dev.tenantry.identity.account.Users;
import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.link.onetime.SendLimit;
import dev.tenantry.identity.link.onetime.TokenType;
import dev.tenantry.shared.database.RolePool;

/** What people get again, or ask for while they are signed in. */
@Service
class ChangeRequests {

    private final RolePool pool;
    private final Users users;
    private final UserChanges changes;
    private final LinkMailer mailer;
    private final EmailChanges emailChanges;
    private final SendLimit limit;

    ChangeRequests(RolePool authPool, Users users, UserChanges changes, LinkMailer mailer, EmailChanges emailChanges,
            SendLimit limit) {
        this.pool = authPool;
        this.users = users;
        this.changes = changes;
        this.mailer = mailer;
        this.emailChanges = emailChanges;
        this.limit = limit;
    }

    /** Both mailboxes are asked again. @param address the present one */
    void resendEmailChange(String address, LinkTarget target) {
        limit.bookMail(address);
        pool.inTransaction(() -> {
            users.findByEmail(address).ifPresent(user -> {
                if (user.newEmail() != null && limit.bookFurther(user.newEmail())) {
                    emailChanges.ask(user, user.newEmail(), target);
                }
            });
        });
    }

    /** Another code to the number that is to replace the present one. @param number either of the two */
    void resendPhoneChange(String number) {
        limit.bookSms(number);
        pool.inTransaction(() -> {
            pool.jdbc()
                    .sql("""
                            select id from auth.users where phone_change is not null and (phone_change = ? or phone = ?) and deleted_at is null
                            order by phone_change_sent_at desc limit 1""")
                    .params(number, number)
                    .query(UUID.class)
                    .optional()
                    .flatMap(users::find)
                    .ifPresent(user -> {
                        if (user.newPhone() != null
                                && (user.newPhone().equals(number) || limit.bookFurther(user.newPhone()))) {
                            mailer.sendSms(user, TokenType.PHONE_CHANGE_TOKEN, user.newPhone());
                        }
                    });
        });
    }

    /** A code that proves that somebody who is signed in is still the same person. */
    void reauthenticate(UUID userId) {
        var user = users.find(userId).orElseThrow(AuthException::sessionNotFound);
        var recipient = recipient(user);
        limit.book(recipient.channel(), recipient.value());
        pool.inTransaction(() -> {
            mailer.sendReauthentication(user, recipient.value());
            changes.reauthenticationSent(userId);
        });
    }

    private static Recipient recipient(User user) {
        if (user.email() != null) {
            return Recipient.byEmail(user.email());
        }
        if (user.phone() != null) {
            return Recipient.byPhone(user.phone());
        }
        throw AuthException.invalid("Reauthentication requires the user to have an email or a phone number");
    }
}
