package dev.tenantry.automation;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.definition.StepTypes;
import dev.tenantry.integrations.OtherSide;
import dev.tenantry.integrations.OtherSide.Asked;
import dev.tenantry.integrations.OtherSide.Said;
import dev.tenantry.shared.web.AssembledSchema;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;

/** The examples of every type of steps that there is or will be, tried out. */
class StepExampleTests extends ApiTest {

    private static final Set<String> COME_TO = Set.of("succeeded", "failed", "waiting", "retrying", "cancelled");
    /** Characters, more than any field has. */
    private static final int LONG = 60_000;
    private static final String ANY_ID = "01890a5d-ac96-774b-bcce-b302099a8057";

    @Autowired
    private StepTypes types;
    @Autowired
    private List<AssembledSchema> schemas;

    private final OtherSide other = new OtherSide().says(StepExampleTests::answer);

    /** An example, of a type of steps. */
    private record Example(String type, JsonNode schema, JsonNode config) {

        @Override
        public String toString() {
            return step();
        }

        String step() {
            return "{\"type\":\"%s\",\"config\":%s}".formatted(type, config);
        }
    }

    @AfterEach
    void close() {
        other.close();
    }

    @Test
    void eachIsPublishedInANewOrganizationOrItsTypeSaysWhatItTakes() {
        var api = people.signUp().api();
        var workflows = Workflows.of(api);

        assertThat(examples()).allSatisfy(example -> {
            var authored = workflows.create("{\"type\":\"manual\"}", "[" + example.step() + "]");
            if (authored.status() == 201) {
                api.put("/api/v1/workflows/" + authored.id() + "/activation", "").expect(200);
            } else {
                assertThat(example.schema.path("description").asString()).as(example.step() + authored.text())
                        .containsPattern("examples? takes? ");
            }
        });
    }

    /** Whatever type there is, it does what its examples say. */
    @Test
    void eachIsCarriedOutWhereThereIsWhatItTakes() {
        var owner = people.signUp();
        List.of("admin", "manager").forEach(role -> people.signUpInto(owner, role));
        var api = owner.api();
        var input = furnish(api);
        var called = Workflows.of(api).manual("[{\"type\":\"stop\",\"config\":{}}]");

        assertThat(examples()).allSatisfy(example -> {
            var step = carriedOut(api, example, called, input);
            assertThat(step.path("stepType").asString()).isEqualTo(example.type);
            assertThat(step.path("status").asString()).as(example.step() + step)
                    .isIn("waiting", example.config.path("outcome").asString("succeeded"));
        });
        assertThat(examples().map(Example::type)).containsAll(types.names());
    }

    /** Of every type that takes {@code tooLong}: a text that is longer than its field is cut. */
    @Test
    void whateverTakesTooLongHeedsIt() {
        var api = people.signUp().api();
        var lengths = new TreeMap<String, Integer>();

        examples().filter(example -> example.schema.at("/properties/tooLong").isObject()).forEach(example -> {
            var config = ((ObjectNode) example.config.deepCopy()).put("tooLong", "cut");
            var texts = config.path("fields").isObject() ? (ObjectNode) config.path("fields") : config;
            var names = texts == config
                    ? List.of(example.schema.at("/required/0").asString())
                    : List.copyOf(texts.propertyNames());
            names.forEach(name -> texts.put(name, "{{trigger.long}}"));
            var prepared = prepared(api, example.type, config);
            names.forEach(name -> lengths.merge(example.type,
                    (prepared.has("fields") ? prepared.path("fields") : prepared).path(name).asString().length(),
                    Math::min));
        });

        assertThat(lengths).hasSizeGreaterThan(5);
        assertThat(lengths.values()).allMatch(length -> length > 0 && length < LONG);
    }

    private static JsonNode prepared(Api api, String type, JsonNode config) {
        var workflow = Workflows.of(api)
                .draft("{\"type\":\"manual\"}", "[{\"type\":\"%s\",\"config\":%s}]".formatted(type, config));
        return api.post("/api/v1/workflows/" + workflow + "/dry-runs",
                "{\"input\":{\"long\":\"" + "x".repeat(LONG) + "\"}}").expect(200).json().at("/steps/0/stepConfig");
    }

    private JsonNode carriedOut(Api api, Example example, String called, String input) {
        var workflows = Workflows.of(api);
        var workflow = workflows.draft("{\"type\":\"manual\"}",
                "[{\"type\":\"delay\",\"config\":{\"duration\":\"PT1S\"}}]");
        List.of("{\"name\":\"limit\",\"type\":\"number\"}", "{\"name\":\"email\",\"type\":\"string\"}")
                .forEach(variable -> api.post("/api/v1/workflows/" + workflow + "/variables", variable).expect(201));
        var step = example.step().replace(ANY_ID, called).replace("https://example.com", other.url());
        api.patch("/api/v1/workflows/" + workflow, "{\"steps\":[" + step + "]}").expect(200);
        var published = api.put("/api/v1/workflows/" + workflow + "/activation", "").expect(200);
        assertThat(published.json().path("warnings")).as(published.text()).isEmpty();
        var run = workflows.start(workflow, input);
        Workflows.await(() -> COME_TO.contains(workflows.run(run).at("/steps/0/status")), example.step());
        return workflows.run(run).json().at("/steps/0");
    }

    /** @return what runs are told of it */
    private String furnish(Api api) {
        var company = api.post("/api/v1/companies", "{\"name\":\"Acme\",\"sector\":\"technology\"}").expect(201).id();
        var contact = api
                .post("/api/v1/contacts",
                        """
                {"name":"Ada","email":"ada@example.org","phone":"+4915112345678","companyId":"%s"}"""
                                .formatted(company))
                .expect(201)
                .id();
        var deal = api.post("/api/v1/opportunities", """
                {"name":"Engine","companyId":"%s","contactId":"%s"}""".formatted(company, contact)).expect(201).id();
        var task = api.post("/api/v1/tasks", "{\"title\":\"Call\"}").expect(201).id();
        List.of("Key account", "technology")
                .forEach(tag -> api.post("/api/v1/tags", "{\"name\":\"" + tag + "\"}").expect(201));
        api.post("/api/v1/email-templates", """
                {"name":"welcome","subject":"Welcome","body":"Dear {{customer}}"}""").expect(201);
        connect(api, "twilio", "{\"accountSid\":\"AC1\",\"from\":\"+4930123\",\"baseUrl\":\"%s\"}",
                "{\"authToken\":\"secret\"}");
        connect(api, "openai", "{\"model\":\"small\",\"baseUrl\":\"%s/v1\"}", "{\"apiKey\":\"secret\"}");
        connect(api, "slack", "{}", "{\"webhookUrl\":\"%s/services/T1/B1/x\"}");
        var people = connect(api, "http", "{\"url\":\"%s\"}", "{}");
        api.post("/api/v1/integrations/" + people + "/operations/imports",
                """
                {"document":"{openapi: 3.0.0, paths: {'/people/{id}': {get: {operationId: getPerson, parameters: [{name: id, in: path}]}}}}"}""")
                .expect(200);
        return """
                {"contactId":"%s","companyId":"%s","opportunityId":"%s","taskId":"%s","number":"7","name":"Ada",
                 "employer":"Acme","jobTitle":"Countess","product":"Engine","meeting":"%s",
                 "amount":{"amount":"5","currency":"EUR"},"lines":[{"name":"Loom"}]}"""
                .formatted(contact, company, deal, task, LocalDate.now(ZoneOffset.UTC).plusDays(30));
    }

    private String connect(Api api, String provider, String configuration, String credentials) {
        var id = api.post("/api/v1/integrations", """
                {"name":"Ours","provider":"%s","configuration":%s,"credentials":%s}""".formatted(provider,
                configuration.formatted(other.url()), credentials.formatted(other.url()))).expect(201).id();
        api.put("/api/v1/integrations/" + id + "/connection", "").expect(200);
        return id;
    }

    private static Said answer(Asked asked) {
        if (asked.path().contains("/Messages")) {
            return new Said(201, "{\"sid\":\"SM1\",\"status\":\"queued\"}");
        }
        if (asked.path().contains("/chat/completions")) {
            return new Said(200,
                    "{\"choices\":[{\"message\":{\"content\":\"{\\\"urgency\\\":3}\"}}],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}}");
        }
        return new Said(200, asked.path().startsWith("/services") ? "ok" : "{}");
    }

    private Stream<Example> examples() {
        var schema = schemas.stream()
                .filter(one -> one.path().equals("/automation/workflow.schema.json"))
                .map(AssembledSchema::content)
                .findFirst()
                .orElseThrow();
        return schema.at("/$defs/step/allOf").valueStream().flatMap(rule -> {
            var config = schema.at(rule.at("/then/properties/config/$ref").asString().substring(1));
            return config.path("examples")
                    .valueStream()
                    .map(example -> new Example(rule.at("/if/properties/type/const").asString(), config, example));
        });
    }
}
