package dev.tenantry.automation.approval;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.step.Addressees;
import dev.tenantry.notification.Message;
import dev.tenantry.notification.Notifications;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.tenancy.Localizations;

/** What runs ask people, in the transactions of those runs. */
@Component
@EnableConfigurationProperties(ApprovalSettings.class)
class Approvals {

    /** Who can be asked at once. */
    static final int MOST = Addressees.MOST;
    /** Of those that a person's input names. */
    private static final int MOST_RECORDS = 5;

    private static final String OPEN = """
            insert into workflow_approvals (organization_id, id, execution_log_id, step_index, message, policy, expires_at)
            values (app.org_id(), ?, ?, ?, ?, ?, now() + ? * interval '1 millisecond')""";
    private static final String WITHDRAW = """
            delete from workflow_approvals where organization_id = app.org_id() and execution_log_id = ? and outcome is null""";
    private static final String DECIDE = """
            update workflow_approvals set outcome = ?, is_timed_out = ?, decided_at = clock_timestamp()
            where organization_id = app.org_id() and id = ? and outcome is null""";
    /** The run is locked, so that nobody answers what is being decided. */
    private static final String FIND = """
            select id, message, policy, is_escalated, expires_at, outcome, extract(epoch from expires_at - clock_timestamp()) * 1000 as pause
            from workflow_approvals where organization_id = app.org_id() and execution_log_id = ? and step_index = ? order by created_at desc, id desc limit 1""";
    private static final String MEMBERS = """
            select m.user_id from organization_members m
            where m.organization_id = app.org_id() and (m.role = ? or m.user_id = any (?)) order by m.user_id limit ?""";
    private static final String ASK = """
            insert into workflow_approval_assignees (organization_id, id, approval_id, user_id) select app.org_id(), gen_random_uuid(), ?, u.id from unnest(?::uuid[]) as u (id)
            on conflict on constraint workflow_approval_assignees_user_key do nothing""";
    private static final String TELL = """
            select m.user_id, m.email from app.members(app.org_id()) m where m.user_id = any (?) and m.email is not null order by m.email""";
    /** What is told of a question besides its message: of a part of a run, what the whole of it is about. */
    private static final String ABOUT = """
            select w.name as workflow, o.name as organization, p.expires_at,
                case when b.about is null then b.subjects[1:?] else array[b.about] end as records from workflow_approvals p
            join workflow_execution_logs l on l.organization_id = app.org_id() and l.id = p.execution_log_id
            join workflow_execution_logs b on b.organization_id = app.org_id() and b.id = coalesce(l.ancestors[1], l.id)
            join workflow_definitions w on w.organization_id = app.org_id() and w.id = l.workflow_id
            join organizations o on o.id = app.org_id()
            where p.organization_id = app.org_id() and p.id = ?""";
    private static final String LINK = """
            insert into workflow_approval_links (organization_id, id, execution_log_id, approval_id, user_id, token_hash)
            select app.org_id(), ?, p.execution_log_id, p.id, ?, ? from workflow_approvals p where p.organization_id = app.org_id() and p.id = ?""";
    private static final String ESCALATE = """
            update workflow_approvals set is_escalated = true, expires_at = now() + ? * interval '1 millisecond'
            where organization_id = app.org_id() and id = ?""";
    /** Of those who are members still. */
    private static final String ANSWERS = """
            select a.user_id, a.is_approved, a.comment, a.answered_at from workflow_approval_assignees a
            join organization_members m on m.organization_id = app.org_id() and m.user_id = a.user_id
            where a.organization_id = app.org_id() and a.approval_id = ? order by a.answered_at, a.user_id""";

    private static final String ANSWER = """
            update workflow_approval_assignees set is_approved = ?, comment = ?, answered_at = now()
            where organization_id = app.org_id() and approval_id = ? and user_id = auth.uid() and is_approved is null""";
    private static final String ASKED = """
            select p.execution_log_id, p.policy from workflow_approvals p
            where p.organization_id = app.org_id() and p.id = ? and exists (select from workflow_approval_assignees a
                where a.organization_id = app.org_id() and a.approval_id = p.id and a.user_id = auth.uid())""";
    /** Behind this lock nobody else answers, the run does not decide, and nobody cancels it. */
    private static final String HOLD = """
            select id from workflow_run_queue where organization_id = app.org_id() and id = ? for no key update""";
    private static final String IS_OPEN = """
            select count(*) = 1 from workflow_approvals where organization_id = app.org_id() and id = ? and outcome is null""";

    private final JdbcClient jdbc;
    private final Notifications notifications;
    private final ApprovalSettings settings;
    private final Localizations localizations;
    private final AskedRecords records;

    Approvals(JdbcClient jdbc, Notifications notifications, ApprovalSettings settings, Localizations localizations,
            AskedRecords records) {
        this.records = records;
        this.localizations = localizations;
        this.settings = settings;
        this.jdbc = jdbc;
        this.notifications = notifications;
    }

    /** @param outcome null where it is not decided @param expiresAt when the time is over @param pause until then */
    record Asked(
            UUID id,
            String message,
            String policy,
            boolean isEscalated,
            Instant expiresAt,
            @Nullable Verdict outcome,
            Duration pause) {}

    /** @param isApproved null where they have not answered */
    record Answer(UUID member, @Nullable Boolean isApproved, @Nullable String comment, @Nullable Instant at) {}

    /** The members who are named, or have the role; one more than can be asked, where there are too many. */
    List<UUID> members(JsonNode who) {
        return jdbc.sql(MEMBERS)
                .params(who.path("role").asString(""),
                        who.path("members")
                                .valueStream()
                                .map(member -> UUID.fromString(member.asString()))
                                .toArray(UUID[]::new),
                        MOST + 1)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    /** Asks them, whatever the run asked before. */
    void open(long run, int step, String message, String policy, List<UUID> members, Duration timeout) {
        jdbc.sql(WITHDRAW).param(run).update();
        var id = Ids.next();
        jdbc.sql(OPEN).params(id, run, step, message, policy, timeout.toMillis()).update();
        ask(id, message, members);
    }

    /** Others are asked as well. */
    void escalate(Asked asked, List<UUID> members, Duration timeout) {
        jdbc.sql(ESCALATE).params(timeout.toMillis(), asked.id).update();
        ask(asked.id, asked.message, members);
    }

    private void ask(UUID id, String message, List<UUID> members) {
        var ids = members.toArray(UUID[]::new);
        jdbc.sql(ASK).params(id, ids).update();
        var question = question(id);
        jdbc.sql(TELL)
                .param(ids)
                .query((row, _) -> Map.entry(row.getObject(1, UUID.class), row.getString(2)))
                .list()
                .forEach(told -> {
                    var about = about(question, told.getKey());
                    notifications.queue(Message.email(told.getValue(), "approval-requested",
                            Map.of("message", message, "id", id.toString(), "link", link(id, told.getKey()), "workflow",
                                    about.workflow, "organization", about.organization, "until", about.until, "about",
                                    about.records)));
                });
    }

    /**
     * @param until   when the time is over, as the organization writes it
     * @param records in words, as the member may know them
     */
    record About(String workflow, String organization, String until, String records) {}

    private record Question(String workflow, String organization, String until, List<String> records) {}

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
                .query((row, _) -> new Question(row.getString("workflow"), row.getString("organization"),
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

    /** What the run's step has asked last. */
    Optional<Asked> of(long run, int step) {
        return jdbc.sql(FIND)
                .params(run, step)
                .query((row, _) -> new Asked(row.getObject("id", UUID.class), row.getString("message"),
                        row.getString("policy"),
                        row.getBoolean("is_escalated"), Rows.instant(row, "expires_at"),
                        Verdict.ofNullable(row.getString("outcome")),
                        Duration.ofMillis(row.getLong("pause"))))
                .optional();
    }

    List<Answer> answers(UUID id) {
        return jdbc.sql(ANSWERS)
                .param(id)
                .query((row, _) -> new Answer(row.getObject("user_id", UUID.class),
                        row.getObject("is_approved", Boolean.class),
                        row.getString("comment"),
                        row.getTimestamp("answered_at") == null ? null : Rows.instant(row, "answered_at")))
                .list();
    }

    private record Open(long run, String policy) {}

    /** @param isTimedOut whether nobody has in time */
    void decide(UUID id, Verdict verdict, boolean isTimedOut) {
        jdbc.sql(DECIDE).params(verdict.toString(), isTimedOut, id).update();
    }

    /**
     * In the transaction of whoever answers.
     *
     * @return the run that waits for it
     * @throws ProblemException 404 where the caller was not asked, 409 where it has been answered or decided, or is asked no more
     */
    long answer(UUID id, boolean isApproved, @Nullable String comment) {
        var open = jdbc.sql(ASKED)
                .param(id)
                .query((row, _) -> new Open(row.getLong(1), row.getString(2)))
                .optional()
                .orElseThrow(ProblemException::notFound);
        if (jdbc.sql(HOLD).param(open.run).query(Long.class).optional().isEmpty()) {
            throw ProblemException.conflict("the run asks this no more");
        }
        if (!jdbc.sql(IS_OPEN).param(id).query(Boolean.class).single()
                || jdbc.sql(ANSWER).param(isApproved).param(comment).param(id).update() == 0) {
            throw ProblemException.conflict("this has been answered already");
        }
        var verdict = Verdict.of(open.policy, answers(id));
        if (verdict != null) {
            decide(id, verdict, false);
        }
        return open.run;
    }
}
