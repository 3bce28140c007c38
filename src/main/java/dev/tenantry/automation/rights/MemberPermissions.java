package dev.tenantry.automation.rights;

import java.util.Set;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What members of the current organization may do now. */
@Component
class MemberPermissions {

    private final JdbcClient jdbc;

    MemberPermissions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty where somebody is no member, or kept out. */
    Set<String> of(UUID member) {
        return Set.copyOf(jdbc
                .sql("""
                select distinct p.name from user_roles ur
                join roles r on r.organization_id = ur.organization_id and r.id = ur.role_id and r.is_active
                join role_permissions rp on rp.organization_id = r.organization_id and rp.role_id = r.id
                join permissions p on p.id = rp.permission_id
                where ur.organization_id = app.org_id() and ur.user_id = ?
                  and exists (select from app.member_obstacles(?) o
                              where not o.obstacles && array['ACCOUNT_DELETED', 'ACCOUNT_SUSPENDED', 'EMAIL_DOMAIN_REFUSED'])""")
                .params(member, member)
                .query(String.class)
                .list());
    }
}
