package dev.tenantry.tenancy.role;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.tenancy.value.Slugs;

/** What the roles of the current organization grant, and to whom. */
@Component
class RoleStore {

    private final JdbcClient jdbc;

    RoleStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By role, in the order of their names. */
    Map<Long, List<String>> permissions(Collection<Long> roles) {
        var permissions = new HashMap<Long, List<String>>();
        if (!roles.isEmpty()) {
            jdbc.sql("""
                    select rp.role_id, p.name from role_permissions rp join permissions p on p.id = rp.permission_id
                    where rp.organization_id = app.org_id() and rp.role_id in (:roles) order by p.name""")
                    .param("roles", roles)
                    .query(row -> {
                        permissions.computeIfAbsent(row.getLong(1), _ -> new ArrayList<>()).add(row.getString(2));
                    });
        }
        return permissions;
    }

    List<String> permissions(Long role) {
        return List.copyOf(permissions(List.of(role)).getOrDefault(role, List.of()));
    }

    /** @throws ProblemException 422 for the first name that no permission has */
    void checkNames(List<String> names) {
        var known = new TreeSet<>(jdbc.sql("select name from permissions").query(String.class).list());
        var errors = new ArrayList<FieldError>();
        for (var index = 0; index < names.size(); index++) {
            if (!known.contains(names.get(index))) {
                errors.add(new FieldError("permissions[" + index + "]", "unknown", "there is no such permission"));
            }
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }

    void grant(Long role, Collection<String> names) {
        if (!names.isEmpty()) {
            jdbc.sql("""
                    insert into role_permissions (organization_id, role_id, permission_id)
                    select app.org_id(), :role, p.id from permissions p where p.name in (:names)
                    on conflict on constraint idx_role_permissions_unique do nothing""")
                    .param("role", role)
                    .param("names", names)
                    .update();
        }
    }

    void withdraw(Long role, Collection<String> names) {
        if (!names.isEmpty()) {
            jdbc.sql(
                    """
                    delete from role_permissions rp using permissions p
                    where rp.organization_id = app.org_id() and rp.role_id = :role and p.id = rp.permission_id and p.name in (:names)""")
                    .param("role", role)
                    .param("names", names)
                    .update();
        }
    }

    /** The slug, with a number where a role has it. */
    String unused(String slug) {
        var taken = Set.copyOf(
                jdbc.sql("select slug from roles where organization_id = app.org_id() and starts_with(slug, ?)")
                        .param(Slugs.stem(slug))
                        .query(String.class)
                        .list());
        return Slugs.unused(slug, taken::contains);
    }

    /** Whether somebody has the role, in the organization or in a team, or has been promised it. */
    boolean isInUse(Long role) {
        return jdbc.sql("""
                select exists (select from user_roles where organization_id = app.org_id() and role_id = :role)
                    or exists (select from team_members where organization_id = app.org_id() and role_id = :role)
                    or exists (select from invitations where organization_id = app.org_id() and role_id = :role
                                   and status = 'pending' and expires_at > now())""")
                .param("role", role)
                .query(Boolean.class)
                .single();
    }
}
