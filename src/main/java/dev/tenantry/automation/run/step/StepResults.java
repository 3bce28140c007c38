package dev.tenantry.automation.run.step;

import java.util.List;
import java.util.Objects;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.definition.WorkflowDocument;
import dev.tenantry.automation.run.StepStatus;
import dev.tenantry.automation.run.Subjects;
import dev.tenantry.shared.json.ExactJson;

/** What the steps of a run have come to, for those that name it: read only there. */
@Component
class StepResults {

    private static final String READ = """
            select execution_log_id, step_index, result, subjects from workflow_execution_steps
            where organization_id = app.org_id() and execution_log_id = any (?) and status = ? and result is not null order by execution_log_id""";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final ExactJson exact;

    StepResults(JdbcClient jdbc, JsonMapper json, ExactJson exact) {
        this.jdbc = jdbc;
        this.json = json;
        this.exact = exact;
    }

    /** {@code {"call":{"result":{"taskId":"7"}}}}. @param subjects gathers whose texts may be in it */
    JsonNode of(RunState run, Subjects subjects) {
        var results = json.createObjectNode();
        run.part().results().forEachEntry(results::set);
        if (run.hasHistory()) {
            var documents = run.documents();
            jdbc.sql(READ)
                    .params(documents.keySet().toArray(Long[]::new), StepStatus.SUCCEEDED.toString())
                    .query((RowCallbackHandler) row -> add(results,
                            Objects.requireNonNull(documents.get(row.getLong("execution_log_id"))),
                            new RunState.Done(row.getInt("step_index"),
                                    exact.read(row.getString("result")),
                                    List.of((String[]) row.getArray("subjects").getArray())),
                            subjects));
        }
        run.done().forEach(done -> add(results, run.document(), done, subjects));
        return results;
    }

    private static void add(ObjectNode results, WorkflowDocument document, RunState.Done done, Subjects subjects) {
        results.putObject(document.steps().get(done.step()).id()).set("result", done.result());
        subjects.addAll(done.subjects());
    }
}
