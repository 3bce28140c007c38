package dev.tenantry.identity;

import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.tenantry.identity.onetime.OneTimeTokens;
import dev.tenantry.shared.database.RolePool;

/** Makes an account anew for whom the operator names, in the transaction of the caller. */
@Component
class Takeover {

    /** Whatever lets somebody in, or lets somebody be taken for who is in. */
    private static final List<String> WAYS_IN = List.of("delete from auth.sessions where user_id = ?",
            "delete from auth.mfa_factors where user_id = ?", "delete from auth.mfa_backup_codes where user_id = ?",
            "delete from auth.identities where user_id = ? and provider <> 'email'",
            "update trusted_devices set is_active = false where user_id = ?");

    private final RolePool pool;
    private final OneTimeTokens tokens;

    Takeover(RolePool authPool, OneTimeTokens tokens) {
        this.pool = authPool;
        this.tokens = tokens;
    }

    /** The address is proven from now on: by the operator's word. */
    void to(UUID user, String passwordHash) {
        tokens.forget(user);
        WAYS_IN.forEach(way -> pool.jdbc().sql(way).param(user).update());
        pool.jdbc().sql("""
                update auth.users set encrypted_password = ?, is_password_contested = false, email_confirmed_at = now(), email_change = null,
                    phone = null, phone_confirmed_at = null, phone_change = null, raw_user_meta_data = '{}',
                    raw_app_meta_data = raw_app_meta_data || '{"provider": "email", "providers": ["email"]}'
                where id = ?""").params(passwordHash, user).update();
    }
}
