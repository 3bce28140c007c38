package dev.tenantry.automation.run.show;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.run.RunStatus;
import dev.tenantry.automation.run.StepStatus;

/** How the steps of a run stand, to be drawn. */
@Component
public class RunStanding {

    /** Those of its parts as well, which stand within steps of the same version: what it has others carry out is not of it. */
    private static final String STATUSES = """
            with recursive runs as (
                select l.id, l.workflow_id, l.version_number, l.block, l.status from workflow_execution_logs l
                where l.organization_id = app.org_id() and l.id = ?
                union all
                select p.id, p.workflow_id, p.version_number, p.block, p.status from runs r
                join workflow_execution_logs p on p.organization_id = app.org_id() and p.parent_run_id = r.id
                    and p.workflow_id = r.workflow_id and p.version_number = r.version_number and p.block <> '{steps}')
            select distinct array_to_string(r.block, '/') as block, s.step_index, s.status as step, r.status as run from runs r
            join workflow_execution_steps s on s.organization_id = app.org_id() and s.execution_log_id = r.id""";
    /** Of several of which one has come to each, what is told: rather what there is to look at. */
    private static final List<String> FIRST_TOLD = List.of("failed", "running", "retrying", "waiting", "succeeded",
            "cancelled");

    private final JdbcClient jdbc;

    RunStanding(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The statuses of those that the run and its parts came to, by where they stand and their places there. */
    public Map<String, Map<Integer, String>> statuses(long run) {
        var statuses = new HashMap<String, Map<Integer, String>>();
        jdbc.sql(STATUSES).param(run).query(row -> {
            statuses.computeIfAbsent(row.getString("block"), _ -> new HashMap<>())
                    .merge(row.getInt("step_index"), StepStatus.of(row.getString("step"))
                            .within(RunStatus.of(row.getString("run")))
                            .toString(), RunStanding::told);
        });
        return statuses;
    }

    private static String told(String one, String other) {
        return rank(one) <= rank(other) ? one : other;
    }

    private static int rank(String status) {
        var rank = FIRST_TOLD.indexOf(status);
        return rank < 0 ? FIRST_TOLD.indexOf("running") : rank;
    }
}
