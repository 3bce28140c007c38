package dev.tenantry.identity.link;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

import dev.tenantry.identity.account.NewAccounts;
import dev.tenantry.identity.account.User;
import dev.tenantry.identity.account.UserChanges;
import dev.tenantry.identity.account.Users;
import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.link.onetime.SendLimit;
import dev.tenantry.identity.link.onetime.TokenType;
import dev.tenantry.shared.database.RolePool;

/**
 * Mails and text messages that somebody asks for who is not signed in. Whether there is an account of the address or the
 * number shows nowhere.
 */
@Service
public class AccountRequests {

    private final RolePool pool;
    private final Users users;
    private final NewAccounts accounts;
    private final UserChanges changes;
    private final LinkMailer mailer;
    private final SendLimit limit;

    AccountRequests(RolePool authPool, Users users, NewAccounts accounts, UserChanges changes, LinkMailer mailer,
            SendLimit limit) {
        this.pool = authPool;
        this.users = users;
        this.accounts = accounts;
        this.changes = changes;
        this.mailer = mailer;
        this.limit = limit;
    }

    /** A link to choose a new password by. */
    void recover(String address, LinkTarget target) {
        book(Recipient.byEmail(address));
        pool.inTransaction(() -> {
            users.findByEmail(address)
                    .filter(user -> Recipient.byEmail(address).leadsTo(user))
                    .ifPresent(user -> sendRecovery(user, LinkMail.RECOVERY, address, target));
        });
    }

    /**
     * A link or a code to sign in with.
     *
     * @param mayCreate whether somebody new gets an account
     * @throws AuthException 422 where somebody new may not have one
     */
    void signIn(Recipient recipient, boolean mayCreate, Map<String, Object> metadata, LinkTarget target) {
        book(recipient);
        pool.inTransaction(() -> {
            var user = recipient.find(users).orElseGet(() -> {
                if (!mayCreate) {
                    throw AuthException.otpDisabled();
                }
                return accounts.create(recipient.account(null, metadata));
            });
            if (recipient.leadsTo(user)) {
                sendSignIn(user, recipient, target);
            }
        });
    }

    /** The same again to somebody who signed up and has not confirmed the address or the number. */
    void resendConfirmation(Recipient recipient, LinkTarget target) {
        limit.book(recipient.channel(), recipient.value());
        pool.inTransaction(() -> {
            recipient.find(users)
                    .filter(user -> !recipient.isConfirmed(user))
                    .ifPresent(user -> sendConfirmation(user, recipient, target));
        });
    }

    /** A code to the number that is to replace the present one, in the transaction of the caller. */
    public void changePhone(User user, String number) {
        limit.bookSms(number);
        changes.proposePhone(user.id(), number);
        mailer.sendSms(user, TokenType.PHONE_CHANGE_TOKEN, number);
    }

    /**
     * Makes an account whose address or number is to be confirmed. Where there is one already that is not confirmed, it
     * stays as it is and is sent one mail more: either of the two who signed up may be a stranger, so where they claim
     * different passwords neither survives the confirmation. What may not be sent any more keeps nobody from claiming: the
     * mail from before is good.
     *
     * @return the account; null where somebody has it who confirmed it
     * @throws org.springframework.dao.DuplicateKeyException where somebody signed up since the claim was made
     */
    public @Nullable User signUp(Recipient recipient, PasswordClaim claim, Map<String, Object> metadata,
            LinkTarget target) {
        limit.bookAsker(recipient.channel());
        var maySend = limit.mayReach(recipient.value());
        return pool.<@Nullable User>inTransaction(() -> {
            recipient.find(users).ifPresent(user -> users.lock(user.id()));
            var present = recipient.find(users);
            if (present.filter(recipient::isConfirmed).isPresent()) {
                return null;
            }
            present.ifPresent(user -> claim(user, claim));
            var user = present.orElseGet(() -> accounts.create(recipient.account(claim.newHash(), metadata)));
            if (maySend || present.isEmpty()) {
                sendConfirmation(user, recipient, target);
            }
            return users.find(user.id()).orElseThrow();
        });
    }

    private void claim(User user, PasswordClaim claim) {
        if (claim.isOvertakenBy(user)) {
            throw new DuplicateKeyException("somebody signed up meanwhile");
        }
        if (claim.contests(user)) {
            changes.contest(user.id());
        }
    }

    /**
     * Whoever asks for a way in without the password may have chosen none, and finds the link of whoever chose it in the
     * same mailbox: so that counts before it is known whether anything may be sent.
     */
    private void book(Recipient recipient) {
        limit.bookAsker(recipient.channel());
        pool.inTransaction(() -> {
            recipient.find(users).ifPresent(user -> users.lock(user.id()));
            recipient.find(users)
                    .filter(user -> !user.isSomebodys() && user.passwordHash() != null)
                    .ifPresent(user -> changes.contest(user.id()));
        });
        limit.bookRecipient(recipient.channel(), recipient.value());
    }

    private void sendConfirmation(User user, Recipient recipient, LinkTarget target) {
        switch (recipient.channel()) {
            case EMAIL -> mailer.send(user, LinkMail.CONFIRMATION, recipient.value(), target);
            case SMS -> mailer.sendSms(user, TokenType.CONFIRMATION_TOKEN, recipient.value());
        }
        changes.confirmationSent(user.id());
    }

    private void sendSignIn(User user, Recipient recipient, LinkTarget target) {
        switch (recipient.channel()) {
            case EMAIL -> sendRecovery(user, LinkMail.MAGIC_LINK, recipient.value(), target);
            case SMS -> {
                mailer.sendSms(user, TokenType.RECOVERY_TOKEN, recipient.value());
                changes.recoverySent(user.id());
            }
        }
    }

    private void sendRecovery(User user, LinkMail mail, String address, LinkTarget target) {
        mailer.send(user, mail, address, target);
        changes.recoverySent(user.id());
    }
}
