package dev.tenantry.automation.run.step;

import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.definition.WorkflowDocument;
import dev.tenantry.shared.json.ExactJson;

/** The workflow's variables as they are now, for steps that name one, with what earlier steps of the run have made of them. */
@Component
class RunVariables {

    private static final String SETTING = "set_variable";
    private static final String READ = """
            select variable_name, coalesce(value, default_value) as value from workflow_variables
            where organization_id = app.org_id() and workflow_id = ? and variable_type <> 'secret'""";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final ExactJson exact;

    RunVariables(JdbcClient jdbc, JsonMapper json, ExactJson exact) {
        this.jdbc = jdbc;
        this.json = json;
        this.exact = exact;
    }

    /**
     * @param known   what has been read already, by the workflow: what runs do together sees one and the same
     * @param results of the steps, asked where one of them sets a variable
     */
    JsonNode of(RunState run, Map<UUID, ObjectNode> known, Supplier<JsonNode> results) {
        var variables = known.computeIfAbsent(run.workflowId(), this::read).deepCopy();
        passed(run.document(), run.stepIndex())
                .filter(step -> step.type().equals(SETTING))
                .map(step -> results.get().path(step.id()).path("result"))
                .filter(result -> result.has("variable"))
                .forEach(result -> variables.set(result.path("variable").asString(), result.path("value")));
        return variables;
    }

    private ObjectNode read(UUID workflow) {
        var variables = json.createObjectNode();
        jdbc.sql(READ).param(workflow).query(row -> {
            var value = row.getString("value");
            variables.set(row.getString("variable_name"), value == null ? json.nullNode() : exact.read(value));
        });
        return variables;
    }

    /** The steps before one, those around its own first. */
    private static Stream<Step> passed(WorkflowDocument document, int index) {
        var outer = document.outer();
        var around = document.around();
        return Stream.concat(
                outer == null || around == null ? Stream.of() : passed(outer, around.index()),
                document.steps().stream().limit(index));
    }
}
