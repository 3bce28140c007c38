package dev.tenantry.identity.confirmation;

import org.springframework.stereotype.Component;

import dev.tenantry.identity.onetime.SendLimit;
import dev.tenantry.identity.user.User;
import dev.tenantry.identity.user.UserChanges;
import dev.tenantry.identity.user.Users;

/** Asks both mailboxes, the present one and the new one, whether they agree to a change of address. */
@Component
public class EmailChanges {

    private final Users users;
    private final UserChanges changes;
    private final Letters letters;
    private final SendLimit limit;

    EmailChanges(Users users, UserChanges changes, Letters letters, SendLimit limit) {
        this.users = users;
        this.changes = changes;
        this.letters = letters;
        this.limit = limit;
    }

    /** In the transaction of the caller. Whoever has agreed before has to do so again. */
    public void propose(User user, String address, LinkTarget target) {
        limit.bookMail(address);
        if (user.email() != null) {
            limit.bookMail(user.email());
        }
        ask(user, address, target);
    }

    /** The same for an address that nothing needs to be booked for any more. */
    void ask(User user, String address, LinkTarget target) {
        changes.proposeEmail(user.id(), address);
        var changed = users.find(user.id()).orElseThrow();
        letters.send(changed, Letter.TO_NEW_ADDRESS, address, target);
        if (changed.email() != null) {
            letters.send(changed, Letter.TO_CURRENT_ADDRESS, changed.email(), target);
        }
    }
}
