package dev.tenantry.operations.administration;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import dev.tenantry.audit.AdminRows;
import dev.tenantry.audit.AdminTrail;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.RowListQuery;

@Service
class AdminUsers extends AdminRows<AdminUserResponse> {

    private static final String COLUMNS = """
            e.id, e.email, p.name, p.organization_id, e.is_super_admin, e.is_active, e.is_anonymous,
            e.last_sign_in_at, e.banned_until, e.suspension_reason, e.deleted_at, e.created_at, e.updated_at""";
    private static final String FROM = "auth.users e left join profiles p on p.id = e.id";

    private static final String MEMBERSHIPS = """
            select p.id, own.organization_id from unnest(?::uuid[]) as p (id) cross join lateral (
                select m.organization_id from organization_members m where m.user_id = p.id order by m.created_at, m.organization_id limit 1000) as own""";

    private static final RowListQuery<AdminUserResponse> ROWS = new RowListQuery<>(
            ListDefinition.of(AdminUserResponse.class)
                    .computed("id", "e.id", UUID.class, false)
                    .address("email", "e.email", true)
                    .folded("name", "p.name_key", true)
                    .computed("organizationId", "p.organization_id", UUID.class, true)
                    .computed("isSuperAdmin", "e.is_super_admin", Boolean.class, false)
                    .computed("isActive", "e.is_active", Boolean.class, false)
                    .computed("isAnonymous", "e.is_anonymous", Boolean.class, false)
                    .computed("lastSignInAt", "e.last_sign_in_at", Instant.class, true)
                    .computed("bannedUntil", "e.banned_until", Instant.class, true)
                    .computed("deletedAt", "e.deleted_at", Instant.class, true)
                    .computed("createdAt", "e.created_at", Instant.class, false)
                    .computed("updatedAt", "e.updated_at", Instant.class, false)
                    .searchedIn("e-mail address and name")
                    .build(),
            COLUMNS, FROM,
            "app.is_found(concat_ws(' ', app.fold(app.address_forms(e.email, e.email)), p.name_key), :q)",
            AdminUsers::read);

    private final RolePool pool;

    AdminUsers(RolePool adminPool, AdminTrail trail) {
        super(ROWS, "user", adminPool, trail);
        this.pool = adminPool;
    }

    @Override
    protected Object id(AdminUserResponse user) {
        return user.id();
    }

    @Override
    @Nullable
    protected UUID organization(AdminUserResponse user) {
        return user.organizationId();
    }

    /** Each organization that they are members of, as {@code app.record_action} has it. */
    @Override
    protected Map<UUID, List<String>> concerned(List<AdminUserResponse> shown) {
        var concerned = new HashMap<UUID, List<String>>();
        pool.jdbc()
                .sql(MEMBERSHIPS)
                .param(shown.stream().map(user -> user.id().toString()).toArray(String[]::new))
                .query(row -> {
                    concerned.computeIfAbsent(row.getObject(2, UUID.class), _ -> new ArrayList<>())
                            .add(row.getString(1));
                });
        return concerned;
    }

    @Override
    protected AdminUserResponse complete(AdminUserResponse user) {
        return user.with(memberships(user.id()));
    }

    private List<AdminUserResponse.Membership> memberships(UUID user) {
        return pool.jdbc()
                .sql("""
                select m.organization_id, o.name, m.role
                from organization_members m join organizations o on o.id = m.organization_id
                where m.user_id = ? order by m.created_at, m.organization_id""")
                .param(user)
                .query((row, _) -> new AdminUserResponse.Membership(row.getObject("organization_id", UUID.class),
                        row.getString("name"), row.getString("role")))
                .list();
    }

    private static AdminUserResponse read(ResultSet row, int number) throws SQLException {
        return new AdminUserResponse(row.getObject("id", UUID.class), row.getString("email"), row.getString("name"),
                row.getObject("organization_id", UUID.class), row.getBoolean("is_super_admin"),
                row.getBoolean("is_active"), row.getBoolean("is_anonymous"), Rows.instantOrNull(row, "last_sign_in_at"),
                Rows.instantOrNull(row, "banned_until"), row.getString("suspension_reason"),
                Rows.instantOrNull(row, "deleted_at"),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"), null);
    }
}
