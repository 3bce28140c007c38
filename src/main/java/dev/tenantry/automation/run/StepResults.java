package dev.tenantry.automation.run;

import java.util.Arrays;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the steps of a run have come to, for those that name it: read only there. */
@Component
class StepResults {

    private static final String READ = """
            select step_index, result, subjects from workflow_execution_steps
            where organization_id = app.org_id() and execution_log_id = ? and status = ? and result is not null""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    StepResults(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** {@code {"call":{"result":{"taskId":"7"}}}}. @param subjects gathers whose texts may be in it */
    JsonNode of(RunState run, Subjects subjects) {
        var results = json.createObjectNode();
        jdbc.sql(READ).params(run.runId(), StepStatus.SUCCEEDED.toString()).query(row -> {
            var step = run.document().steps().get(row.getInt("step_index"));
            results.putObject(step.id()).set("result", json.readTree(row.getString("result")));
            subjects.addAll(Arrays.asList((String[]) row.getArray("subjects").getArray()));
        });
        return results;
    }
}
