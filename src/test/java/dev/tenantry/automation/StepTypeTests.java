package dev.tenantry.automation;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.definition.StepTypes;
import dev.tenantry.shared.web.AssembledSchema;
import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;

/** A type of steps is one class, and known wherever one has to be. */
class StepTypeTests extends ApiTest {

    private static final String FOLLOWING = "{\"type\":\"delay\",\"config\":{\"duration\":\"P1D\"}}";

    @Autowired
    private StepTypes types;
    @Autowired
    private List<AssembledSchema> schemas;

    @Test
    void theSchemaDescribesEveryTypeAndNoOther() {
        var step = schema().at("/$defs/step");

        assertThat(types.names()).contains("condition", "create_task", "delay", "send_email", "send_sms",
                "update_contact",
                "webhook");
        assertThat(step.at("/properties/type/enum").valueStream().map(JsonNode::asString))
                .containsExactlyElementsOf(types.names());
        assertThat(step.at("/allOf").valueStream().map(rule -> rule.at("/if/properties/type/const").asString()))
                .containsExactlyElementsOf(types.names());
    }

    /** Every type that there is or will be, by what it says of itself. */
    @Test
    void everyExampleCanBeAuthored() {
        var api = people.signUp().api();
        var workflows = Workflows.of(api);
        var workflow = workflows.draft("{\"type\":\"manual\"}", "[" + FOLLOWING + "]");
        // Which one of them names.
        api.post("/api/v1/workflows/" + workflow + "/variables", "{\"name\":\"limit\",\"type\":\"number\"}")
                .expect(201);
        api.post("/api/v1/tags", "{\"name\":\"Key account\"}").expect(201);
        api.post("/api/v1/email-templates", """
                {"name":"welcome","subject":"Welcome","body":"Dear {{customer}}"}""").expect(201);

        var integration = api.post("/api/v1/integrations", """
                {"name":"People","provider":"http","configuration":{"url":"https://example.com"}}""").expect(201).id();
        api.post("/api/v1/integrations/" + integration + "/operations/imports",
                """
                {"document":"{openapi: 3.0.0, paths: {'/people/{id}': {get: {operationId: getPerson, parameters: [{name: id, in: path}]}}}}"}""")
                .expect(200);

        assertThat(schema().at("/$defs/step/allOf").valueStream().flatMap(this::steps)).allSatisfy(
                step -> api.patch("/api/v1/workflows/" + workflow,
                        "{\"steps\":[" + step.replace("01890a5d-ac96-774b-bcce-b302099a8057", workflow) + ","
                                + FOLLOWING + "," + FOLLOWING + "]}")
                        .expect(200))
                .hasSizeGreaterThanOrEqualTo(types.names().size());
    }

    private Stream<String> steps(JsonNode rule) {
        var config = schema().at(rule.at("/then/properties/config/$ref").asString().substring(1));
        return config.path("examples")
                .valueStream()
                .map(example -> "{\"type\":" + rule.at("/if/properties/type/const") + ",\"config\":" + example + "}");
    }

    private JsonNode schema() {
        return schemas.stream()
                .filter(schema -> schema.path().equals("/automation/workflow.schema.json"))
                .map(AssembledSchema::content)
                .findFirst()
                .orElseThrow();
    }
}
