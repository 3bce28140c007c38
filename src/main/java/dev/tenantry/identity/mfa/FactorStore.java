package dev.tenantry.identity.mfa;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.identity.account.Users;
import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.database.Rows;

/** The rows of second factors. */
@Component
class FactorStore {

    private static final String SELECT = """
            select id, user_id, friendly_name, factor_type, status, secret, phone, web_authn_credential, last_used_step,
                last_challenged_at, created_at from auth.mfa_factors""";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Users users;

    FactorStore(RolePool authPool, JsonMapper json, Users users) {
        this.jdbc = authPool.jdbc();
        this.json = json;
        this.users = users;
    }

    /** The factor where it is this person's. */
    Optional<Factor> find(UUID user, UUID id) {
        return jdbc.sql(SELECT + " where id = ? and user_id = ?").params(id, user).query(this::read).optional();
    }

    /** The same, and nobody else changes or removes it until the end of the transaction. */
    Optional<Factor> lock(UUID user, UUID id) {
        return jdbc.sql(SELECT + " where id = ? and user_id = ? for update")
                .params(id, user)
                .query(this::read)
                .optional();
    }

    List<Factor> of(UUID user) {
        return jdbc.sql(SELECT + " where user_id = ? order by created_at, id").param(user).query(this::read).list();
    }

    /** From here on to the end of the transaction the person's factors are added and removed by nobody else. */
    void lockPerson(UUID user) {
        users.lock(user);
    }

    /** Those that nobody came back to verify. */
    void forgetAbandoned(UUID user) {
        jdbc.sql(
                """
                delete from auth.mfa_factors where user_id = ? and status = 'unverified' and created_at < now() - interval '1 day'""")
                .param(user)
                .update();
    }

    /** @throws org.springframework.dao.DuplicateKeyException where another one has the name */
    void insert(UUID id, UUID user, String name, FactorType type, @Nullable String secret, @Nullable String phone) {
        jdbc.sql("""
                insert into auth.mfa_factors (id, user_id, friendly_name, factor_type, secret, phone)
                values (?, ?, ?, ?, ?, ?)""")
                .param(id)
                .param(user)
                .param(name)
                .param(type.toString())
                .param(secret)
                .param(phone)
                .update();
    }

    void delete(UUID id) {
        jdbc.sql("delete from auth.mfa_factors where id = ?").param(id).update();
    }

    void deleteUnverified(UUID user, FactorType type) {
        jdbc.sql("delete from auth.mfa_factors where user_id = ? and factor_type = ? and status = 'unverified'")
                .params(user, type.toString())
                .update();
    }

    void challenged(UUID id) {
        jdbc.sql("update auth.mfa_factors set last_challenged_at = now() where id = ?").param(id).update();
    }

    void verified(UUID id) {
        jdbc.sql("update auth.mfa_factors set status = 'verified', verified_at = now() where id = ?")
                .param(id)
                .update();
    }

    /** Uses up a code and those of earlier periods. @return whether it was good still */
    boolean use(UUID id, long step) {
        return jdbc.sql("update auth.mfa_factors set last_used_step = ? where id = ? and last_used_step < ?")
                .params(step, id, step)
                .update() == 1;
    }

    void keep(UUID id, WebAuthnCredential credential) {
        jdbc.sql("update auth.mfa_factors set web_authn_credential = ?::jsonb, web_authn_aaguid = ? where id = ?")
                .param(json.writeValueAsString(credential))
                .param(credential.aaguid())
                .param(id)
                .update();
    }

    /** What sessions proved by the factor is no longer proved. */
    void lowerSessions(UUID factor) {
        jdbc.sql("""
                update auth.sessions set aal = 'aal1', factor_id = null,
                    amr = (select coalesce(jsonb_agg(by), '[]') from jsonb_array_elements(amr) as by
                           where by ->> 'method' not in ('totp', 'mfa/phone', 'mfa/webauthn'))
                where factor_id = ?""").param(factor).update();
    }

    /** Without another factor backup codes stand for nothing, and neither does what sessions proved by them. */
    void forgetBackup(UUID user) {
        jdbc.sql("delete from auth.mfa_backup_codes where user_id = ?").param(user).update();
        jdbc.sql("""
                update auth.sessions set aal = 'aal1', factor_id = null,
                    amr = (select coalesce(jsonb_agg(by), '[]') from jsonb_array_elements(amr) as by
                           where by ->> 'method' not in ('totp', 'mfa/phone', 'mfa/webauthn', 'mfa/backup_code'))
                where user_id = ? and aal <> 'aal1'""").param(user).update();
    }

    /** Codes that were written down, and what sessions proved by them. */
    void forgetCodes(UUID user) {
        jdbc.sql("delete from auth.mfa_backup_codes where user_id = ?").param(user).update();
        jdbc.sql("""
                update auth.sessions set aal = 'aal1',
                    amr = (select coalesce(jsonb_agg(by), '[]') from jsonb_array_elements(amr) as by where by ->> 'method' <> 'mfa/backup_code')
                where user_id = ? and factor_id is null and aal <> 'aal1'""").param(user).update();
    }

    /** Sessions that proved less than is needed now. */
    int endOthers(UUID user, UUID spared) {
        return jdbc.sql("delete from auth.sessions where user_id = ? and id <> ? and aal = 'aal1'")
                .params(user, spared)
                .update();
    }

    private Factor read(ResultSet row, int number) throws SQLException {
        var credential = row.getString("web_authn_credential");
        var type = FactorType.of(row.getString("factor_type"));
        var name = row.getString("friendly_name");
        return new Factor(row.getObject("id", UUID.class), row.getObject("user_id", UUID.class),
                name == null ? "" : name, type == null ? FactorType.TOTP : type,
                "verified".equals(row.getString("status")), Secret.of(row.getString("secret")), row.getString("phone"),
                credential == null ? null : json.readValue(credential, WebAuthnCredential.class),
                row.getLong("last_used_step"), Rows.instantOrNull(row, "last_challenged_at"),
                Rows.instant(row, "created_at"));
    }
}
