package dev.tenantry.identity;

import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.tenantry.identity.access.AccessCache;
import dev.tenantry.identity.link.CredentialRevocation;
import dev.tenantry.identity.password.PasswordRules;
import dev.tenantry.shared.database.RolePool;

/** Makes an account anew for whom the operator names. */
@Component
class AccountReset {

    private final RolePool pool;
    private final CredentialRevocation revocation;
    private final PasswordRules rules;
    private final AccessCache accesses;

    AccountReset(RolePool authPool, CredentialRevocation revocation, PasswordRules rules, AccessCache accesses) {
        this.pool = authPool;
        this.revocation = revocation;
        this.rules = rules;
        this.accesses = accesses;
    }

    /** @throws RuntimeException that says why the password is refused */
    void to(UUID user, String password) {
        var hash = rules.hash(password);
        pool.inTransaction(() -> handOver(user, hash));
        accesses.forgetUser(user);
    }

    /** The address is proven from now on: by the operator's word. */
    private void handOver(UUID user, String passwordHash) {
        revocation.revokeAll(user);
        pool.jdbc().sql("delete from auth.identities where user_id = ? and provider <> 'email'").param(user).update();
        pool.jdbc().sql("""
                update auth.users set encrypted_password = ?, is_password_contested = false, email_confirmed_at = now(), email_change = null,
                    phone = null, phone_confirmed_at = null, phone_change = null, raw_user_meta_data = '{}',
                    raw_app_meta_data = raw_app_meta_data || '{"provider": "email", "providers": ["email"]}'
                where id = ?""").params(passwordHash, user).update();
    }
}
