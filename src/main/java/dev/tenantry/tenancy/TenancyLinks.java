package dev.tenantry.tenancy;

import java.util.List;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.record.Link;
import dev.tenantry.shared.record.LinkDeclaration;

import static dev.tenantry.shared.record.LinkRule.DELETE_UNHELD;
import static dev.tenantry.shared.record.LinkRule.INHERIT;
import static dev.tenantry.shared.record.LinkRule.KEEP;
import static dev.tenantry.shared.record.LinkRule.PART;
import static dev.tenantry.shared.record.LinkRule.REFUSE;
import static dev.tenantry.shared.record.LinkRule.UNLINK;

/** What belongs to members, teams and roles, and what becomes of it. */
@Component
class TenancyLinks implements LinkDeclaration {

    private static final String MEMBERS = "organization_members";

    @Override
    public List<Link> links() {
        return List.of(new Link("user_profiles", "user_id", MEMBERS, PART),
                new Link("user_roles", "user_id", MEMBERS, PART), new Link("user_roles", "role_id", "roles", REFUSE),
                new Link("role_permissions", "role_id", "roles", PART),
                new Link("teams", "owner_id", MEMBERS, INHERIT),
                new Link("team_members", "team_id", "teams", DELETE_UNHELD),
                new Link("team_members", "user_id", MEMBERS, PART),
                new Link("team_member_history", "team_id", "teams", PART),
                new Link("team_members", "role_id", "roles", REFUSE),
                new Link("invitations", "team_id", "teams", UNLINK),
                new Link("invitations", "role_id", "roles", UNLINK),
                new Link("invitations", "invited_by_id", MEMBERS, KEEP),
                new Link("api_keys", "user_id", MEMBERS, PART));
    }
}
