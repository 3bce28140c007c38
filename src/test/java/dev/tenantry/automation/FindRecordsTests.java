package dev.tenantry.automation;

import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Records that a step finds as their list does, for those that follow. */
class FindRecordsTests extends ApiTest {

    private static final String MANUAL = "{\"type\":\"manual\"}";
    private static final String FIND = "[{\"id\":\"find\",\"type\":\"find_records\",\"config\":%s}]";
    private static final String EACH = """
            [{"id":"find","type":"find_records","config":%s},
             {"id":"each","type":"for_each","config":{"items":"steps.find.result.records","steps":[%s]}}]""";

    @SuppressWarnings("NullAway.Init")
    private Person owner;
    @SuppressWarnings("NullAway.Init")
    private Api api;
    @SuppressWarnings("NullAway.Init")
    private Workflows workflows;

    @BeforeEach
    void signUp() {
        owner = people.signUp();
        api = owner.api();
        workflows = Workflows.of(api);
    }

    @Test
    void findsWhatTheListFindsInItsOrder() {
        contact("Zoe", "lead");
        contact("Mia", "lead");
        contact("Otto", "customer");
        var workflow = workflows.manual(FIND.formatted(
                """
                {"type":"contact","filter":"jobTitle[eq]:{{trigger.status}},name[in]:{{trigger.names}}","sort":"name","limit":1}"""));

        var run = run(workflow, "{\"status\":\"lead\",\"names\":[\"zoe\",\"Mia\",\"Otto\"]}");
        var none = run(workflow, "{\"status\":\"lead\",\"names\":\"nobody\"}");

        assertThat(run.at("/records")).hasSize(1);
        assertThat(run.at("/records/0/name").asString()).isEqualTo("Mia");
        assertThat(run.at("/records/0/recordType").asString()).isEqualTo("contact");
        assertThat(run.path("count").asInt()).isEqualTo(1);
        assertThat(run.path("hasMore").asBoolean()).isTrue();
        assertThat(none.path("records")).isEmpty();
        assertThat(none.path("hasMore").asBoolean()).isFalse();
    }

    /** What a placeholder says is a value, whatever is in it. */
    @Test
    void noValueSaysWhatIsAsked() {
        contact("Zoe", "lead");
        contact("x\",name[contains]:\"Zoe", "lead");
        var workflow = workflows.manual(FIND.formatted(
                """
                {"type":"contact","filter":"name[eq]:{{trigger.bare}},name[eq]:\\"{{trigger.quoted}}\\"","fields":["name"]}"""));

        var run = run(workflow, """
                {"bare":"x\\",name[contains]:\\"Zoe","quoted":"x\\",name[contains]:\\"Zoe"}""");

        assertThat(run.path("records")).hasSize(1);
        assertThat(run.at("/records/0").propertyNames()).containsExactlyInAnyOrder("id", "name", "recordType");
        assertThat(run.at("/records/0/name").asString()).isEqualTo("x\",name[contains]:\"Zoe");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '~', value = {
        "{'type':'contact','filter':'nmae[eq]:{{trigger.x}}'} => steps[0].config.filter => there is no field of this name",
        "{'type':'contact','filter':'name[near]:{{trigger.x}}'} => steps[0].config.filter => takes the operators",
        "{'type':'contact','filter':'createdAt[gt]:soon'} => steps[0].config.filter => createdAt: this is compared with",
        "{'type':'contact','filter':'name[eq]'} => steps[0].config.filter => is expected at position 8",
        "{'type':'contact','filter':'name[eq]:{{nobody.x}}'} => steps[0].config.filter => a path begins with one of",
        "{'type':'contact','sort':'-nmae'} => steps[0].config.sort => there is no field of this name",
        "{'type':'contact','fields':['name','nmae']} => steps[0].config.fields[1] => there is no field nmae, but [id, name,",
        "{'type':'contact','limit':1001} => steps[0].config.limit => 1000",
        "{'type':'person'} => steps[0].config.type => "})
    void refusesWhatTheListWouldRefuse(String config, String field, String message) {
        var refused = workflows.create(MANUAL, FIND.formatted(config.replace('\'', '"'))).expect(422);

        assertThat(refused.at("/errors/0/field")).as(refused.text()).isEqualTo(field);
        assertThat(refused.at("/errors/0/message")).contains(message == null ? "" : message);
    }

    @Test
    void knowsWhatItsRecordsHave() {
        var task = "{\"type\":\"create_task\",\"config\":{\"title\":\"{{item.%s}}\"}}";
        var find = "{\"type\":\"opportunity\",\"fields\":[\"name\"]}";

        assertThat(workflows.create(MANUAL, EACH.formatted(find, task.formatted("nmae")))
                .expect(422)
                .at("/errors/0/message")).contains("there is no nmae in item, which has");
        workflows.create(MANUAL, EACH.formatted(find, task.formatted("stage"))).expect(422);
        workflows.create(MANUAL, EACH.formatted(find, task.formatted("name"))).expect(201);
    }

    /** Every Monday, for each deal that closes within 7 days and is worth something, a task. */
    @Test
    void everyMondayATaskForEachDealThatClosesSoon() throws SQLException {
        var today = LocalDate.now(ZoneOffset.UTC);
        deal("Loom", today.plusDays(3), "20000.50");
        deal("Mill", today.plusDays(7), "5");
        deal("Later", today.plusDays(9), "20000");
        deal("Wool", today.plusDays(2), "30000");
        var workflow = workflows.draft("{\"type\":\"schedule\",\"cron\":\"0 9 * * MON\"}",
                "[{\"type\":\"delay\",\"config\":{\"duration\":\"PT0S\"}}]");
        api.post("/api/v1/workflows/" + workflow + "/variables", "{\"name\":\"until\",\"type\":\"string\"}")
                .expect(201);
        api.patch("/api/v1/workflows/" + workflow,
                """
                {"steps":[{"type":"set_variable","config":{"variable":"until","expression":"day(now, 7)"}},
                 {"id":"find","type":"find_records","config":{"type":"opportunity","sort":"expectedCloseOn",
                  "filter":"status[eq]:open,expectedCloseOn[gte]:{{today}},expectedCloseOn[lte]:{{variables.until}}"}},
                 {"type":"for_each","config":{"items":"{{steps.find.result.records}}","as":"deal","steps":[
                   {"type":"condition","config":{"expression":"deal.amount.amount / 2 > 5000","onFalse":"end"}},
                   {"type":"create_task","config":{"title":"{{deal.name}} closes","opportunityId":"{{deal.id}}"}}]}}]}""")
                .expect(200);
        api.put("/api/v1/workflows/" + workflow + "/activation", "").expect(200);

        come(workflow);

        var run = workflows.onlyRun(workflow);
        assertThat(run.at("/status")).as(run.text()).isEqualTo("succeeded");
        assertThat(run.json().at("/steps/1/result/records").valueStream().map(one -> one.path("name").asString()))
                .containsExactly("Wool", "Loom", "Mill");
        var tasks = api.get("/api/v1/tasks?sort=title").expect(200).json().path("results");
        assertThat(tasks.valueStream().map(task -> task.path("title").asString())).containsExactly("Loom closes",
                "Wool closes");
        assertThat(tasks.valueStream().map(task -> task.path("opportunityId").asString())).doesNotContain("");
    }

    @Test
    void dryRunsFind() {
        contact("Zoe", "lead");
        var workflow = workflows.draft(MANUAL, EACH.formatted("{\"type\":\"contact\"}",
                "{\"type\":\"create_task\",\"config\":{\"title\":\"Call {{item.name}}\"}}"));

        var tried = api.post("/api/v1/workflows/" + workflow + "/dry-runs", "{}").expect(200);

        assertThat(tried.at("/steps/0/result/records/0/name")).as(tried.text()).isEqualTo("Zoe");
        assertThat(tried.at("/steps/2/stepConfig/title")).isEqualTo("Call Zoe");
        assertThat(api.get("/api/v1/tasks").expect(200).json().path("results")).isEmpty();
    }

    @Test
    void tellsInADryRunWhatCannotBeComparedWith() {
        var workflow = workflows.draft(MANUAL,
                FIND.formatted("{\"type\":\"opportunity\",\"filter\":\"amount[gte]:{{trigger.least}}\"}"));

        var tried = api.post("/api/v1/workflows/" + workflow + "/dry-runs", "{\"input\":{\"least\":\"1.000,50\"}}")
                .expect(200);

        assertThat(tried.at("/steps/0/error")).as(tried.text()).contains("amount");
    }

    @Test
    void takesTheRightToReadThem() {
        contact("Zoe", "lead");
        var workflow = workflows.manual(FIND.formatted("{\"type\":\"contact\"}"));
        var run = workflows.ended(workflows.start(workflow, "{}")).id();
        var scopes = "\"workflows:read\",\"workflows:create\",\"workflows:run\"";
        var key = Api.at(port())
                .bearer(api.post("/api/v1/api-keys", "{\"name\":\"k\",\"scopes\":[%s]}".formatted(scopes))
                        .expect(201)
                        .at("/key"));

        var refused = Workflows.of(key).create(MANUAL, FIND.formatted("{\"type\":\"contact\"}")).expect(403);

        assertThat(refused.at("/detail")).contains("contacts:read");
        assertThat(key.get("/api/v1/workflow-runs/" + run).text()).doesNotContain("Zoe");
    }

    @Test
    void failsWhereThereIsNothingToCompareWith() {
        var workflow = workflows
                .manual(FIND.formatted("{\"type\":\"contact\",\"filter\":\"companyId[eq]:{{trigger.company}}\"}"));

        var run = workflows.ended(workflows.start(workflow, "{}"));
        var wrong = workflows.ended(workflows.start(workflow, "{\"company\":\"Acme\"}"));

        assertThat(run.at("/errorDetails")).contains("companyId is compared with: {{trigger.company}} has no value");
        assertThat(wrong.at("/errorDetails")).contains("companyId: this is compared with");
    }

    /** Compared with an empty text instead, it would find all. */
    @ParameterizedTest
    @ValueSource(strings = {"[null]", "[[\"a\"]]", "[\"a\", \"\"]", "{}", "[]", "\"\""})
    void failsWhereAListHasWhatIsNoValue(String value) {
        contact("Zoe", "lead");
        var workflow = workflows
                .manual(FIND.formatted("{\"type\":\"contact\",\"filter\":\"name[contains]:{{trigger.word}}\"}"));

        var run = workflows.ended(workflows.start(workflow, "{\"word\":%s}".formatted(value)));

        assertThat(run.at("/errorDetails")).contains("name is compared with: {{trigger.word}} has no value");
    }

    /** Of what is deleted for good nothing stays in what found it, nor in what was done for it: what was done for others stays. */
    @Test
    void anErasureFindsWhoWasFound() {
        var zoe = contact("Zoe", "lead");
        contact("Mia", "lead");
        var workflow = workflows.manual(EACH.formatted("{\"type\":\"contact\",\"sort\":\"name\"}",
                "{\"type\":\"stop\",\"config\":{\"reason\":\"{{item.name}}\"}}"));
        var run = workflows.ended(workflows.start(workflow, "{}")).id();
        var parts = api.get("/api/v1/workflow-runs?filter=parentRunId[eq]:" + run + "&sort=id").expect(200);
        var ofMia = parts.at("/results/0/id");
        var ofZoe = parts.at("/results/1/id");
        assertThat(workflows.run(ofZoe).text()).contains("Zoe");

        api.delete("/api/v1/contacts/" + zoe + "?permanent=true").expect(204);

        assertThat(workflows.run(run).text()).doesNotContain("Zoe");
        assertThat(workflows.run(ofZoe).text()).doesNotContain("Zoe");
        assertThat(workflows.run(ofMia).text()).contains("Mia");
        assertThat(workflows.run(ofMia).at("/steps/0/result/reason")).isEqualTo("Mia");
    }

    private JsonNode run(String workflow, String input) {
        var run = workflows.ended(workflows.start(workflow, input));
        assertThat(run.at("/status")).as(run.text()).isEqualTo("succeeded");
        return run.json().at("/steps/0/result");
    }

    private String contact(String name, String title) {
        return api
                .post("/api/v1/contacts",
                        JsonNodeFactory.instance.objectNode().put("name", name).put("jobTitle", title).toString())
                .expect(201)
                .id();
    }

    private void deal(String name, LocalDate closes, String amount) {
        api.post("/api/v1/opportunities", """
                {"name":"%s","expectedCloseOn":"%s","amount":{"amount":"%s","currency":"EUR"}}""".formatted(name,
                closes, amount)).expect(201);
    }

    private static void come(String workflow) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.prepareStatement(
                        """
                        with due as (
                            update workflow_schedules set tick_at = now() - interval '1 second', due_at = now() - interval '1 second'
                            where workflow_id = ?::uuid returning organization_id)
                        insert into work_tickets (organization_id, queue) select organization_id, 'schedules' from due""")) {
            statement.setString(1, workflow);
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }
}
