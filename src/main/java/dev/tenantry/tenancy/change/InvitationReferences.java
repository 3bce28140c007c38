package dev.tenantry.tenancy.change;

import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;

/** What invitations are into besides the organization. They outlive it, as a record of who was invited. */
@Component
public class InvitationReferences {

    private final JdbcClient jdbc;
    private final AuditTrail trail;

    InvitationReferences(JdbcClient jdbc, AuditTrail trail) {
        this.jdbc = jdbc;
        this.trail = trail;
    }

    /** Nobody is invited into the team any more. */
    public void releaseTeam(Long team) {
        released("teamId", team, jdbc.sql("""
                update invitations set team_id = null, version = version + 1
                where organization_id = app.org_id() and team_id = ? returning id""")
                .param(team)
                .query((row, _) -> row.getLong(1))
                .list());
    }

    /** Nobody is invited into the role any more. */
    public void releaseRole(Long role) {
        released("roleId", role, jdbc.sql("""
                update invitations set role_id = null, version = version + 1
                where organization_id = app.org_id() and role_id = ? returning id""")
                .param(role)
                .query((row, _) -> row.getLong(1))
                .list());
    }

    private void released(String property, Long from, List<Long> invitations) {
        invitations.forEach(invitation -> trail.record(new AuditEntry("invitation.updated",
                AuditEntry.Category.AUTHORIZATION, "invitation", invitation.toString(),
                Map.of(property, from), Collections.singletonMap(property, null))));
    }
}
