package dev.tenantry.automation.run.part;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.admission.Admissions;
import dev.tenantry.automation.admission.Candidate;
import dev.tenantry.automation.admission.Candidate.Progress;
import dev.tenantry.automation.admission.Decision;
import dev.tenantry.automation.admission.Decision.Starts;
import dev.tenantry.automation.definition.Enrolment;
import dev.tenantry.automation.definition.Enrolment.OnLimit;
import dev.tenantry.automation.definition.Scope;
import dev.tenantry.automation.definition.Trigger;
import dev.tenantry.automation.run.RunStatus;
import dev.tenantry.automation.run.SubjectGone;
import dev.tenantry.shared.problem.ProblemException;

/**
 * Whether the enrolment of another workflow lets in the run that a step asks for, in that step's transaction, which has the workflow locked: as
 * of whoever else asks for one, but that nobody waits for what waits for them.
 */
@Component
class SubRunAdmission {

    /** Those that may have to end, with their parts, none of which anybody is working on: nobody waits for them here. */
    private static final String HOLD = """
            with recursive tree (id) as (
                (select q.id from workflow_run_queue q where q.organization_id = app.org_id() and q.slot_key = ?
                 union all select b.id from workflow_backlog b where b.organization_id = app.org_id() and b.workflow_id = ? and b.slot_key = ?)
                union all
                select l.id from tree t join workflow_execution_logs l on l.organization_id = app.org_id() and l.parent_run_id = t.id
                    and l.is_awaited and l.execution_end is null),
            queued as (
                select q.id from workflow_run_queue q where q.organization_id = app.org_id() and q.id in (select id from tree) order by q.id
                for update of q skip locked),
            waiting as (
                select b.id from workflow_backlog b where b.organization_id = app.org_id() and b.id in (select id from tree) order by b.id
                for update of b skip locked)
            select (select count(*) from queued) + (select count(*) from waiting)
                = (select count(*) from workflow_run_queue q where q.organization_id = app.org_id() and q.id in (select id from tree))
                + (select count(*) from workflow_backlog b where b.organization_id = app.org_id() and b.id in (select id from tree))""";
    /** The step's run and those that wait for it: which of them has just been ended, or has a place that runs of this workflow may have to wait for. */
    private static final String ABOVE = """
            with recursive above (id, parent, is_awaited, workflow_id, slot_key, status) as (
                select l.id, l.parent_run_id, l.is_awaited, l.workflow_id, l.slot_key, l.status from workflow_execution_logs l
                where l.organization_id = app.org_id() and l.id = ?
                union all
                select p.id, p.parent_run_id, p.is_awaited, p.workflow_id, p.slot_key, p.status
                from above a join workflow_execution_logs p on p.organization_id = app.org_id() and p.id = a.parent where a.is_awaited),
            called (id) as (
                select ?::uuid
                union
                select o.id from called c
                join workflow_definitions w on w.organization_id = app.org_id() and w.id = c.id and w.is_active
                cross join lateral jsonb_path_query(w.steps, '$.** ? (@.type == "sub_workflow" && !(@.config.wait == false)).config.workflowId') as s (other)
                join workflow_definitions o on o.organization_id = app.org_id()
                    and o.id = case when s.other #>> '{}' ~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$' then (s.other #>> '{}')::uuid end)
            select a.id, a.status = ? as has_ended from above a
            where a.status = ? or ? and a.slot_key is not null and a.workflow_id in (select c.id from called c)
            order by a.status = ? desc, a.id limit 1""";

    private final JdbcClient jdbc;
    private final Admissions admission;

    SubRunAdmission(JdbcClient jdbc, Admissions admission) {
        this.jdbc = jdbc;
        this.admission = admission;
    }

    /** @param id of the workflow that is locked */
    record Other(UUID id, int version, Enrolment enrolment) {}

    private record Above(long id, boolean hasEnded) {}

    /**
     * @param run       whose step asks
     * @param input     what the new run's steps find under {@code trigger}
     * @param isAwaited whether the step waits for it
     * @param progress  what of it has been decided before
     * @throws ProblemException 409 where it would wait for a run that waits for it, or that one would have to end
     * @throws SubjectGone      where somebody is working on what may have to end for it
     */
    Decision decide(long run, Other other, JsonNode input, boolean isAwaited, Progress progress) {
        if (other.enrolment.isOpen()) {
            return Starts.AT_ONCE;
        }
        var candidate = new Candidate(other.id, other.version, Trigger.ofType(Trigger.Type.MANUAL), other.enrolment,
                new Scope(Map.of("trigger", () -> input)), null, progress);
        var rule = other.enrolment.concurrency();
        if (rule != null && (rule.onLimit() == OnLimit.CANCEL_RUNNING || rule.onLimit() == OnLimit.KEEP_NEWEST)) {
            hold(other.id, admission.slotKey(candidate));
        }
        var decision = admission.decide(List.of(candidate)).getFirst();
        if (rule != null && decision instanceof Starts starts) {
            demandFree(run, other.id, starts.isWaiting() && isAwaited, rule);
        }
        return decision;
    }

    private void hold(UUID workflow, String slotKey) {
        if (!jdbc.sql(HOLD).params(slotKey, workflow, slotKey).query(Boolean.class).single()) {
            throw new SubjectGone();
        }
    }

    /** However the workflows call one another, as they are now: two whose runs have places could otherwise wait for one another's. */
    private void demandFree(long run, UUID workflow, boolean waits, Enrolment.Concurrency rule) {
        var cancelled = RunStatus.CANCELLED.toString();
        jdbc.sql(ABOVE)
                .params(run, workflow, cancelled, cancelled, waits, cancelled)
                .query((row, _) -> new Above(row.getLong("id"), row.getBoolean("has_ended")))
                .optional()
                .ifPresent(above -> {
                    throw ProblemException.conflict("the other workflow's " + rule.name() + (above.hasEnded
                            ? " would end run " + above.id + ", which this one is for"
                            : " has no place for it now, and run " + above.id
                                    + ", which waits for it, has one that it might wait for: it would never begin"));
                });
    }
}
