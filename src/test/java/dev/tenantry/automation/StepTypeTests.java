package dev.tenantry.automation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.definition.StepTypes;
import dev.tenantry.shared.web.AssembledSchema;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;

/** A type of steps is one class, and known wherever one has to be. */
class StepTypeTests extends ApiTest {

    private static final String FOLLOWING = "{\"type\":\"delay\",\"config\":{\"duration\":\"P1D\"}}";
    private static final String TASK = "{\"type\":\"create_task\",\"config\":{\"title\":\"x\"}}";

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
        var workflow = workflowThatExamplesName(api);

        assertThat(schema().at("/$defs/step/allOf").valueStream().flatMap(this::steps)).allSatisfy(
                step -> api.patch("/api/v1/workflows/" + workflow,
                        "{\"steps\":[" + in(workflow, step) + "]}")
                        .expect(200))
                .hasSizeGreaterThanOrEqualTo(types.names().size());
    }

    /** What an example would do is told, or why it fails: of nothing that it says it is unknown what it means. */
    @Test
    void everyExampleCanBeTried() {
        var api = people.signUp().api();
        var workflow = workflowThatExamplesName(api);

        assertThat(schema().at("/$defs/step/allOf").valueStream().flatMap(this::steps)).allSatisfy(step -> {
            api.patch("/api/v1/workflows/" + workflow,
                    "{\"steps\":[" + in(workflow, step) + "]}").expect(200);
            var tried = api.post("/api/v1/workflows/" + workflow + "/dry-runs", "{}").expect(200);
            assertThat(tried.at("/steps/0/stepType")).as(tried.text()).isNotEmpty();
            assertThat(step).contains("\"" + tried.at("/steps/0/stepType") + "\"");
        });
    }

    /** Of all but what others answer, it is known what the result has. */
    @Test
    void noResultHasWhatItsTypeDoesNotDeclare() {
        var api = people.signUp().api();
        var workflow = workflowThatExamplesName(api);

        var steps = schema().at("/$defs/step/allOf").valueStream().flatMap(this::steps);

        assertThat(steps.filter(step -> !step.contains("http_call"))).allSatisfy(step -> assertThat(
                api.patch("/api/v1/workflows/" + workflow,
                        naming(in(workflow, step), "{{steps.step-0.result.nothing}}"))
                        .expect(422)
                        .at("/errors/0/code"))
                .isEqualTo("invalid-template"));
    }

    @Test
    void whatResultsHaveIsDeclared() {
        var api = people.signUp().api();
        var workflows = Workflows.of(api);
        var workflow = workflowThatExamplesName(api);
        var other = workflows.manual("[" + TASK + "]");
        var steps = """
                [{"type":"create_record","config":{"type":"contact","fields":{"name":"Ada"}}},
                 {"type":"update_record","config":{"type":"contact","id":"{{steps.step-0.result.contactId}}","fields":{"jobTitle":"x"}}},
                 {"type":"add_tag","config":{"type":"contact","id":"{{steps.step-0.result.contactId}}","tag":"Key account"}},
                 {"type":"add_note","config":{"body":"x","contactId":"{{steps.step-0.result.contactId}}"}},
                 {"type":"set_variable","config":{"variable":"limit","value":7}},
                 {"type":"condition","config":{"field":"variables.limit","operator":"eq","value":7}},
                 {"type":"branch","config":{"cases":[{"when":[{"field":"variables.limit","operator":"eq","value":7}],"goTo":7}]}},
                 {"type":"send_email","config":{"to":["ada@example.com"],"subject":"x","text":"x"}},
                 {"type":"delay","config":{"duration":"PT0S"}},
                 {"type":"for_each","config":{"items":["a"],"steps":[%1$s]}},
                 {"type":"parallel","config":{"branches":[{"name":"one","steps":[%1$s]},{"steps":[%1$s]}]}},
                 {"type":"sub_workflow","config":{"workflowId":"%2$s"}},
                 {"type":"stop","config":{"reason":"enough"}}]"""
                .formatted(TASK, other);
        api.patch("/api/v1/workflows/" + workflow, "{\"steps\":" + steps + "}").expect(200);
        api.put("/api/v1/workflows/" + workflow + "/activation", "").expect(200);

        var run = workflows.ended(workflows.start(workflow, "{}"));

        assertThat(run.at("/status")).as(run.text()).isEqualTo("succeeded");
        assertThat(run.json().path("steps").valueStream()).hasSize(13).allSatisfy(done -> {
            var places = new ArrayList<String>();
            addPlaces("steps.step-" + done.path("stepIndex").asInt() + ".result", done.path("result"), places);
            places.forEach(place -> api.patch("/api/v1/workflows/" + workflow,
                    naming(steps.substring(1, steps.length() - 1), "{{" + place + "}}")).expect(200));
        });
    }

    private static void addPlaces(String path, JsonNode value, List<String> places) {
        if (value.isObject()) {
            value.forEachEntry((name, inner) -> addPlaces(path + "." + name, inner, places));
        } else if (value.isArray()) {
            addPlaces(path + ".0", value.path(0), places);
        } else if (!value.isMissingNode()) {
            places.add(path);
        }
    }

    private static String naming(String steps, String text) {
        return "{\"steps\":[%s,%s,{\"type\":\"create_task\",\"config\":{\"title\":\"%s\"}}]}".formatted(steps,
                FOLLOWING,
                text);
    }

    private static String in(String workflow, String step) {
        return step.replace("01890a5d-ac96-774b-bcce-b302099a8057", workflow);
    }

    /** A draft in an organization that has whatever examples refer to. */
    private static String workflowThatExamplesName(Api api) {
        var workflows = Workflows.of(api);
        var workflow = workflows.draft("{\"type\":\"manual\"}", "[" + FOLLOWING + "]");
        // Which one of them names.
        List.of("{\"name\":\"limit\",\"type\":\"number\"}", "{\"name\":\"email\",\"type\":\"string\"}")
                .forEach(variable -> api.post("/api/v1/workflows/" + workflow + "/variables", variable).expect(201));
        api.post("/api/v1/tags", "{\"name\":\"Key account\"}").expect(201);
        api.post("/api/v1/email-templates", """
                {"name":"welcome","subject":"Welcome","body":"Dear {{customer}}"}""").expect(201);

        var integration = api.post("/api/v1/integrations", """
                {"name":"People","provider":"http","configuration":{"url":"https://example.com"}}""").expect(201).id();
        api.post("/api/v1/integrations/" + integration + "/operations/imports",
                """
                {"document":"{openapi: 3.0.0, paths: {'/people/{id}': {get: {operationId: getPerson, parameters: [{name: id, in: path}]}}}}"}""")
                .expect(200);
        return workflow;
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
