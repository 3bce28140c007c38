package dev.tenantry.automation.run;

import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.admission.Admissions;
import dev.tenantry.shared.work.Tickets;

/** What a person does with a run that exists. */
@Component
class RunControl {

    private static final String CANCEL = "select app.cancel_runs(app.org_id(), array[?]::bigint[], null)";
    private static final String CANCEL_SOME = """
            select app.cancel_runs(app.org_id(), array(
                select id from workflow_execution_logs where organization_id = app.org_id() and workflow_id = ?
                    and status = any (?) order by id limit ?), null)""";
    private static final String REOPEN = """
            update workflow_execution_logs set status = ?, execution_end = null, error_details = null, result_summary = null, version = version + 1
            where organization_id = app.org_id() and id = ? and status = any (?)""";
    /** Where there are only so many at a time it waits for its turn, as those do that begin. */
    private static final String QUEUE_AGAIN = """
            with again as (
            select l.organization_id, l.id, l.published_by, l.root_id, l.depth, l.workflow_id, l.slot_key,
                coalesce(s.step_index, jsonb_array_length(v.workflow_json -> 'steps')) as step_index
            from workflow_execution_logs l
            join workflow_versions v on v.organization_id = l.organization_id and v.workflow_id = l.workflow_id and v.version_number = l.version_number
            left join workflow_execution_steps s on s.organization_id = l.organization_id and s.execution_log_id = l.id and s.status = ?
            where l.organization_id = app.org_id() and l.id = ?),
            waiting as (
                insert into workflow_backlog (organization_id, id, workflow_id, slot_key, step_index)
                select organization_id, id, workflow_id, slot_key, step_index from again where slot_key is not null)
            insert into workflow_run_queue (organization_id, id, user_id, root_id, depth, step_index)
            select organization_id, id, published_by, root_id, depth, step_index from again where slot_key is null""";

    private final JdbcClient jdbc;
    private final Tickets tickets;

    RunControl(JdbcClient jdbc, Tickets tickets) {
        this.jdbc = jdbc;
        this.tickets = tickets;
    }

    /** @return whether there was something to cancel */
    boolean cancel(Long id) {
        tickets.add(Admissions.QUEUE);
        return jdbc.sql(CANCEL).param(id).query(Integer.class).single() > 0;
    }

    /** @return how many of the workflow's runs, the oldest first, there were to cancel */
    int cancelOf(UUID workflow, int most) {
        tickets.add(Admissions.QUEUE);
        return jdbc.sql(CANCEL_SOME)
                .params(workflow, RunStatus.CANCELLED.origins(), most)
                .query(Integer.class)
                .single();
    }

    /** Goes on where the run failed or was parked. @return whether it had */
    boolean retry(Long id) {
        if (jdbc.sql(REOPEN).params(RunStatus.QUEUED.toString(), id, RunStatus.QUEUED.origins()).update() == 0) {
            return false;
        }
        jdbc.sql(QUEUE_AGAIN).params(StepStatus.FAILED.toString(), id).update();
        tickets.add(RunQueue.NAME);
        tickets.add(Admissions.QUEUE);
        return true;
    }
}
