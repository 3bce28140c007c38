package dev.tenantry.tenancy.role;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.problem.ProblemException;

/**
 * What the caller may give to others, as the rows say at this moment, which may be less than at the beginning of the
 * request: nobody gives what they do not have. All of it joins the caller's transaction.
 */
@Component
public class Authority {

    private static final String HELD = """
            select p.name from user_roles ur
            join roles r on r.organization_id = ur.organization_id and r.id = ur.role_id and r.is_active
            join role_permissions rp on rp.organization_id = r.organization_id and rp.role_id = r.id
            join permissions p on p.id = rp.permission_id
            where ur.organization_id = app.org_id() and ur.user_id = auth.uid()""";

    private final JdbcClient jdbc;

    Authority(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** From here on to the end of the transaction who may do what in this organization is nobody else's to change. */
    public void lock() {
        jdbc.sql("select true from organizations where id = app.org_id() for no key update")
                .query(Boolean.class)
                .single();
    }

    /** The role of the caller's membership. @throws ProblemException 404 where it has ended meanwhile */
    public BuiltInRole role() {
        return jdbc.sql(
                "select role from organization_members where organization_id = app.org_id() and user_id = auth.uid()")
                .query(String.class)
                .optional()
                .map(BuiltInRole::of)
                .orElseThrow(ProblemException::notFound);
    }

    /** @throws ProblemException 403 that names the first of them which the caller does not hold */
    public void requireHolding(Collection<String> permissions) {
        var missing = new TreeSet<>(permissions);
        missing.removeAll(Set.copyOf(jdbc.sql(HELD).query(String.class).list()));
        if (!missing.isEmpty()) {
            throw ProblemException.forbidden(missing.first());
        }
    }

    /** @throws ProblemException 403 where a role is above the caller's own */
    public void requireRank(BuiltInRole... roles) {
        var own = role();
        for (var role : roles) {
            if (!own.mayGrant(role)) {
                throw ProblemException.forbidden("to give or take a role above the own one");
            }
        }
    }
}
