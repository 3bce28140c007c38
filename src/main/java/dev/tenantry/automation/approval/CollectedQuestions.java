package dev.tenantry.automation.approval;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.notification.Message;
import dev.tenantry.notification.Notifications;
import dev.tenantry.shared.text.Texts;

/**
 * What people are asked who have been sent as many mails of that as they may: told in one, as soon as they may be sent one again. Each run that
 * waits for somebody who has not been told looks for that.
 */
@Component
class CollectedQuestions {

    private static final int MOST_IN_A_MAIL = 50;
    private static final int LONGEST = 500;

    private static final String LEAVE = """
            update workflow_approval_assignees set is_told = false
            where organization_id = app.org_id() and approval_id = ? and user_id = any (?) and answered_at is null""";
    private static final String UNTOLD = """
            select a.user_id, m.email, o.name as organization from workflow_approval_assignees a
            join app.members(app.org_id()) m on m.user_id = a.user_id and m.email is not null
            join organizations o on o.id = app.org_id()
            where a.organization_id = app.org_id() and a.approval_id = ? and not a.is_told and a.is_approved is null order by a.user_id""";
    /** Of what is being told by somebody else just now nothing is told twice. */
    private static final String TAKE = """
            with taken as materialized (
                select a.id from workflow_approval_assignees a
                join workflow_approvals p on p.organization_id = app.org_id() and p.id = a.approval_id and p.outcome is null and p.expires_at > now()
                where a.organization_id = app.org_id() and a.user_id = ? and not a.is_told and a.is_approved is null
                order by p.created_at, p.id limit ? for no key update of a skip locked)
            update workflow_approval_assignees a set is_told = true from taken t
            join workflow_approval_assignees b on b.organization_id = app.org_id() and b.id = t.id
            join workflow_approvals p on p.organization_id = app.org_id() and p.id = b.approval_id
            where a.organization_id = app.org_id() and a.id = t.id returning a.id as asked, p.id, p.message, p.created_at""";
    private static final String LEAVE_AGAIN = """
            update workflow_approval_assignees set is_told = false where organization_id = app.org_id() and id = any (?)""";

    private final JdbcClient jdbc;
    private final Notifications notifications;
    private final ApprovalMails mails;
    private final ApprovalAllowance allowance;

    CollectedQuestions(JdbcClient jdbc, Notifications notifications, ApprovalMails mails,
            ApprovalAllowance allowance) {
        this.jdbc = jdbc;
        this.notifications = notifications;
        this.mails = mails;
        this.allowance = allowance;
    }

    private record Untold(UUID member, String email, String organization) {}

    /** @param asked the row that says that the member is asked it */
    private record Question(UUID asked, UUID id, String message) {}

    /** They are told later what this asks. */
    void leave(UUID approval, List<UUID> members) {
        if (!members.isEmpty()) {
            jdbc.sql(LEAVE).params(approval, members.toArray(UUID[]::new)).update();
        }
    }

    /** Tells whoever has not been told what this asks, where they may be by now, with whatever else they have not been. */
    void tell(UUID approval) {
        jdbc.sql(UNTOLD)
                .param(approval)
                .query((row, _) -> new Untold(row.getObject("user_id", UUID.class), row.getString("email"),
                        row.getString("organization")))
                .list()
                .stream()
                .forEach(this::tell);
    }

    private void tell(Untold untold) {
        var questions = jdbc.sql(TAKE)
                .params(untold.member, MOST_IN_A_MAIL)
                .query((row, _) -> new Question(row.getObject("asked", UUID.class), row.getObject("id", UUID.class),
                        row.getString("message")))
                .list();
        if (questions.isEmpty() || !isAllowed(untold, questions)) {
            return;
        }
        var told = questions.stream()
                .map(question -> mails.line(question.id, Texts.shown(question.message, LONGEST), untold.member))
                .collect(Collectors.joining("\n\n"));
        notifications.queue(Message.email(untold.email, "approvals-collected", Map.of("count",
                Integer.toString(questions.size()), "organization", untold.organization, "questions", told)));
    }

    /** What there is no mail for now is left for later. */
    private boolean isAllowed(Untold untold, List<Question> questions) {
        if (allowance.take(untold.member)) {
            return true;
        }
        jdbc.sql(LEAVE_AGAIN).param(questions.stream().map(Question::asked).toArray(UUID[]::new)).update();
        return false;
    }
}
