package dev.tenantry.tenancy.role;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@Transactional(readOnly = true)
class RoleService {

    private final JdbcClient jdbc;

    RoleService(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Role> roles() {
        return jdbc.sql("""
                select r.id, r.name, r.slug, r.description, r.is_system, r.is_active, r.created_at, r.updated_at,
                    array(select p.name from role_permissions rp join permissions p on p.id = rp.permission_id
                          where rp.organization_id = r.organization_id and rp.role_id = r.id order by p.name) as permissions
                from roles r where r.organization_id = app.org_id() order by r.id""")
                .query(RoleService::readRole)
                .list();
    }

    /** The platform's, which are the same everywhere. */
    List<Permission> permissions() {
        return jdbc.sql("select name, resource, action, description from permissions order by resource, action")
                .query((row, _) -> new Permission(row.getString("name"), row.getString("resource"),
                        row.getString("action"), row.getString("description")))
                .list();
    }

    private static Role readRole(ResultSet row, int number) throws SQLException {
        return new Role(row.getString("id"), row.getString("name"), row.getString("slug"),
                row.getString("description"), row.getBoolean("is_system"), row.getBoolean("is_active"),
                List.of((String[]) row.getArray("permissions").getArray()),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }
}
