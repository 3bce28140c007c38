package dev.tenantry.automation.run.step;

import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.run.Carried;
import dev.tenantry.automation.run.RunContent;
import dev.tenantry.automation.run.StepStatus;
import dev.tenantry.automation.run.Subjects;
import dev.tenantry.shared.json.ExactJson;

/** What external steps of an earlier run have come to, for the run that does it again: nobody is written to twice. */
@Component
class EarlierSteps {

    private static final String FIND = """
            select s.step_config, s.result, s.subjects, l.workflow_id, l.version_number, l.carried_permissions from workflow_execution_logs l
            join workflow_versions v on v.organization_id = l.organization_id and v.workflow_id = l.workflow_id and v.version_number = l.version_number
            join workflow_execution_steps s on s.organization_id = l.organization_id and s.execution_log_id = l.id
                and v.workflow_json #> l.block -> s.step_index ->> 'id' = ?
            where l.organization_id = app.org_id() and l.id = ? and s.step_type = ? and s.status = ? and s.result is not null""";

    private static final String FORGET = """
            update workflow_execution_steps set step_config = ?::jsonb where organization_id = app.org_id() and execution_log_id = ? and step_index = ?""";

    private final JdbcClient jdbc;
    private final ExactJson json;
    private final Carried carried;

    EarlierSteps(JdbcClient jdbc, ExactJson json, Carried carried) {
        this.jdbc = jdbc;
        this.json = json;
        this.carried = carried;
    }

    /** What a step did, and what it came to. */
    record Taken(JsonNode prepared, JsonNode result) {}

    private record Found(Taken taken, RunContent earlier) {}

    /** The attempt at the step that the run is at has asked nobody. @param prepared what of it the next one is to do */
    void forget(RunState run, JsonNode prepared) {
        jdbc.sql(FORGET).param(prepared.toString()).params(run.runId(), run.stepIndex()).update();
    }

    /** Of the step that the run is at, which is the same one by its id and type. Empty where it is to be carried out. */
    Optional<Taken> takenOver(RunState run, Subjects subjects) {
        if (run.earlier() == null || run.prepared() != null) {
            return Optional.empty();
        }
        var found = jdbc.sql(FIND)
                .params(run.step().id(), run.earlier(), run.step().type(), StepStatus.SUCCEEDED.toString())
                .query((row, _) -> {
                    subjects.addAll(List.of((String[]) row.getArray("subjects").getArray()));
                    return new Found(new Taken(json.read(row.getString("step_config")),
                            json.read(row.getString("result"))), RunContent.read(row));
                })
                .optional();
        // That one can have gone on since this one began.
        found.ifPresent(one -> carried.add(List.of(run.runId()),
                carried.beyond(run.documents().firstEntry().getValue(), carried.reading(one.earlier))));
        return found.map(Found::taken);
    }
}
