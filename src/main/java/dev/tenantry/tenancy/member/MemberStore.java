package dev.tenantry.tenancy.member;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.Rows;
import dev.tenantry.tenancy.role.BuiltInRole;

/** The rows of the members of the current organization. */
@Component
class MemberStore {

    private static final String SELECT = "select user_id, role, name, email, avatar_url, is_default, version, created_at from app.members(app.org_id())";

    private static final String FOUND = """
             where app.is_found(app.fold(concat_ws(' ', name, app.address_forms(email, email))), :sought)""";

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
        return jdbc.sql("select count(*) from app.members(app.org_id())" + FOUND)
                .param("sought", sought)
                .query(Long.class)
                .single();
    }

    Optional<Member> find(UUID user) {
        return jdbc.sql(SELECT + " where user_id = ?").param(user).query(MemberStore::read).optional();
    }

    /** @return whether there is an owner beside this one who can act: whose account is active, and whom the sign-in policy lets in */
    boolean isOwnedBeside(UUID user) {
        return jdbc.sql("select exists (select from app.owners(app.org_id()) where refusal is null and user_id <> ?)")
                .param(user)
                .query(Boolean.class)
                .single();
    }

    /** @return whether this is an owner who can act */
    boolean isActingOwner(UUID user) {
        return jdbc.sql("select exists (select from app.owners(app.org_id()) where refusal is null and user_id = ?)")
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

    /** With what the roles of that name grant. */
    void changeRole(UUID user, BuiltInRole role) {
        call("select app.change_member_role(app.org_id(), ?, ?)", user, role.toString());
    }

    /** With what hangs on the membership: what is the member's is handed over, what acts in the member's name ends. */
    void delete(UUID user) {
        call("select app.remove_member(app.org_id(), ?)", user);
    }

    private void call(String function, Object... arguments) {
        jdbc.sql(function).params(arguments).query((_, _) -> true).single();
    }

    private static Member read(ResultSet row, int number) throws SQLException {
        return new Member(new MemberResponse(row.getObject("user_id", UUID.class),
                BuiltInRole.of(row.getString("role")), row.getString("name"), row.getString("email"),
                row.getString("avatar_url"), row.getInt("version"),
                Rows.instant(row, "created_at")), row.getBoolean("is_default"));
    }
}
