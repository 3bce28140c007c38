package dev.tenantry.identity.user;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.tenancy.Ids;

/** The accounts, in the transactions of their callers. */
@Component
public class Users {

    private static final String SELECT = """
            select u.*, (select coalesce(jsonb_agg(to_jsonb(i) order by i.created_at, i.id), '[]') from auth.identities i where i.user_id = u.id) as identities
            from auth.users u""";

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
        return jdbc.sql(SELECT + " where email = ? and deleted_at is null").param(email).query(this::read).optional();
    }

    /** @throws org.springframework.dao.DuplicateKeyException where somebody has the address */
    public UUID create(String email, String passwordHash, Map<String, Object> userMetadata) {
        return create(email, passwordHash, Map.of(), userMetadata);
    }

    /**
     * @param passwordHash null: nobody can sign in
     * @param appMetadata  what the application notes besides
     * @throws org.springframework.dao.DuplicateKeyException where somebody has the address
     */
    public UUID create(String email, @Nullable String passwordHash, Map<String, Object> appMetadata,
            Map<String, Object> userMetadata) {
        var id = Ids.next();
        var noted = new LinkedHashMap<String, Object>(Map.of("provider", "email", "providers", List.of("email")));
        noted.putAll(appMetadata);
        jdbc.sql("""
                insert into auth.users (id, email, encrypted_password, email_confirmed_at, raw_app_meta_data, raw_user_meta_data)
                values (?, ?, ?, now(), ?::jsonb, ?::jsonb)""")
                .param(id)
                .param(email)
                .param(passwordHash)
                .param(json.writeValueAsString(noted))
                .param(json.writeValueAsString(userMetadata))
                .update();
        var data = new LinkedHashMap<>(userMetadata);
        data.putAll(Map.of("sub", id.toString(), "email", email, "email_verified", true, "phone_verified", false));
        jdbc.sql("""
                insert into auth.identities (id, user_id, provider, provider_id, identity_data, last_sign_in_at)
                values (?, ?, 'email', ?, ?::jsonb, now())""")
                .params(Ids.next(), id, id.toString(), json.writeValueAsString(data))
                .update();
        return id;
    }

    public void signedIn(UUID id) {
        jdbc.sql("update auth.users set last_sign_in_at = now() where id = ?").param(id).update();
        jdbc.sql("update auth.identities set last_sign_in_at = now() where user_id = ? and provider = 'email'")
                .param(id)
                .update();
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

    public boolean haveSuperAdmin() {
        return jdbc
                .sql("select exists (select from auth.users where is_super_admin and is_active and deleted_at is null)")
                .query(Boolean.class)
                .single();
    }

    private User read(ResultSet row, int number) throws SQLException {
        var id = row.getObject("id", UUID.class);
        return new User(id, row.getString("email"), row.getString("phone"), row.getString("encrypted_password"),
                instant(row, "email_confirmed_at"), instant(row, "last_sign_in_at"),
                map(row.getString("raw_app_meta_data")), map(row.getString("raw_user_meta_data")),
                row.getBoolean("is_anonymous"), row.getBoolean("is_active"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                json.readValue(row.getString("identities"), new TypeReference<List<Identity>>() {
                }));
    }

    private Map<String, Object> map(String text) {
        return json.readValue(text, new TypeReference<>() {
        });
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
