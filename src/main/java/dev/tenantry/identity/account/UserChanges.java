package dev.tenantry.identity.account;

import java.util.Map;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.tenancy.Ids;

/** What happens to accounts after they were made, in the transactions of the callers. */
@Component
public class UserChanges {

    private static final String PROVIDERS = """
            (select jsonb_build_object('provider', coalesce(u.raw_app_meta_data ->> 'provider', :provider),
                                       'providers', coalesce(jsonb_agg(distinct i.provider), '[]'))
             from auth.identities i where i.user_id = :id)""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    UserChanges(RolePool authPool, JsonMapper json) {
        this.jdbc = authPool.jdbc();
        this.json = json;
    }

    /** Something was sent to confirm a sign-up with. */
    public void confirmationSent(UUID id) {
        jdbc.sql("update auth.users set confirmation_sent_at = now() where id = ?").param(id).update();
    }

    /** Something was sent to sign in with. */
    public void recoverySent(UUID id) {
        jdbc.sql("update auth.users set recovery_sent_at = now() where id = ?").param(id).update();
    }

    public void reauthenticationSent(UUID id) {
        jdbc.sql("update auth.users set reauthentication_sent_at = now() where id = ?").param(id).update();
    }

    /** The mailbox is the person's. */
    public void confirmEmail(UUID id) {
        settleClaims(id);
        jdbc.sql("update auth.users set email_confirmed_at = now() where id = ? and email_confirmed_at is null")
                .param(id)
                .update();
        jdbc.sql(
                """
                update auth.identities set identity_data = identity_data || '{"email_verified": true}' where user_id = ? and provider = 'email'""")
                .param(id)
                .update();
    }

    /** The telephone is the person's. */
    public void confirmPhone(UUID id) {
        settleClaims(id);
        jdbc.sql("update auth.users set phone_confirmed_at = now() where id = ? and phone_confirmed_at is null")
                .param(id)
                .update();
        jdbc.sql(
                """
                update auth.identities set identity_data = identity_data || '{"phone_verified": true}' where user_id = ? and provider = 'phone'""")
                .param(id)
                .update();
    }

    /** Somebody else claims another password for an account that is nobody's yet. */
    public void contest(UUID id) {
        jdbc.sql("update auth.users set is_password_contested = true where id = ?").param(id).update();
    }

    /** What an administrator tells of an account that is nobody's yet, in place of what strangers told. */
    public void tellAgain(UUID id, Map<String, Object> metadata) {
        jdbc.sql(
                "update auth.users set encrypted_password = null, raw_user_meta_data = ?::jsonb, is_password_contested = false where id = ?")
                .param(json.writeValueAsString(metadata))
                .param(id)
                .update();
    }

    /** Nobody signs in with a password until another one is chosen. */
    public void forgetPassword(UUID id) {
        jdbc.sql("update auth.users set encrypted_password = null, is_password_contested = false where id = ?")
                .param(id)
                .update();
    }

    /** The address is to be another one, once both mailboxes agree. What they were asked before is asked no longer. */
    public void proposeEmail(UUID id, String email) {
        jdbc.sql(
                """
                delete from auth.one_time_tokens where user_id = ? and token_type in ('email_change_token_new', 'email_change_token_current')""")
                .param(id)
                .update();
        jdbc.sql(
                "update auth.users set email_change = ?, email_change_sent_at = now(), email_change_confirm_status = 0 where id = ?")
                .params(email, id)
                .update();
    }

    /**
     * One of the mailboxes agrees; that it says so again changes nothing.
     *
     * @param isNew whether it is the new one
     * @return whether both do
     */
    public boolean agreeToEmail(UUID id, boolean isNew) {
        var mailbox = isNew ? 1 : 2;
        if (jdbc.sql("select email_change_confirm_status from auth.users where id = ?")
                .param(id)
                .query(Integer.class)
                .single() == 3 - mailbox) {
            return true;
        }
        jdbc.sql("update auth.users set email_change_confirm_status = ? where id = ?").params(mailbox, id).update();
        return false;
    }

    /** @throws org.springframework.dao.DuplicateKeyException where somebody has come to have the address */
    public void changeEmail(UUID id, String email) {
        jdbc.sql("""
                update auth.users set email = ?, email_confirmed_at = now(), email_change = null, email_change_confirm_status = 0,
                    is_anonymous = false
                where id = ?""").params(email, id).update();
        settle(id, "email", Map.of("sub", id, "email", email, "email_verified", true, "phone_verified", false));
        jdbc.sql("select app.change_profile_email(?, ?)").params(id, email).query((_, _) -> true).single();
    }

    public void proposePhone(UUID id, String phone) {
        jdbc.sql("update auth.users set phone_change = ?, phone_change_sent_at = now() where id = ?")
                .params(phone, id)
                .update();
    }

    /** @throws org.springframework.dao.DuplicateKeyException where somebody has come to have the number */
    public void changePhone(UUID id, String phone) {
        jdbc.sql(
                "update auth.users set phone = ?, phone_confirmed_at = now(), phone_change = null, is_anonymous = false where id = ?")
                .params(phone, id)
                .update();
        settle(id, "phone", Map.of("sub", id, "phone", phone, "phone_verified", true, "email_verified", false));
    }

    public void setMetadata(UUID id, Map<String, Object> metadata) {
        jdbc.sql("update auth.users set raw_user_meta_data = ?::jsonb where id = ?")
                .params(json.writeValueAsString(metadata), id)
                .update();
    }

    /** Of several who claimed the account before anybody proved its address nobody is believed. */
    private void settleClaims(UUID id) {
        jdbc.sql("""
                update auth.users set encrypted_password = null, raw_user_meta_data = '{}', is_password_contested = false
                where id = ? and is_password_contested""").param(id).update();
    }

    /** The identity of this provider knows what is known now; it is made where there is none. */
    private void settle(UUID id, String provider, Map<String, Object> data) {
        jdbc.sql("""
                insert into auth.identities as i (id, user_id, provider, provider_id, identity_data, last_sign_in_at)
                values (:key, :id, :provider, :subject, :data::jsonb, now())
                on conflict on constraint identities_provider_id_provider_key do update set identity_data = i.identity_data || excluded.identity_data
                where i.user_id = excluded.user_id""")
                .param("key", Ids.next())
                .param("id", id)
                .param("provider", provider)
                .param("subject", id.toString())
                .param("data", json.writeValueAsString(data))
                .update();
        jdbc.sql("update auth.users u set raw_app_meta_data = u.raw_app_meta_data || " + PROVIDERS
                + " where u.id = :id").param("id", id).param("provider", provider).update();
    }
}
