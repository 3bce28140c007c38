package dev.tenantry.crm.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a member may do at this moment, in whose name an import runs long after the request that started it. */
@Component
class StarterRights {

    private static final String HELD = """
            select p.name from user_roles ur
            join roles r on r.organization_id = ur.organization_id and r.id = ur.role_id and r.is_active
            join role_permissions rp on rp.organization_id = r.organization_id and rp.role_id = r.id
            join permissions p on p.id = rp.permission_id
            where ur.organization_id = app.org_id() and ur.user_id = ?""";

    private final JdbcClient jdbc;

    StarterRights(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of the permissions that the member does not have, in the current transaction. */
    List<String> missing(UUID member, List<String> needed) {
        var missing = new ArrayList<>(needed);
        missing.removeAll(jdbc.sql(HELD).param(member).query(String.class).list());
        return missing;
    }
}
