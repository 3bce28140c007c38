package dev.tenantry.automation.run.step;

import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.admission.Cancellations;
import dev.tenantry.automation.run.Claim;
import dev.tenantry.automation.run.LeaseLost;
import dev.tenantry.automation.run.RunQueue;
import dev.tenantry.automation.run.RunStatus;
import dev.tenantry.automation.run.StepStatus;

/**
 * Puts runs aside: those that nobody wants any more or that are paused, and those that their holders do not survive or cannot read. Of
 * the latter it reads nothing but where they stand: what else there is of them may be what kills whoever looks.
 */
@Component
public class RunParking {

    private static final String TAKE_OUT = """
            delete from workflow_run_queue where organization_id = ? and id = ? and lease_epoch = ? returning step_index""";
    private static final String NOTE_RUN = """
            update workflow_execution_logs set status = ?, waiting_until = null, paused_at = null, paused_by = null, error_details = ?, version = version + 1
            where organization_id = app.org_id() and id = ?""";
    private static final String NOTE_STEP = """
            insert into workflow_execution_steps as s (organization_id, execution_log_id, step_index, step_type, status,
                error_message, execution_end)
            select l.organization_id, l.id, p.place, v.workflow_json #> l.block -> p.place ->> 'type', ?, ?, clock_timestamp()
            from workflow_execution_logs l
            join workflow_versions v on v.organization_id = l.organization_id and v.workflow_id = l.workflow_id and v.version_number = l.version_number
            cross join (select ?::int as place) p
            where l.organization_id = app.org_id() and l.id = ? and v.workflow_json #> l.block -> p.place ->> 'type' ~ '^[a-z][a-z0-9_]{1,49}$'
            on conflict on constraint workflow_execution_steps_pkey do update
            set status = excluded.status, error_message = excluded.error_message, execution_end = excluded.execution_end""";

    /** Whoever resumes waits for those that are just being set aside, or they for it: none is set aside for good. */
    private static final String HOLD_PAUSES = """
            with organization as (select from workflow_pauses where organization_id = app.org_id() for share),
            workflow as (select from workflow_definitions where organization_id = app.org_id() and id = ? for share)
            select (select count(*) from organization) + (select count(*) from workflow)""";
    /** Where the organization is suspended its tickets are passed over; nothing is set aside for that. */
    private static final String REST = """
            with rested as (
                update workflow_run_queue q set due_at = now(), lease_epoch = 0, leased_by = null,
                    is_paused = l.paused_at is not null or w.paused_at is not null
                        or exists (select from workflow_pauses p where p.organization_id = app.org_id())
                from workflow_execution_logs l
                join workflow_definitions w on w.organization_id = l.organization_id and w.id = l.workflow_id
                where q.organization_id = ? and q.id = ? and q.lease_epoch = ? and l.organization_id = app.org_id() and l.id = q.id
                returning q.organization_id, q.is_paused),
            ticket as (insert into work_tickets (organization_id, queue) select organization_id, ? from rested where not is_paused)
            select count(*) from rested""";
    /**
     * Those that would be claimed one after the other to find the same: of the oldest that are due, and for what is held here alone, as what
     * else is paused may be resumed meanwhile.
     */
    private static final String REST_OTHERS = """
            update workflow_run_queue set is_paused = true where organization_id = app.org_id() and id = any (array(
                select q.id from workflow_run_queue q
                where q.organization_id = app.org_id() and not q.is_paused and q.leased_by is null and q.id = any (array(
                    select due.id from (
                        select d.id from workflow_run_queue d
                        where d.organization_id = app.org_id() and not d.is_paused and d.due_at <= now() and d.leased_by is null
                        order by d.due_at limit 1000) due
                    cross join lateral (
                        select l.workflow_id from workflow_execution_logs l where l.organization_id = app.org_id() and l.id = due.id offset 0) l
                    where exists (select from workflow_pauses p where p.organization_id = app.org_id()) or l.workflow_id = (
                        select w.id from workflow_definitions w where w.organization_id = app.org_id() and w.id = ? and w.paused_at is not null)))
                for update skip locked))""";
    private static final String LOCK = """
            select id from workflow_run_queue where organization_id = ? and id = ? and lease_epoch = ? for update""";

    private final JdbcClient jdbc;
    private final Cancellations cancellations;

    RunParking(JdbcClient jdbc, Cancellations cancellations) {
        this.jdbc = jdbc;
        this.cancellations = cancellations;
    }

    /** Takes the run out of the queue, until somebody tries it again or cancels it. In the tenant's transaction. */
    void park(Claim claim, String reason) {
        var step = jdbc.sql(TAKE_OUT)
                .params(claim.organizationId(), claim.runId(), claim.epoch())
                .query(Integer.class)
                .optional()
                .orElseThrow(() -> new LeaseLost(claim));
        jdbc.sql(NOTE_RUN)
                .params(RunStatus.PARKED.toString(), "parked at step " + step + ": " + reason, claim.runId())
                .update();
        jdbc.sql(NOTE_STEP)
                .params(StepStatus.FAILED.toString(), reason, step, claim.runId())
                .update();
    }

    /** Ends it where it stands: nobody wants what it would do. In the tenant's transaction. */
    void cancel(Claim claim, String reason) {
        if (cancellations.cancel(List.of(claim.runId()), reason).isEmpty()) {
            throw new LeaseLost(claim);
        }
    }

    /** Sets the run aside for as long as it is paused, and others with it that are paused as it is. In a transaction of its own. */
    void rest(Claim claim, UUID workflow) {
        jdbc.sql(HOLD_PAUSES).param(workflow).query(Integer.class).single();
        var _ = jdbc.sql(LOCK)
                .params(claim.organizationId(), claim.runId(), claim.epoch())
                .query(Long.class)
                .optional()
                .orElseThrow(() -> new LeaseLost(claim));
        jdbc.sql(REST)
                .params(claim.organizationId(), claim.runId(), claim.epoch(), RunQueue.NAME)
                .query(Integer.class)
                .single();
        jdbc.sql(REST_OTHERS).param(workflow).update();
    }
}
