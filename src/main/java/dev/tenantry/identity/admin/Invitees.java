package dev.tenantry.identity.admin;

import java.util.Map;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.identity.account.User;
import dev.tenantry.identity.account.UserChanges;
import dev.tenantry.shared.database.RolePool;

/** What is noted of accounts whose person is yet to prove an address. */
@Component
class Invitees {

    private final JdbcClient jdbc;
    private final UserChanges changes;

    Invitees(RolePool authPool, UserChanges changes) {
        this.jdbc = authPool.jdbc();
        this.changes = changes;
    }

    void invited(UUID id) {
        jdbc.sql("update auth.users set invited_at = now(), confirmation_sent_at = now() where id = ?")
                .param(id)
                .update();
    }

    /** In place of what strangers told of an account that is nobody's. */
    void tellAgain(User user, Map<String, Object> data) {
        if (!user.isSomebodys()) {
            changes.tellAgain(user.id(), data);
        }
    }

    void contest(User user) {
        changes.contest(user.id());
    }

    /** Both mailboxes can be asked one after the other: what one has agreed to stays. */
    void proposeEmail(User user, String address) {
        if (!address.equals(user.newEmail())) {
            changes.proposeEmail(user.id(), address);
        }
    }
}
