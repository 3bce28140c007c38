package dev.tenantry.tenancy.invitation;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.tenancy.Authority;

/** Whether somebody may be invited, and the caller may invite into this. All of it joins the caller's transaction. */
@Component
class InvitationChecks {

    private final JdbcClient jdbc;
    private final Authority authority;

    InvitationChecks(JdbcClient jdbc, Authority authority) {
        this.jdbc = jdbc;
        this.authority = authority;
    }

    void lock() {
        authority.lock();
    }

    /** @throws ProblemException 403 where it is above the caller, 409 where the person is a member, 422 where there is no such thing */
    void check(String email, InvitationRequest request) {
        var role = request.membershipRole();
        if (!has(
                """
                select exists (select from roles where organization_id = app.org_id() and slug = ? and is_system and is_active)""",
                role.toString())) {
            throw ProblemException.invalid("role", "unknown", "this organization has no such role");
        }
        authority.requireGiving(role.toString());
        if (request.roleId() != null) {
            checkRole(request.roleId());
        }
        if (request.teamId() != null
                && !has("""
                select exists (select from teams where organization_id = app.org_id() and id = ? and deleted_at is null)""",
                        request.teamId())) {
            throw ProblemException.invalid("teamId", "unknown-reference", "there is no such resource");
        }
        if (request.teamId() != null) {
            authority.requireHolding(List.of("teams:update"));
        }
        if (has("select exists (select from app.members(app.org_id()) where email = ?)", email)) {
            throw ProblemException.conflict("somebody with this address is a member already");
        }
    }

    private void checkRole(Long roleId) {
        if (!has("""
                select exists (select from roles where organization_id = app.org_id() and id = ? and not is_system)""",
                roleId)) {
            throw ProblemException.invalid("roleId", "unknown-reference",
                    "the organization has no such role of its own");
        }
        authority.requireHolding(roleId);
    }

    private boolean has(String query, Object value) {
        return jdbc.sql(query).param(value).query(Boolean.class).single();
    }
}
