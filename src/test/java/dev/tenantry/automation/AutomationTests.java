package dev.tenantry.automation;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tenantry.support.Answer;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Rules of one line. */
class AutomationTests extends ApiTest {

    private static final String AUTOMATIONS = "/api/v1/automations";
    private static final String RULE = """
            {"name":"Call them","event":"contact.created","conditions":[{"field":"trigger.name","operator":"startsWith","value":"A"}],
             "action":{"type":"create_task","config":{"title":"%s {{trigger.name}}"}}}""";

    @Test
    void areCarriedOutAsWorkflowsOfOneStep() {
        var owner = people.signUp();
        var api = owner.api();
        var made = api.post(AUTOMATIONS, RULE.formatted("Call")).expect(201);
        var automation = AUTOMATIONS + "/" + made.id();
        var workflow = made.at("/workflowId");
        assertThat(made.at("/active")).isEqualTo("false");
        assertThat(api.put(automation + "/activation", "").expect(200).at("/active")).isEqualTo("true");
        api.put(automation, RULE.formatted("Ring")).expect(200);

        api.post("/api/v1/contacts", "{\"name\":\"Bob\"}").expect(201);
        api.post("/api/v1/contacts", "{\"name\":\"Ada\"}").expect(201);
        var run = Workflows.of(api).onlyRun(workflow);

        assertThat(run.at("/steps/0/stepConfig/title")).isEqualTo("Ring Ada");
        assertThat(api.get(AUTOMATIONS).expect(200).at("/results/0/active")).isEqualTo("true");
        assertThat(api.get("/api/v1/workflows/" + workflow + "/versions").json().path("results")).hasSize(2);
        people.signUp().api().get(automation).expect(404);
        people.signUpInto(owner, "viewer").api().put(automation, RULE.formatted("x")).expect(403);
        api.delete(automation).expect(204);
        api.get("/api/v1/workflows/" + workflow).expect(404);
        api.get(automation).expect(404);
    }

    @Test
    void goTogetherWithTheirWorkflows() {
        var api = people.signUp().api();
        var made = api.post(AUTOMATIONS, RULE.formatted("Call")).expect(201);
        var workflow = "/api/v1/workflows/" + made.at("/workflowId");

        for (var how : List.of("", "?evenIfUsed=true")) {
            assertThat(api.delete(workflow + how).expect(409).at("/detail"))
                    .contains("deleted at " + AUTOMATIONS + "/" + made.id());
        }
        api.put(AUTOMATIONS + "/" + made.id() + "/activation", "").expect(200);
        api.delete(AUTOMATIONS + "/" + made.id()).expect(204);

        assertThat(api.get(AUTOMATIONS).json().path("results")).isEmpty();
        assertThat(api.get("/api/v1/workflows/trash").at("/results/0/id")).isEqualTo(made.at("/workflowId"));
    }

    @Test
    void stayWhereOtherWorkflowsCarryThemOut() {
        var api = people.signUp().api();
        var made = api.post(AUTOMATIONS, RULE.formatted("Call")).expect(201);
        var caller = Workflows.of(api)
                .manual("[{\"type\":\"sub_workflow\",\"config\":{\"workflowId\":\"%s\"}}]"
                        .formatted(made.at("/workflowId")));

        var refused = api.delete(AUTOMATIONS + "/" + made.id()).expect(409);

        assertThat(refused.at("/detail")).contains(caller, "evenIfUsed=true");
        api.get(AUTOMATIONS + "/" + made.id()).expect(200);
        api.put(AUTOMATIONS + "/" + made.id() + "/activation", "").expect(200);
        assertThat(api.delete(AUTOMATIONS + "/" + made.id() + "/activation").expect(409).at("/detail"))
                .contains(caller, "evenIfUsed=true");
        api.delete(AUTOMATIONS + "/" + made.id() + "/activation?evenIfUsed=true").expect(200);
        api.delete(AUTOMATIONS + "/" + made.id() + "?evenIfUsed=true").expect(204);
    }

    /** Whoever has asked for no version of it gets none refused. */
    @Test
    void goWhateverBecomesOfTheirWorkflowsMeanwhile() throws SQLException {
        var api = people.signUp().api();
        var made = api.post(AUTOMATIONS, RULE.formatted("Call")).expect(201);
        CompletableFuture<Answer> deleted;
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("update workflow_definitions set version = version + 1 where id = '%s'"
                    .formatted(made.at("/workflowId")));
            deleted = CompletableFuture.supplyAsync(() -> api.delete(AUTOMATIONS + "/" + made.id()));
            Workflows.await(AutomationTests::doesSomebodyWait, "it waits for nobody");
            connection.commit();
        }

        deleted.join().expect(204);
    }

    private static boolean doesSomebodyWait() {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select from pg_stat_activity a where cardinality(pg_blocking_pids(a.pid)) > 0 and a.query like '%workflow_definitions%'")) {
            return rows.next();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void tellsWhatIsWrongWhereTheRuleSaysIt() {
        var api = people.signUp().api();

        assertThat(api.post(AUTOMATIONS, RULE.formatted("{{trigger.nonsense}}")).expect(422).at("/errors/0/field"))
                .isEqualTo("action.config.title");
        assertThat(api.post(AUTOMATIONS, RULE.formatted("x").replace("contact.created", "contact.eaten"))
                .expect(422)
                .at("/errors/0/field")).isEqualTo("event");
        assertThat(api.post(AUTOMATIONS, RULE.formatted("x").replace("trigger.name\",", "trigger.nope\","))
                .expect(422)
                .at("/errors/0/field")).isEqualTo("conditions[0].field");
        assertThat(api.get("/api/v1/workflows").json().path("results")).isEmpty();
    }

    /** Of what the event does not tell, the record itself is asked. */
    @Test
    void askRecordsAndTheEvent() {
        var api = people.signUp().api();
        var workflows = Workflows.of(api);
        var rule = api.post(AUTOMATIONS, """
                {"name":"Greet","event":"contact.updated","conditions":[
                  {"field":"contact.phone","operator":"startsWith","value":"+49"},
                  {"field":"trigger.changes.name.after","operator":"exists"},
                  {"expression":"contact.name != trigger.changes.name.before"}],
                 "action":{"type":"create_task","config":{"title":"Greet {{contact.name}}"}}}""").expect(201);
        var workflow = rule.at("/workflowId");
        api.put(AUTOMATIONS + "/" + rule.id() + "/activation", "").expect(200);
        var german = api.post("/api/v1/contacts", "{\"name\":\"Otto\",\"phone\":\"+49 30 123456\"}").expect(201).id();
        var other = api.post("/api/v1/contacts", "{\"name\":\"Yves\",\"phone\":\"+33 1 123456\"}").expect(201).id();

        api.patch("/api/v1/contacts/" + german, "{\"phone\":\"+49 30 1234567\"}").expect(200);
        api.patch("/api/v1/contacts/" + other, "{\"name\":\"Yvonne\"}").expect(200);
        var unmet = workflows.onlyRun(workflow);
        api.patch("/api/v1/contacts/" + german, "{\"name\":\"Ottilie\"}").expect(200);
        Workflows.await(() -> api.get("/api/v1/tasks").json().path("results").size() == 1, "no task was made");

        assertThat(unmet.json().path("steps")).hasSize(1);
        assertThat(unmet.at("/steps/0/result/holds")).isEqualTo("false");
        assertThat(api.get("/api/v1/tasks").at("/results/0/title")).isEqualTo("Greet Ottilie");
        assertThat(api.get("/api/v1/workflow-runs?filter=workflowId[eq]:" + workflow).json().path("results"))
                .hasSize(2);
        assertThat(api.get("/api/v1/workflows/" + workflow + "/why?record=contact/" + other)
                .at("/results/0/stages/5/reason"))
                .isEqualTo("the run is succeeded: it has ended at conditions[0], a condition that does not hold");
        assertThat(api.get(AUTOMATIONS + "/" + rule.id()).json().path("conditions")).hasSize(3);
        assertThat(api.post("/api/v1/workflows/" + workflow + "/dry-runs", """
                {"input":{"contactId":"%s","changes":{"name":{"before":"Yves","after":"Yvonne"}}}}""".formatted(other))
                .expect(200)
                .json()
                .path("steps")).hasSize(1);
    }

    /** In the words of the rule, and not of the workflow that carries it out. */
    @Test
    void tellWhatTheirRunsFailOf() {
        var api = people.signUp().api();
        var rule = api.post(AUTOMATIONS, """
                {"name":"Close","event":"contact.updated","conditions":[
                  {"field":"trigger.name","operator":"exists"},
                  {"field":"opportunity.stage","operator":"eq","value":"Prospecting"},
                  {"expression":"contact.phone.startsWith('+49')"}],
                 "action":{"type":"post_message","config":{"text":"{{opportunity.name}}"}}}""").expect(201);
        var path = AUTOMATIONS + "/" + rule.id();

        for (var answer : List.of(rule, api.get(path).expect(200), api.put(path + "/activation", "").expect(200))) {
            assertThat(answer.json().path("warnings").findValuesAsString("field")).containsExactly("action.config",
                    "conditions[1]", "action.config");
            assertThat(answer.json().path("warnings").findValuesAsString("code")).containsExactly("not-connected",
                    "never-there", "never-there");
        }
        assertThat(api.get(AUTOMATIONS).expect(200).text()).doesNotContain("warnings");
        api.put(path, """
                {"name":"Close","event":"contact.updated","conditions":[{"expression":"contact.phone.startsWith('+49')"}],
                 "action":{"type":"create_task","config":{"title":"x"}}}""").expect(200);
        var contact = api.post("/api/v1/contacts", "{\"name\":\"Otto\"}").expect(201).id();
        api.patch("/api/v1/contacts/" + contact, "{\"jobTitle\":\"x\"}").expect(200);
        assertThat(Workflows.of(api).onlyRun(rule.at("/workflowId")).at("/errorDetails"))
                .startsWith("step conditions-0 (condition): ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"field":"contact.nonsense","operator":"exists"}                             | conditions[1].field
            {"field":"contact.name","operator":"eq","value":7,"onTrue":"end"}            | conditions[1].onTrue
            {"field":"contact.createdAt","operator":"gt","value":true}                   | conditions[1].value
            {"expression":"contact.nonsense == 1"}                                       | conditions[1].expression
            {"field":"trigger.nonsense","operator":"exists"}                             | conditions[1].field
            {"expression":"("}                                                           | conditions[1].expression
            {}                                                                           | conditions[1]
            7                                                                            | conditions[1]""")
    void tellWhichConditionIsWrong(String condition, String field) {
        var refused = people.signUp().api().post(AUTOMATIONS, """
                {"name":"Greet","event":"contact.updated","conditions":[
                  {"field":"contact.phone","operator":"exists"},%s,{"field":"trigger.name","operator":"exists"}],
                 "action":{"type":"create_task","config":{"title":"x"}}}""".formatted(condition)).expect(422);

        assertThat(refused.at("/errors/0/field")).startsWith(field);
    }

    @Test
    void haveTwentyConditionsAtMost() {
        var condition = "{\"field\":\"contact.phone\",\"operator\":\"exists\"},";

        var refused = people.signUp()
                .api()
                .post(AUTOMATIONS,
                        """
                {"name":"Greet","event":"contact.updated","conditions":[%s%s],"action":{"type":"create_task","config":{"title":"x"}}}"""
                                .formatted(condition.repeat(20), condition.replace("},", "}")))
                .expect(422);

        assertThat(refused.at("/errors/0/field")).isEqualTo("conditions");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":\"stop\",\"config\":{}}",
        "{\"type\":\"delay\",\"config\":{\"duration\":\"P1D\"}}",
        "{\"type\":\"condition\",\"config\":{\"field\":\"trigger.name\",\"operator\":\"exists\"}}"})
    void doSomething(String action) {
        var refused = people.signUp()
                .api()
                .post(AUTOMATIONS,
                        "{\"name\":\"Nothing\",\"event\":\"contact.created\",\"action\":%s}".formatted(action))
                .expect(422);

        assertThat(refused.at("/errors/0/field")).isEqualTo("action.type");
    }

    /** What the rule shows is what its workflow does. */
    @Test
    void areChangedInOnePlace() {
        var api = people.signUp().api();
        var workflow = "/api/v1/workflows/"
                + api.post(AUTOMATIONS, RULE.formatted("Call")).expect(201).at("/workflowId");
        var shown = api.get(workflow).expect(200).json();

        api.put(workflow, """
                {"name":"Mine","trigger":%s,"steps":%s}""".formatted(shown.at("/trigger"), shown.at("/steps")))
                .expect(409);
        api.patch(workflow, "{\"name\":\"Mine\"}").expect(409);
        api.post(workflow + "/rollbacks", "{\"versionNumber\":1}");

        assertThat(api.get(workflow).at("/name")).isEqualTo("Call them");
    }
}
