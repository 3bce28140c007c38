package dev.tenantry.tenancy.member;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.tenancy.role.BuiltInRole;

/** The rows of the members of the current organization. */
@Component
class MemberStore {

    private static final String SELECT = "select user_id, role, name, email, avatar_url, is_default, version, created_at from app.members()";

    private static final String FOUND = """
             where not exists (select from unnest(app.search_words(:sought)) word
                               where position(word in app.fold(concat_ws(' ', name, app.address_forms(email, email)))) = 0)""";

    private final JdbcClient jdbc;

    MemberStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param isDefault whether the organization is the person's default one */
    record Member(MemberResponse shown, boolean isDefault) {}

    /** Where somebody stands in the order in which members joined. */
    record Place(Instant joined, UUID user) {}

    /** In the order in which they joined, after the one who stands there. */
    List<MemberResponse> list(String sought, @Nullable Place after, int limit) {
        return jdbc.sql(SELECT + FOUND + """
                 and (cast(:joined as timestamptz) is null or (created_at, user_id) > (:joined, cast(:user as uuid)))
                 order by created_at, user_id limit :limit""")
                .param("sought", sought)
                .param("joined", after == null ? null : after.joined().atOffset(ZoneOffset.UTC))
                .param("user", after == null ? null : after.user())
                .param("limit", limit)
                .query(MemberStore::read)
                .list()
                .stream()
                .map(Member::shown)
                .toList();
    }

    long count(String sought) {
        return jdbc.sql("select count(*) from app.members()" + FOUND)
                .param("sought", sought)
                .query(Long.class)
                .single();
    }

    Optional<Member> find(UUID user) {
        return jdbc.sql(SELECT + " where user_id = ?").param(user).query(MemberStore::read).optional();
    }

    /** @return whether there is an owner beside this one who can act: whose account is active, and whom the sign-in policy lets in */
    boolean isOwnedBeside(UUID user) {
        return jdbc.sql("select exists (select from app.owners() where refusal is null and user_id <> ?)")
                .param(user)
                .query(Boolean.class)
                .single();
    }

    /** @return whether this is an owner who can act */
    boolean isActingOwner(UUID user) {
        return jdbc.sql("select exists (select from app.owners() where refusal is null and user_id = ?)")
                .param(user)
                .query(Boolean.class)
                .single();
    }

    /** @return whether the organization has such a role */
    boolean hasRole(BuiltInRole role) {
        return jdbc
                .sql("""
                select exists (select from roles where organization_id = app.org_id() and slug = ? and is_system and is_active)""")
                .param(role.toString())
                .query(Boolean.class)
                .single();
    }

    void changeRole(UUID user, BuiltInRole from, BuiltInRole to) {
        jdbc.sql("""
                update organization_members set role = ?, version = version + 1
                where organization_id = app.org_id() and user_id = ?""").params(to.toString(), user).update();
        jdbc.sql("""
                delete from user_roles where organization_id = app.org_id() and user_id = ?
                    and role_id = (select id from roles where organization_id = app.org_id() and slug = ?)""")
                .params(user, from.toString())
                .update();
        jdbc.sql("""
                insert into user_roles (organization_id, user_id, role_id)
                select organization_id, ?, id from roles where organization_id = app.org_id() and slug = ?
                on conflict on constraint idx_user_roles_unique do nothing""").params(user, to.toString()).update();
    }

    void delete(UUID user) {
        jdbc.sql("delete from organization_members where organization_id = app.org_id() and user_id = ?")
                .param(user)
                .update();
    }

    private static Member read(ResultSet row, int number) throws SQLException {
        return new Member(new MemberResponse(row.getObject("user_id", UUID.class),
                BuiltInRole.of(row.getString("role")), row.getString("name"), row.getString("email"),
                row.getString("avatar_url"), row.getInt("version"),
                row.getObject("created_at", OffsetDateTime.class).toInstant()), row.getBoolean("is_default"));
    }
}
