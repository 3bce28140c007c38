package dev.tenantry.automation.run;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Puts runs aside that their holders do not survive. It reads nothing of a run but where it stands: what else there is of
 * it may be what kills whoever looks.
 */
@Component
class RunParking {

    private static final String TAKE_OUT = """
            delete from workflow_run_queue where organization_id = ? and id = ? and lease_epoch = ? returning step_index""";
    private static final String NOTE_RUN = """
            update workflow_execution_logs set status = ?, waiting_until = null, paused_at = null, paused_by = null, error_details = ?, version = version + 1
            where organization_id = app.org_id() and id = ?""";
    private static final String NOTE_STEP = """
            insert into workflow_execution_steps as s (organization_id, execution_log_id, step_index, step_type, idempotency_key, status,
                error_message, execution_end)
            select l.organization_id, l.id, ?, v.workflow_json #> l.block -> ? ->> 'type', ?, ?, ?, clock_timestamp()
            from workflow_execution_logs l
            join workflow_versions v on v.organization_id = l.organization_id and v.workflow_id = l.workflow_id and v.version_number = l.version_number
            where l.organization_id = app.org_id() and l.id = ? and ? < jsonb_array_length(v.workflow_json #> l.block)
            on conflict on constraint workflow_execution_steps_step_index_key do update
            set status = excluded.status, error_message = excluded.error_message, execution_end = excluded.execution_end""";

    private final JdbcClient jdbc;

    RunParking(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes the run out of the queue, until somebody tries it again or cancels it. In the tenant's transaction. */
    void park(Claim claim) {
        var step = jdbc.sql(TAKE_OUT)
                .params(claim.organizationId(), claim.runId(), claim.epoch())
                .query(Integer.class)
                .optional()
                .orElseThrow(() -> new LeaseLost(claim));
        var reason = "the instance that carried this out stopped or died " + claim.losses() + " times";
        jdbc.sql(NOTE_RUN)
                .params(RunStatus.PARKED.toString(), "parked at step " + step + ": " + reason, claim.runId())
                .update();
        jdbc.sql(NOTE_STEP)
                .params(step, step, RunStore.idempotencyKey(claim.runId(), step),
                        StepStatus.FAILED.toString(), reason, claim.runId(), step)
                .update();
    }
}
