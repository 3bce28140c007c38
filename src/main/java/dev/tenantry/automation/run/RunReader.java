package dev.tenantry.automation.run;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.automation.definition.WorkflowDocument;

/** Where the runs stand that have something to do, in the tenant's transactions. */
@Component
class RunReader {

    private static final String FIND = """
            select q.id, l.status, q.user_id, q.step_index, q.step_failures, o.is_paused, w.deleted_at is not null as is_trashed, l.workflow_id, l.trigger_data, w.name, v.workflow_json,
                   s.status as step_status, s.step_config, (s.result ->> 'until')::timestamptz <= now() as over
            from workflow_run_queue q
            join organizations o on o.id = q.organization_id
            join workflow_execution_logs l on l.organization_id = q.organization_id and l.id = q.id
            join workflow_definitions w on w.organization_id = l.organization_id and w.id = l.workflow_id
            join workflow_versions v on v.organization_id = l.organization_id and v.workflow_id = l.workflow_id and v.version_number = l.version_number
            left join workflow_execution_steps s on s.organization_id = q.organization_id and s.execution_log_id = q.id and s.step_index = q.step_index
            where q.organization_id = app.org_id() and q.id = ?""";
    private static final String LOCK = FIND + " and q.lease_epoch = ? for update of q";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    RunReader(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** @throws LeaseLost where the run is no longer the claim's */
    RunState lock(Claim claim) {
        return jdbc.sql(LOCK)
                .params(claim.runId(), claim.epoch())
                .query(this::state)
                .optional()
                .orElseThrow(() -> new LeaseLost(claim));
    }

    /** Whoever carries it out, if anybody; empty where it has nothing more to do. */
    Optional<RunState> find(long runId) {
        return jdbc.sql(FIND).param(runId).query(this::state).optional();
    }

    private RunState state(ResultSet row, int number) throws SQLException {
        RunState.Begun begun = null;
        var step = row.getString("step_status");
        if (step != null) {
            var prepared = row.getString("step_config");
            begun = new RunState.Begun(prepared == null ? null : json.readTree(prepared), StepStatus.of(step),
                    row.getBoolean("over"));
        }
        return new RunState(row.getLong("id"), RunStatus.of(row.getString("status")),
                row.getObject("user_id", UUID.class),
                row.getObject("workflow_id", UUID.class), row.getString("name"),
                WorkflowDocument.read(json.readTree(row.getString("workflow_json"))), row.getInt("step_index"),
                row.getInt("step_failures"), row.getBoolean("is_paused"), row.getBoolean("is_trashed"),
                json.readTree(row.getString("trigger_data")), begun);
    }
}
