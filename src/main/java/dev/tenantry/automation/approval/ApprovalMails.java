package dev.tenantry.automation.approval;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.notification.Message;
import dev.tenantry.notification.Notifications;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.tenancy.Authority;
import dev.tenantry.tenancy.Localizations;

/** By what people are told that they are asked, in the transactions of the runs that ask. */
@Component
@EnableConfigurationProperties(ApprovalSettings.class)
class ApprovalMails {

    /** Of those that a person's input names. */
    private static final int MOST_RECORDS = 5;

    private static final String TELL = """
            select m.user_id, m.email from app.members(app.org_id()) m where m.user_id = any (?) and m.email is not null order by m.email""";
    /** What is told of a question besides its message: of a part of a run, what the whole of it is about. */
    private static final String ABOUT = """
            select w.name as workflow, coalesce((v.workflow_json #> l.block) -> p.step_index ->> 'name',
                    (v.workflow_json #> l.block) -> p.step_index ->> 'id') as step, o.name as organization, p.created_at, p.expires_at,
                case when b.about is null then b.subjects[1:?] else array[b.about] end as records from workflow_approvals p
            join workflow_execution_logs l on l.organization_id = app.org_id() and l.id = p.execution_log_id
            join workflow_execution_logs b on b.organization_id = app.org_id() and b.id = coalesce(l.ancestors[1], l.id)
            join workflow_definitions w on w.organization_id = app.org_id() and w.id = l.workflow_id
            join workflow_versions v on v.organization_id = app.org_id() and v.workflow_id = l.workflow_id and v.version_number = l.version_number
            join organizations o on o.id = app.org_id()
            where p.organization_id = app.org_id() and p.id = ?""";
    private static final String LINK = """
            insert into workflow_approval_links (organization_id, id, execution_log_id, approval_id, user_id, token_hash)
            select app.org_id(), ?, p.execution_log_id, p.id, ?, ? from workflow_approvals p where p.organization_id = app.org_id() and p.id = ?""";
    /** Whoever was asked when it was, and not since. */
    private static final String ASKED_FIRST = """
            select coalesce(m.name, m.email, '') as name from workflow_approvals p
            join workflow_approval_assignees a on a.organization_id = app.org_id() and a.approval_id = p.id and a.created_at = p.created_at
            join app.members(app.org_id()) m on m.user_id = a.user_id
            where p.organization_id = app.org_id() and p.id = ? order by 1""";
    private static final String TO_READ_MEMBERS = "members:read";

    private final JdbcClient jdbc;
    private final Notifications notifications;
    private final ApprovalSettings settings;
    private final Localizations localizations;
    private final AskedRecords records;
    private final Authority authority;

    ApprovalMails(JdbcClient jdbc, Notifications notifications, ApprovalSettings settings, Localizations localizations,
            AskedRecords records, Authority authority) {
        this.authority = authority;
        this.jdbc = jdbc;
        this.notifications = notifications;
        this.settings = settings;
        this.localizations = localizations;
        this.records = records;
    }

    void ask(UUID id, String message, List<UUID> members) {
        var question = question(id);
        tell(members, (member, email) -> notifications
                .queue(Message.email(email, "approval-requested", values(id, message, question, member))));
    }

    /** As nobody has answered who was asked first, which this tells. */
    void escalate(UUID id, String message, List<UUID> members) {
        var question = question(id);
        var first = jdbc.sql(ASKED_FIRST).param(id).query(String.class).list();
        tell(members, (member, email) -> {
            var values = values(id, message, question, member);
            values.put("since", question.since);
            values.put("asked", authority.of(member).contains(TO_READ_MEMBERS) && !first.isEmpty()
                    ? String.join(", ", first)
                    : "members: " + first.size());
            notifications.queue(Message.email(email, "approval-escalated", values));
        });
    }

    /** One of several, in a mail to the member: what is asked, by which workflow and until when, and where to answer. */
    String line(UUID id, String message, UUID member) {
        var about = about(id, member);
        return message + "\n" + about.workflow + ", about " + about.records + ", until " + about.until + "\n"
                + link(id, member);
    }

    private void tell(List<UUID> members, BiConsumer<UUID, String> each) {
        jdbc.sql(TELL)
                .param(members.toArray(UUID[]::new))
                .query((row, _) -> Map.entry(row.getObject(1, UUID.class), row.getString(2)))
                .list()
                .forEach(told -> each.accept(told.getKey(), told.getValue()));
    }

    private Map<String, String> values(UUID id, String message, Question question, UUID member) {
        var about = about(question, member);
        return new HashMap<>(Map.of("message", message, "id", id.toString(), "link", link(id, member), "workflow",
                about.workflow, "organization", about.organization, "step", question.step, "until", about.until,
                "about", about.records));
    }

    /**
     * @param until   when the time is over, as the organization writes it
     * @param records in words, as the member may know them
     */
    record About(String workflow, String organization, String until, String records) {}

    private record Question(
            String workflow,
            String step,
            String organization,
            String since,
            String until,
            List<String> records) {}

    About about(UUID id, UUID member) {
        return about(question(id), member);
    }

    private About about(Question question, UUID member) {
        return new About(question.workflow, question.organization, question.until,
                records.told(question.records, member));
    }

    private Question question(UUID id) {
        var moments = localizations.ofOrganization().moments();
        return jdbc.sql(ABOUT)
                .params(MOST_RECORDS, id)
                .query((row, _) -> new Question(row.getString("workflow"), row.getString("step"),
                        row.getString("organization"),
                        moments.format(Rows.instant(row, "created_at")),
                        moments.format(Rows.instant(row, "expires_at")),
                        List.of((String[]) row.getArray("records").getArray())))
                .single();
    }

    /** By which the member answers, once; only its hash is kept. */
    private String link(UUID approval, UUID member) {
        var token = ApprovalToken.next(TenantContext.current().organizationId(), Ids.next());
        jdbc.sql(LINK).params(token.linkId(), member, token.fingerprint(), approval).update();
        return settings.url() + "?token=" + token.text().value();
    }
}
