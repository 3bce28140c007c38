package dev.tenantry.automation.workflow;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.notification.Message;
import dev.tenantry.notification.Notifications;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.access.PermittedMembers;
import dev.tenantry.tenancy.MemberMentions;

/** Workflows that somebody published who is no member any more, and that are stopped by that, and those that go on naming this person, in a trigger or a step. */
@Component
class WorkflowMentions implements MemberMentions {

    private static final String TYPE = "workflow";
    private static final String TO_SEE = "workflows:read";
    private static final String TO_MEND = "workflows:update";
    private static final int MOST_IN_A_MAIL = 20;

    /** What this very transaction has stopped; and what is active. */
    private static final String LEFT = """
            select w.id, w.name, not w.is_active as is_stopped from workflow_definitions w
            where w.organization_id = app.org_id() and (
                not w.is_active and w.published_by = ? and w.deleted_at is null and w.xmin = pg_current_xact_id_if_assigned()::xid
                or w.is_active and w.id = any (array(select app.workflows_naming(app.org_id(), array[?]))))
            order by w.name, w.id limit ?""";
    private static final String ORGANIZATION = "select name from organizations where id = app.org_id()";

    private final JdbcClient jdbc;
    private final Notifications notifications;
    private final PermittedMembers permitted;

    WorkflowMentions(JdbcClient jdbc, Notifications notifications, PermittedMembers permitted) {
        this.jdbc = jdbc;
        this.notifications = notifications;
        this.permitted = permitted;
    }

    @Override
    public List<Mention> left(UUID member, String called, int most) {
        var naming = jdbc.sql(LEFT)
                .params(member, member.toString(), most)
                .query((row, _) -> new Mention(TYPE, row.getString("id"), row.getString("name"),
                        row.getBoolean("is_stopped")))
                .list();
        if (!naming.isEmpty()) {
            tell(called, naming);
        }
        return Caller.current().may(TO_SEE) ? naming : List.of();
    }

    private void tell(String called, List<Mention> naming) {
        var names = naming.stream()
                .limit(MOST_IN_A_MAIL)
                .map(one -> one.stopped() ? one.name() + " (stopped)" : one.name())
                .collect(Collectors.joining("\n"));
        var values = Map.of("member", called, "organization", jdbc.sql(ORGANIZATION).query(String.class).single(),
                "workflows", naming.size() > MOST_IN_A_MAIL ? names + "\n…" : names);
        permitted.emails(TO_MEND)
                .forEach(email -> notifications.queue(Message.email(email, "member-still-named", values)));
    }
}
