package dev.tenantry.automation.run.show;

import java.util.HashMap;
import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.run.RunStatus;
import dev.tenantry.automation.run.StepStatus;

/** How the steps of a run stand, to be drawn. */
@Component
public class RunStanding {

    private static final String STATUSES = """
            select s.step_index, s.status as step, l.status as run from workflow_execution_logs l
            join workflow_execution_steps s on s.organization_id = l.organization_id and s.execution_log_id = l.id
            where l.organization_id = app.org_id() and l.id = ?""";

    private final JdbcClient jdbc;

    RunStanding(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The statuses of those that the run came to, by their places. */
    public Map<Integer, String> statuses(long run) {
        var statuses = new HashMap<Integer, String>();
        jdbc.sql(STATUSES).param(run).query(row -> {
            statuses.put(row.getInt("step_index"),
                    StepStatus.of(row.getString("step")).within(RunStatus.of(row.getString("run"))).toString());
        });
        return statuses;
    }
}
