package dev.tenantry.automation.run;

import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a person does with a run that exists. */
@Component
class RunControl {

    private static final String CANCEL = "select app.cancel_runs(app.org_id(), array[?]::bigint[], null)";
    private static final String CANCEL_SOME = """
            select app.cancel_runs(app.org_id(), array(
                select id from workflow_execution_logs where organization_id = app.org_id() and workflow_id = ?
                    and status in ('queued', 'running', 'waiting', 'parked') order by id limit ?), null)""";
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
        return jdbc.sql(CANCEL).param(id).query(Integer.class).single() > 0;
    }

    /** @return how many of the workflow's runs, the oldest first, there were to cancel */
    int cancelOf(UUID workflow, int most) {
        return jdbc.sql(CANCEL_SOME).params(workflow, most).query(Integer.class).single();
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
