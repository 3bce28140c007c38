package dev.tenantry.identity.admin;

import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.identity.link.onetime.OneTimeTokens;
import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.database.RolePool;

/** Writes accounts as their administration does, in the transactions of its callers. */
@Component
class AccountStore {

    private final JdbcClient jdbc;
    private final OneTimeTokens tokens;
    private final JsonMapper json;

    AccountStore(RolePool authPool, OneTimeTokens tokens, JsonMapper json) {
        this.jdbc = authPool.jdbc();
        this.tokens = tokens;
        this.json = json;
    }

    /** What an account becomes; a null hash leaves the password as it is. */
    record Change(
            @Nullable String email,
            @Nullable String phone,
            @Nullable Secret passwordHash,
            boolean confirmsEmail,
            boolean confirmsPhone,
            Map<String, Object> appMetadata,
            Map<String, Object> userMetadata,
            @Nullable Instant bannedUntil) {}

    /**
     * Locks the account until the end of the transaction. What only names it is not waited for: that may hold a membership
     * which ends with the account.
     *
     * @return whether there is one
     */
    boolean lock(UUID id) {
        return jdbc.sql("select true from auth.users where id = ? and deleted_at is null for no key update")
                .param(id)
                .query(Boolean.class)
                .optional()
                .isPresent();
    }

    void update(UUID id, Change change) {
        jdbc.sql("""
                update auth.users set
                    email_change = case when email is distinct from :email then null else email_change end,
                    email_change_confirm_status = case when email is distinct from :email then 0 else email_change_confirm_status end,
                    phone_change = case when phone is distinct from :phone then null else phone_change end,
                    was_proven = was_proven or confirmed_at is not null, email = :email, phone = :phone,
                    encrypted_password = coalesce(:hash, case when is_password_contested and (:confirmsEmail or :confirmsPhone) then null else encrypted_password end),
                    is_password_contested = is_password_contested and :hash::text is null and not (:confirmsEmail or :confirmsPhone),
                    email_confirmed_at = case when email is not distinct from :email and email_confirmed_at is not null then email_confirmed_at
                        when :confirmsEmail then now() end,
                    phone_confirmed_at = case when phone is not distinct from :phone and phone_confirmed_at is not null then phone_confirmed_at
                        when :confirmsPhone then now() end,
                    raw_app_meta_data = :app::jsonb, raw_user_meta_data = :user::jsonb, banned_until = :bannedUntil,
                    suspension_reason = case when is_active and :bannedUntil::timestamptz is null then null else suspension_reason end,
                    is_anonymous = is_anonymous and :email is null and :phone is null
                where id = :id""")
                .param("id", id)
                .param("email", change.email(), Types.VARCHAR)
                .param("phone", change.phone(), Types.VARCHAR)
                .param("hash", Secret.reveal(change.passwordHash()), Types.VARCHAR)
                .param("confirmsEmail", change.confirmsEmail())
                .param("confirmsPhone", change.confirmsPhone())
                .param("app", json.writeValueAsString(change.appMetadata()))
                .param("user", json.writeValueAsString(change.userMetadata()))
                .param("bannedUntil", change.bannedUntil() == null
                        ? null
                        : change.bannedUntil().atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    /** @return whether the account has an identity of this provider, which now knows this */
    boolean updateIdentity(UUID user, String provider, Map<String, Object> data) {
        return jdbc.sql(
                "update auth.identities set identity_data = identity_data || ?::jsonb where user_id = ? and provider = ?")
                .params(json.writeValueAsString(data), user, provider)
                .update() > 0;
    }

    /** The address that other members are shown. */
    void showAddress(UUID user, @Nullable String email) {
        jdbc.sql("select app.change_profile_email(:user, :email)")
                .param("user", user)
                .param("email", email, Types.VARCHAR)
                .query((_, _) -> true)
                .single();
    }

    /** Suspends, or where there is no reason any more reactivates. */
    void suspend(UUID user, @Nullable String reason, @Nullable Instant until) {
        jdbc.sql("""
                update auth.users set is_active = :reason::text is null or :until::timestamptz is not null, banned_until = :until::timestamptz, suspension_reason = :reason
                where id = :id""")
                .param("id", user)
                .param("reason", reason, Types.VARCHAR)
                .param("until", until == null ? null : until.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    /** @param reason null: the suspension ends @return whether there is such an organization */
    boolean suspendOrganization(UUID organization, @Nullable String reason) {
        return jdbc.sql("select app.suspend_organization(:organization, :reason)")
                .param("organization", organization)
                .param("reason", reason, Types.VARCHAR)
                .query(Boolean.class)
                .single();
    }

    /** What was given to the person to sign in by ends with them. */
    int endSessions(UUID user) {
        tokens.forget(user);
        return jdbc.sql("delete from auth.sessions where user_id = ?").param(user).update();
    }

    /** Organizations of others that would have no owner who can act without this one. */
    List<UUID> solelyOwned(UUID user) {
        return jdbc.sql("select * from app.solely_owned(?)")
                .param(user)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    /** The account stays, and nothing by which anybody could sign in to it or write to its person. */
    void hide(UUID user) {
        removePerson(user);
        jdbc.sql("delete from auth.mfa_factors where user_id = ?").param(user).update();
        jdbc.sql("delete from auth.mfa_backup_codes where user_id = ?").param(user).update();
        jdbc.sql("""
                update auth.identities set provider_id = encode(sha256(convert_to(id::text || provider_id, 'UTF8')), 'hex'), identity_data = '{}'
                where user_id = ?""").param(user).update();
        jdbc.sql("""
                update auth.users set email = encode(sha256(convert_to(id::text || email, 'UTF8')), 'hex'),
                    phone = encode(sha256(convert_to(id::text || phone, 'UTF8')), 'hex'), email_change = null, phone_change = null,
                    encrypted_password = null, raw_app_meta_data = '{}', raw_user_meta_data = '{}', deleted_at = now()
                where id = ?""").param(user).update();
    }

    void delete(UUID user) {
        removePerson(user);
        jdbc.sql("select app.forget_author(?)").param(user).query((_, _) -> true).single();
        jdbc.sql("delete from auth.users where id = ?").param(user).update();
    }

    /** Memberships end with whatever a removed member's take along, and nothing goes on being counted by the address. */
    private void removePerson(UUID user) {
        jdbc.sql("delete from auth.sign_in_throttles where email = (select u.email from auth.users u where u.id = ?)")
                .param(user)
                .update();
        jdbc.sql("select app.remove_person(?)").param(user).query((_, _) -> true).single();
    }
}
