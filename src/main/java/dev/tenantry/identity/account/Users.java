package dev.tenantry.identity.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.identity.error.AuthException;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.tenancy.Ids;

/** The accounts, in the transactions of their callers. */
@Component
public class Users {

    private static final String SELECT = """
            select u.*, (select coalesce(jsonb_agg(to_jsonb(i) order by i.created_at, i.id), '[]') from auth.identities i where i.user_id = u.id) as identities,
                (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'friendly_name', f.friendly_name, 'factor_type', f.factor_type, 'status', f.status,
                    'phone', f.phone, 'last_challenged_at', f.last_challenged_at,
                    'created_at', f.created_at, 'updated_at', f.updated_at) order by f.created_at, f.id), '[]') from auth.mfa_factors f where f.user_id = u.id) as factors
            from auth.users u""";

    private static final String FOUND = """
            u.deleted_at is null and (:search = '' or position(:search in coalesce(u.email, '')) > 0 or position(:search in coalesce(u.phone, '')) > 0
                or position(:search in lower(coalesce(u.raw_user_meta_data ->> 'full_name', u.raw_user_meta_data ->> 'name', ''))) > 0)""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Users(RolePool authPool, JsonMapper json) {
        this.jdbc = authPool.jdbc();
        this.json = json;
    }

    public Optional<User> find(UUID id) {
        return jdbc.sql(SELECT + " where id = ? and deleted_at is null").param(id).query(this::read).optional();
    }

    public Optional<User> findByEmail(String email) {
        return jdbc.sql(SELECT + " where email = ? and deleted_at is null and not is_sso_user")
                .param(email)
                .query(this::read)
                .optional();
    }

    public Optional<User> findByPhone(String phone) {
        return jdbc.sql(SELECT + " where phone = ? and deleted_at is null").param(phone).query(this::read).optional();
    }

    /**
     * The newest first.
     *
     * @param search what their address, number or name contains; empty: all
     */
    public List<User> page(String search, boolean isOldestFirst, long offset, int limit) {
        var order = isOldestFirst ? " order by created_at, id" : " order by created_at desc, id desc";
        return jdbc.sql(SELECT + " where " + FOUND + order + " limit :limit offset :offset")
                .param("search", search.toLowerCase(Locale.ROOT))
                .param("limit", limit)
                .param("offset", offset)
                .query(this::read)
                .list();
    }

    public long count(String search) {
        return jdbc.sql("select count(*) from auth.users u where " + FOUND)
                .param("search", search.toLowerCase(Locale.ROOT))
                .query(Long.class)
                .single();
    }

    /** @throws org.springframework.dao.DuplicateKeyException where somebody has the address, the number or an identity */
    void insert(UUID id, NewUser account) {
        jdbc.sql("""
                insert into auth.users (id, email, phone, encrypted_password, email_confirmed_at, phone_confirmed_at,
                    raw_app_meta_data, raw_user_meta_data, is_anonymous, is_sso_user)
                values (:id, :email, :phone, :hash, case when :emailConfirmed then now() end, case when :phoneConfirmed then now() end,
                    :app::jsonb, :user::jsonb, :anonymous, :sso)""")
                .param("id", id)
                .param("email", account.email())
                .param("phone", account.phone())
                .param("hash", Secret.reveal(account.passwordHash()))
                .param("emailConfirmed", account.isEmailConfirmed())
                .param("phoneConfirmed", account.isPhoneConfirmed())
                .param("app", json.writeValueAsString(appMetadata(account)))
                .param("user", json.writeValueAsString(account.userMetadata()))
                .param("anonymous", account.isAnonymous())
                .param("sso", account.isSsoUser())
                .update();
        account.identities().forEach(identity -> addIdentity(id, identity));
    }

    /** @throws org.springframework.dao.DuplicateKeyException where an account has this identity */
    public void addIdentity(UUID user, NewIdentity identity) {
        var subject = identity.providerId() == null ? user.toString() : identity.providerId();
        var data = new LinkedHashMap<>(identity.data());
        data.put("sub", subject);
        jdbc.sql("""
                insert into auth.identities (id, user_id, provider, provider_id, identity_data, last_sign_in_at)
                values (?, ?, ?, ?, ?::jsonb, now())""")
                .params(Ids.next(), user, identity.provider(), subject, json.writeValueAsString(data))
                .update();
    }

    private static Map<String, Object> appMetadata(NewUser account) {
        var providers = account.identities().stream().map(NewIdentity::provider).distinct().toList();
        var noted = new LinkedHashMap<String, Object>();
        if (!providers.isEmpty()) {
            noted.put("provider", providers.getFirst());
            noted.put("providers", providers);
        }
        noted.putAll(account.appMetadata());
        return noted;
    }

    public void signedIn(UUID id) {
        jdbc.sql("update auth.users set last_sign_in_at = now() where id = ?").param(id).update();
        jdbc.sql(
                "update auth.identities set last_sign_in_at = now() where user_id = ? and provider in ('email', 'phone')")
                .param(id)
                .update();
    }

    /**
     * Keeps others from changing the account until the end of the transaction. Whoever is about to change the own one does so
     * in a session that is one still: those who wait here may have been shut out meanwhile.
     *
     * @throws AuthException 403 {@code session_not_found}
     */
    public void lock(UUID id) {
        var caller = Caller.currentOrNull();
        if (caller != null && caller.userId().equals(id) && !caller.assurance().isKey()) {
            lock(id, caller.sessionId());
        } else {
            lockAnyway(id);
        }
    }

    /** For what the person has asked for in this session. @throws AuthException 403 {@code session_not_found} */
    public void lock(UUID id, UUID session) {
        lockAnyway(id);
        if (jdbc.sql("select id from auth.sessions where id = ? and user_id = ?")
                .params(session, id)
                .query(UUID.class)
                .optional()
                .isEmpty()) {
            throw AuthException.sessionNotFound();
        }
    }

    private void lockAnyway(UUID id) {
        jdbc.sql("select 1 from auth.users where id = ? for no key update").param(id).query(Integer.class).optional();
    }

    /**
     * Keeps others from changing the account until the end of the transaction, where it still has this password.
     *
     * @return whether it has
     */
    public boolean lockWithPassword(UUID id, String hash) {
        return jdbc.sql("select true from auth.users where id = ? and encrypted_password = ? for no key update")
                .params(id, hash)
                .query(Boolean.class)
                .optional()
                .isPresent();
    }

    public void changePasswordHash(UUID id, String hash) {
        jdbc.sql("update auth.users set encrypted_password = ? where id = ?").params(hash, id).update();
    }

    /** Sets the password of an account that has none. @return whether it had none */
    public boolean setFirstPassword(UUID id, String hash) {
        return jdbc.sql("update auth.users set encrypted_password = ? where id = ? and encrypted_password is null")
                .params(hash, id)
                .update() == 1;
    }

    public void grantSuperAdmin(UUID id) {
        jdbc.sql("update auth.users set is_super_admin = true where id = ? and not is_super_admin").param(id).update();
    }

    public boolean isSuperAdmin(UUID id) {
        return jdbc.sql("select exists (select from auth.users where id = ? and is_super_admin)")
                .param(id)
                .query(Boolean.class)
                .single();
    }

    public boolean haveSuperAdmin() {
        return jdbc
                .sql("select exists (select from auth.users where is_super_admin and is_active and deleted_at is null)")
                .query(Boolean.class)
                .single();
    }

    private User read(ResultSet row, int number) throws SQLException {
        return new User(row.getObject("id", UUID.class), row.getString("email"), row.getString("phone"),
                Secret.of(row.getString("encrypted_password")), Rows.instantOrNull(row, "email_confirmed_at"),
                Rows.instantOrNull(row, "phone_confirmed_at"), Rows.instantOrNull(row, "invited_at"),
                Rows.instantOrNull(row, "confirmation_sent_at"),
                Rows.instantOrNull(row, "recovery_sent_at"), row.getString("email_change"),
                Rows.instantOrNull(row, "email_change_sent_at"),
                row.getString("phone_change"), Rows.instantOrNull(row, "last_sign_in_at"),
                Rows.instantOrNull(row, "banned_until"),
                map(row.getString("raw_app_meta_data")), map(row.getString("raw_user_meta_data")),
                row.getBoolean("was_proven"), row.getBoolean("is_anonymous"), row.getBoolean("is_sso_user"),
                row.getBoolean("is_active"),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"),
                json.readValue(row.getString("identities"), new TypeReference<List<Identity>>() {
                }), json.readValue(row.getString("factors"), new TypeReference<List<Factor>>() {
                }));
    }

    private Map<String, Object> map(String text) {
        return json.readValue(text, new TypeReference<>() {
        });
    }
}
