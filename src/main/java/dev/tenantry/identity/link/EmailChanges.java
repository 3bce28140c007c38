package dev.tenantry.identity.link;

import org.springframework.stereotype.Component;

import dev.tenantry.identity.account.User;
import dev.tenantry.identity.account.UserChanges;
import dev.tenantry.identity.account.Users;
import dev.tenantry.identity.link.onetime.SendLimit;

/** Asks both mailboxes, the present one and the new one, whether they agree to a change of address. */
@Component
public class EmailChanges {

    private final Users users;
    private final UserChanges changes;
    private final LinkMailer mailer;
    private final SendLimit limit;

    EmailChanges(Users users, UserChanges changes, LinkMailer mailer, SendLimit limit) {
        this.users = users;
        this.changes = changes;
        this.mailer = mailer;
        this.limit = limit;
    }

    /** In the transaction of the caller. Whoever has agreed before has to do so again. */
    public void propose(User user, String address, LinkTarget target) {
        limit.bookMail(address);
        if (user.provenEmail() != null) {
            limit.bookMail(user.provenEmail());
        }
        changes.proposeEmail(user.id(), address);
        ask(users.find(user.id()).orElseThrow(), address, target);
    }

    /** Asks (again) what was proposed; what was asked before can still be answered. */
    void ask(User user, String address, LinkTarget target) {
        mailer.send(user, LinkMail.TO_NEW_ADDRESS, address, target);
        if (user.provenEmail() != null) {
            mailer.send(user, LinkMail.TO_CURRENT_ADDRESS, user.provenEmail(), target);
        }
    }
}
