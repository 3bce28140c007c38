package dev.tenantry.tenancy.permission;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.tenancy.permission.Explanation.GrantingRole;

@Service
@Transactional(readOnly = true)
class PermissionService {

    private static final String GRANTS = """
            select p.name as permission, r.id, r.name, r.slug, r.is_active
            from user_roles ur
            join roles r on r.organization_id = ur.organization_id and r.id = ur.role_id
            join role_permissions rp on rp.organization_id = r.organization_id and rp.role_id = r.id
            join permissions p on p.id = rp.permission_id
            where ur.organization_id = app.org_id() and ur.user_id = ? order by r.is_system desc, r.name""";

    private final JdbcClient jdbc;

    PermissionService(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Grant(String permission, GrantingRole role, boolean isActive) {}

    /** The platform's, which are the same everywhere. */
    List<Permission> all() {
        return jdbc.sql("select name, resource, action, description from permissions order by resource, action")
                .query((row, _) -> new Permission(row.getString("name"), row.getString("resource"),
                        row.getString("action"), row.getString("description")))
                .list();
    }

    List<Explanation> explain(UUID user) {
        checkMayAsk(user);
        var obstacles = obstacles(user);
        var grants = new HashMap<String, List<Grant>>();
        jdbc.sql(GRANTS)
                .param(user)
                .query(PermissionService::grant)
                .list()
                .forEach(grant -> grants.computeIfAbsent(grant.permission, _ -> new ArrayList<>()).add(grant));
        return all().stream().map(permission -> explain(permission.name(), grants, obstacles)).toList();
    }

    Explanation explain(UUID user, String permission) {
        return explain(user).stream()
                .filter(explanation -> explanation.permission().equals(permission))
                .findFirst()
                .orElseThrow(ProblemException::notFound);
    }

    private static void checkMayAsk(UUID user) {
        var caller = Caller.current();
        if (user.equals(caller.userId())) {
            return;
        }
        if (caller.assurance().refusal() != null) {
            throw ProblemException.of(caller.assurance().refusal());
        }
        if (!caller.may("members:read")) {
            throw ProblemException.forbidden("members:read");
        }
    }

    /** What keeps the member out, whatever the roles grant. @throws ProblemException 404 where there is no such member */
    private List<Reason> obstacles(UUID user) {
        return jdbc.sql("select obstacles from app.member_obstacles(app.org_id(), ?)")
                .param(user)
                .query((row, _) -> (String[]) row.getArray(1).getArray())
                .optional()
                .map(names -> List.of(names).stream().map(Reason::valueOf).toList())
                .orElseThrow(ProblemException::notFound);
    }

    private static Explanation explain(String permission, Map<String, List<Grant>> grants, List<Reason> obstacles) {
        var theirs = grants.getOrDefault(permission, List.of());
        var active = theirs.stream().filter(Grant::isActive).map(Grant::role).toList();
        return Explanation.of(permission, active, !theirs.isEmpty(), obstacles);
    }

    private static Grant grant(ResultSet row, int number) throws SQLException {
        return new Grant(row.getString("permission"),
                new GrantingRole(row.getLong("id"), row.getString("name"), row.getString("slug")),
                row.getBoolean("is_active"));
    }
}
