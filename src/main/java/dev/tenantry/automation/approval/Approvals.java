package dev.tenantry.automation.approval;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.step.Addressees;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.Ids;

/** What runs ask people, in the transactions of those runs. */
@Component
class Approvals {

    /** Who can be asked at once. */
    static final int MOST = Addressees.MOST;

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
    private static final String ESCALATE = """
            update workflow_approvals set is_escalated = true, expires_at = now() + ? * interval '1 millisecond'
            where organization_id = app.org_id() and id = ?""";
    /** Of those who are members still. */
    private static final String ANSWERS = """
            select a.user_id, a.is_approved, a.comment, a.answered_at, a.is_told from workflow_approval_assignees a
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
    private final ApprovalMails mails;
    private final ApprovalAllowance allowance;
    private final CollectedQuestions questions;

    Approvals(JdbcClient jdbc, ApprovalMails mails, ApprovalAllowance allowance, CollectedQuestions questions) {
        this.allowance = allowance;
        this.questions = questions;
        this.jdbc = jdbc;
        this.mails = mails;
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

    /** @param isApproved null where they have not answered @param isTold whether they have been told that they are asked */
    record Answer(
            UUID member,
            @Nullable Boolean isApproved,
            @Nullable String comment,
            @Nullable Instant at,
            boolean isTold) {}

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
        ask(id, members);
        mails.ask(id, message, told(id, members));
    }

    /** Others are asked as well. */
    void escalate(Asked asked, List<UUID> members, Duration timeout) {
        jdbc.sql(ESCALATE).params(timeout.toMillis(), asked.id).update();
        ask(asked.id, members);
        mails.escalate(asked.id, asked.message, told(asked.id, members));
    }

    /** Those who are told now; the others are with what else they are asked. */
    private List<UUID> told(UUID id, List<UUID> members) {
        var now = allowance.take(members);
        questions.leave(id, members.stream().filter(member -> !now.contains(member)).toList());
        return now;
    }

    /** Whoever has not been told is, where they may be by now. */
    void remind(UUID id) {
        questions.tell(id);
    }

    private void ask(UUID id, List<UUID> members) {
        jdbc.sql(ASK).params(id, members.toArray(UUID[]::new)).update();
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
                        row.getTimestamp("answered_at") == null ? null : Rows.instant(row, "answered_at"),
                        row.getBoolean("is_told")))
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
