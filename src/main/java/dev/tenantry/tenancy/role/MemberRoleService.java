package dev.tenantry.tenancy.role;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.tenancy.Authority;
import dev.tenantry.tenancy.MembershipChanged;

@Service
@Transactional(readOnly = true)
class MemberRoleService {

    private static final String COLUMNS = "select r.id, r.name, r.slug, r.is_system, r.is_active from roles r";

    private final JdbcClient jdbc;
    private final Authority authority;
    private final AuditTrail trail;
    private final ApplicationEventPublisher events;

    MemberRoleService(JdbcClient jdbc, Authority authority, AuditTrail trail, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.authority = authority;
        this.trail = trail;
        this.events = events;
    }

    List<MemberRoleResponse> list(UUID user) {
        membership(user);
        return jdbc.sql(COLUMNS + """
                 join user_roles ur on ur.organization_id = r.organization_id and ur.role_id = r.id
                where r.organization_id = app.org_id() and ur.user_id = ? order by r.is_system desc, r.name""")
                .param(user)
                .query(MemberRoleService::read)
                .list();
    }

    /** That a member has the role already is no mistake. */
    @Transactional
    MemberRoleResponse give(UUID user, Long roleId) {
        authority.lock();
        var role = custom(user, roleId);
        var given = jdbc.sql("""
                insert into user_roles (organization_id, user_id, role_id) values (app.org_id(), ?, ?)
                on conflict on constraint idx_user_roles_unique do nothing""").params(user, roleId).update();
        if (given > 0) {
            changed(user, role, "role-given");
        }
        return role;
    }

    @Transactional
    void take(UUID user, Long roleId) {
        authority.lock();
        var role = custom(user, roleId);
        var taken = jdbc
                .sql("delete from user_roles where organization_id = app.org_id() and user_id = ? and role_id = ?")
                .params(user, roleId)
                .update();
        if (taken == 0) {
            throw ProblemException.notFound();
        }
        authority.endPromises();
        changed(user, role, "role-taken");
    }

    /** The role, which is one of the organization's own and which the caller may give to this member, and take. */
    private MemberRoleResponse custom(UUID user, Long roleId) {
        var membership = membership(user);
        var role = jdbc.sql(COLUMNS + " where r.organization_id = app.org_id() and r.id = ? for key share")
                .param(roleId)
                .query(MemberRoleService::read)
                .optional()
                .orElseThrow(ProblemException::notFound);
        if (role.isSystem()) {
            throw ProblemException.conflict("a built-in role is the membership's own: change that");
        }
        authority.requireTaking(membership);
        authority.requireHolding(roleId);
        return role;
    }

    private String membership(UUID user) {
        return jdbc.sql("select role from organization_members where organization_id = app.org_id() and user_id = ?")
                .param(user)
                .query(String.class)
                .optional()
                .orElseThrow(ProblemException::notFound);
    }

    private void changed(UUID user, MemberRoleResponse role, String verb) {
        trail.record(new AuditEntry("member." + verb, AuditEntry.Category.AUTHORIZATION, "member", user.toString(),
                Map.of(), Map.of("role", role.slug())));
        events.publishEvent(new MembershipChanged(TenantContext.current().organizationId(), user));
    }

    private static MemberRoleResponse read(ResultSet row, int number) throws SQLException {
        return new MemberRoleResponse(row.getLong("id"), row.getString("name"), row.getString("slug"),
                row.getBoolean("is_system"), row.getBoolean("is_active"));
    }
}
