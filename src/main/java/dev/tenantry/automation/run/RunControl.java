package dev.tenantry.automation.run;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a person does with a run that exists. */
@Component
class RunControl {

    /** Taking the run out of the queue waits for a step that is being committed, and fences off whoever holds it. */
    private static final String TAKE_OUT = "delete from workflow_runs where id = ?";
    private static final String CANCEL = """
            update workflow_execution_logs set status = 'cancelled', execution_end = clock_timestamp(), version = version + 1
            where id = ? and status in ('queued', 'running', 'waiting', 'parked')""";
    private static final String CANCEL_STEPS = """
            update workflow_execution_steps set status = 'cancelled', execution_end = clock_timestamp()
            where execution_log_id = ? and status in ('running', 'waiting', 'retrying')""";
    private static final String REOPEN = """
            update workflow_execution_logs set status = 'queued', execution_end = null, error_details = null, result_summary = null, version = version + 1
            where id = ? and status in ('failed', 'parked')""";
    private static final String QUEUE_AGAIN = """
            insert into workflow_runs (organization_id, id, user_id, root_id, depth, step_index)
            select l.organization_id, l.id, l.published_by, l.root_id, l.depth, coalesce(s.step_index, jsonb_array_length(v.workflow_json -> 'steps'))
            from workflow_execution_logs l
            join workflow_versions v on v.organization_id = l.organization_id and v.workflow_id = l.workflow_id and v.version_number = l.version_number
            left join workflow_execution_steps s on s.organization_id = l.organization_id and s.execution_log_id = l.id and s.status = 'failed'
            where l.id = ?""";

    private final JdbcClient jdbc;
    private final Wakeups wakeups;

    RunControl(JdbcClient jdbc, Wakeups wakeups) {
        this.jdbc = jdbc;
        this.wakeups = wakeups;
    }

    /** @return whether there was something to cancel */
    boolean cancel(Long id) {
        jdbc.sql(TAKE_OUT).param(id).update();
        if (jdbc.sql(CANCEL).param(id).update() == 0) {
            return false;
        }
        jdbc.sql(CANCEL_STEPS).param(id).update();
        return true;
    }

    /** Goes on where the run failed or was parked. @return whether it had */
    boolean retry(Long id) {
        if (jdbc.sql(REOPEN).param(id).update() == 0) {
            return false;
        }
        jdbc.sql(QUEUE_AGAIN).param(id).update();
        wakeups.runsAfterCommit();
        return true;
    }
}
