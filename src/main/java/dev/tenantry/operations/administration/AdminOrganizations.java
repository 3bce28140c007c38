package dev.tenantry.operations.administration;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

import org.springframework.stereotype.Service;

import dev.tenantry.audit.AdminRows;
import dev.tenantry.audit.AdminTrail;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.RowListQuery;

@Service
class AdminOrganizations extends AdminRows<AdminOrganizationResponse> {

    private static final String COLUMNS = """
            e.id, e.name, e.slug, e.kind, e.suspended_at, e.suspension_reason, e.version, e.created_at, e.updated_at,
            (select count(*) from organization_members m where m.organization_id = e.id) as members""";

    private static final RowListQuery<AdminOrganizationResponse> ROWS = new RowListQuery<>(
            ListDefinition.of(AdminOrganizationResponse.class)
                    .computed("id", "e.id", UUID.class, false)
                    .folded("name", "e.name_key", false)
                    .computed("slug", "e.slug", String.class, false)
                    .computed("kind", "e.kind", OrganizationKind.class, false)
                    .computed("suspendedAt", "e.suspended_at", Instant.class, true)
                    .computed("createdAt", "e.created_at", Instant.class, false)
                    .computed("updatedAt", "e.updated_at", Instant.class, false)
                    .searchedIn("name and slug")
                    .build(),
            COLUMNS, "organizations e", "app.is_found(e.name_key || ' ' || e.slug, :q)",
            AdminOrganizations::read);

    AdminOrganizations(RolePool adminPool, AdminTrail trail) {
        super(ROWS, "organization", adminPool, trail);
    }

    @Override
    protected Object id(AdminOrganizationResponse organization) {
        return organization.id();
    }

    @Override
    protected UUID organization(AdminOrganizationResponse organization) {
        return organization.id();
    }

    private static AdminOrganizationResponse read(ResultSet row, int number) throws SQLException {
        return new AdminOrganizationResponse(row.getObject("id", UUID.class), row.getString("name"),
                row.getString("slug"), OrganizationKind.of(row.getString("kind")), row.getLong("members"),
                Rows.instantOrNull(row, "suspended_at"), row.getString("suspension_reason"),
                row.getInt("version"), Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"));
    }
}
