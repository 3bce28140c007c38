package dev.tenantry.identity.account;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.shared.database.RolePool;

/** The ways in which accounts are signed in to, in the transactions of the callers. */
@Component
public class Identities {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Users users;

    Identities(RolePool authPool, JsonMapper json, Users users) {
        this.jdbc = authPool.jdbc();
        this.json = json;
        this.users = users;
    }

    /** Until the end of the transaction nobody else decides whose this is. */
    public void lock(String provider, String subject) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('identity ' || ? || ' ' || ?, 0))")
                .params(provider, subject)
                .query((_, _) -> true)
                .single();
    }

    /** Whose account has it. */
    public Optional<UUID> owner(String provider, String subject) {
        return jdbc.sql("select user_id from auth.identities where provider_id = ? and provider = ?")
                .params(subject, provider)
                .query(UUID.class)
                .optional();
    }

    public void signedIn(String provider, String subject, Map<String, Object> data) {
        jdbc.sql("""
                update auth.identities set last_sign_in_at = now(), identity_data = ?::jsonb || jsonb_build_object('sub', provider_id)
                where provider_id = ? and provider = ?""")
                .params(json.writeValueAsString(data), subject, provider)
                .update();
    }

    /** @throws org.springframework.dao.DuplicateKeyException where an account has this identity */
    public void add(UUID user, NewIdentity identity) {
        users.addIdentity(user, identity);
        note(user);
    }

    /** The account's identities, which nobody else changes until the end of the transaction. */
    public List<UUID> lockAll(UUID user) {
        users.lock(user);
        return jdbc.sql("select id from auth.identities where user_id = ?")
                .param(user)
                .query((row, _) -> row.getObject("id", UUID.class))
                .list();
    }

    /** Takes an identity away. The password goes with the identity that it belongs to. */
    public void remove(UUID user, UUID identity) {
        jdbc.sql(
                """
                update auth.users set encrypted_password = null
                where id = ? and exists (select from auth.identities where id = ? and user_id = auth.users.id and provider = 'email')
                    and not exists (select from auth.identities where user_id = auth.users.id and provider = 'phone')""")
                .params(user, identity)
                .update();
        jdbc.sql("delete from auth.identities where id = ? and user_id = ?").params(identity, user).update();
        note(user);
    }

    /**
     * Hands an account that nobody has confirmed to who has the address: what others prepared for themselves goes.
     *
     * @param metadata what is known of who has it
     */
    public void claim(UUID user, Map<String, Object> metadata) {
        jdbc.sql("delete from auth.identities where user_id = ?").param(user).update();
        jdbc.sql("""
                update auth.users set encrypted_password = null, is_password_contested = false, phone = null, email_confirmed_at = now(),
                    raw_user_meta_data = ?::jsonb
                where id = ?""").params(json.writeValueAsString(metadata), user).update();
    }

    /** What access tokens tell of it. */
    private void note(UUID user) {
        jdbc.sql("""
                update auth.users set raw_app_meta_data = raw_app_meta_data || (
                    select jsonb_build_object('provider', (array_agg(i.provider order by i.created_at, i.id))[1],
                        'providers', jsonb_agg(distinct i.provider))
                    from auth.identities i where i.user_id = auth.users.id)
                where id = ?""").param(user).update();
    }
}
