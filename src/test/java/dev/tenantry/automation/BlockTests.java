package dev.tenantry.automation;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Steps within steps are runs of their own, and the run that has begun them is told of each. */
class BlockTests extends ApiTest {

    private static final String MANUAL = "{\"type\":\"manual\"}";
    private static final String TASK = "{'type':'create_task','id':'%s','config':{'title':'%s'}}";
    private static final String WAIT = "{'type':'delay','config':{'duration':'P1D'}}";
    private static final String NOW = "{'type':'delay','config':{'duration':'PT0S'}}";
    private static final String FAIL = "{'type':'stop','config':{'outcome':'failed','reason':'no more'}}";

    private Api api = Api.at(0);
    private Workflows workflows = Workflows.of(api);

    @BeforeEach
    void somebody() {
        api = people.signUp().api();
        workflows = Workflows.of(api);
    }

    /** Hundreds that end at once: not one of them is missed, or the run would stand still. */
    @Test
    void isDoneForAThousandItemsOnceEach() {
        var workflow = manual(
                "[{'type':'for_each','id':'each','config':{'items':'trigger.lines','concurrency':20,'steps':[%s]}},%s]",
                TASK.formatted("pack", "{{index}} {{item.name}}"),
                TASK.formatted("count", "{{steps.each.result.succeeded}} of {{steps.each.result.total}}"));
        var lines = IntStream.range(0, 1_000)
                .mapToObj("{\"name\":\"n%d\"}"::formatted)
                .collect(Collectors.joining(","));

        var run = ended(workflow, "{\"lines\":[" + lines + "]}");

        assertThat(run.at("/status")).as(run.text()).isEqualTo("succeeded");
        assertThat(run.at("/steps/1/stepConfig/title")).isEqualTo("1000 of 1000");
        assertThat(run.json().at("/steps/0/result/results").size()).isEqualTo(100);
        assertThat(run.at("/steps/0/result/results/99/index")).isEqualTo("99");
        assertThat(api.get("/api/v1/tasks?total=true&limit=1").at("/total")).isEqualTo("1001");
        assertThat(api.get("/api/v1/tasks?filter=title[eq]:%22999%20n999%22").json().at("/results").size())
                .isEqualTo(1);
        var parts = parts(run, "&limit=200&total=true");
        assertThat(parts.at("/total")).isEqualTo("1000");
        assertThat(parts.at("/results/0/path")).startsWith("each.");
        assertThat(workflows.runs(workflow).json().at("/results").size()).isEqualTo(1);
    }

    @Test
    void namesItemsOfAllThatAreAround() {
        var workflow = manual(
                "[%s,{'type':'for_each','id':'outer','config':{'items':[['a','b'],['c']],'as':'row','steps':["
                        + "{'type':'for_each','id':'inner','config':{'items':'{{row}}','as':'cell','concurrency':2,'steps':[%s]}},"
                        + "%s]}}]",
                TASK.formatted("first", "First"),
                TASK.formatted("deep", "{{cell}} {{index}} {{steps.first.result.taskId}} {{trigger.x}}"),
                TASK.formatted("after", "{{steps.inner.result.total}}"));

        var run = ended(workflow, "{\"x\":\"X\"}");

        assertThat(run.at("/status")).as(run.text()).isEqualTo("succeeded");
        var first = " " + run.at("/steps/0/result/taskId") + " X";
        assertThat(titles()).containsExactlyInAnyOrder("First", "a 0" + first, "b 1" + first, "c 0" + first, "2", "1");
        var outer = parts(run, "");
        assertThat(outer.json().at("/results").findValuesAsString("path")).containsExactlyInAnyOrder("outer.0",
                "outer.1");
        var inner = parts(workflows.run(outer.at("/results/0/id")), "");
        assertThat(inner.at("/results/0/path")).contains("outer.").contains(".inner.");
        assertThat(workflows.run(inner.at("/results/0/id")).at("/steps/0/stepId")).isEqualTo("deep");
    }

    /** Whoever tries it again does not repeat what has succeeded. */
    @Test
    void goesOnWithTheFailedAlone() {
        var draft = workflows.draft(MANUAL, "[" + json(WAIT) + "]");
        var variable = api.post("/api/v1/workflows/" + draft + "/variables",
                "{\"name\":\"contact\",\"type\":\"string\",\"defaultValue\":\"999999999\"}").expect(201).id();
        api.patch("/api/v1/workflows/" + draft,
                json("{'steps':[{'type':'for_each','config':{'items':['a','b','c'],'concurrency':3,'steps':["
                        + TASK.formatted("task", "{{item}}")
                        + ",{'type':'condition','config':{'field':'item','operator':'eq','value':'b','onFalse':'end'}},"
                        + "{'type':'create_task','config':{'title':'{{item}} again','contactId':'{{variables.contact}}'}}]}}]}"))
                .expect(200);
        api.put("/api/v1/workflows/" + draft + "/activation", "").expect(200);
        var run = ended(draft, "{}");
        assertThat(run.at("/status") + run.at("/errorDetails")).contains("failed", ".1: step 2 (create_task):");
        var failed = parts(run, ",status[eq]:failed").at("/results/0/id");
        assertThat(api.post("/api/v1/workflow-runs/" + failed + "/retries", "").status()).isEqualTo(409);

        api.patch("/api/v1/workflows/" + draft + "/variables/" + variable,
                "{\"value\":\"" + api.post("/api/v1/contacts", "{\"name\":\"Ada\"}").expect(201).id() + "\"}")
                .expect(200);
        api.post("/api/v1/workflow-runs/" + run.id() + "/retries", "").expect(201);

        assertThat(workflows.ended(run.id()).at("/status")).isEqualTo("succeeded");
        assertThat(titles()).containsExactlyInAnyOrder("a", "b", "c", "b again");
    }

    /** It tells of all, as where it goes on. */
    @Test
    void tellsWhatHasFailedWhereItFails() {
        var workflow = manual("[{'type':'for_each','id':'each','config':{'items':[1,2,3,4],'concurrency':4,'steps':["
                + "{'type':'condition','config':{'field':'item','operator':'gt','value':1,'onFalse':'end'}},%s]}}]",
                FAIL);

        var run = ended(workflow, "{}");

        assertThat(run.at("/status")).isEqualTo("failed");
        assertThat(run.at("/errorDetails")).contains("failed for each.1: ", "; 2 others failed, too");
        assertThat(run.at("/steps/0/result/succeeded") + " " + run.at("/steps/0/result/failed")).isEqualTo("1 3");
        assertThat(run.at("/steps/0/result/results/3/error")).contains("no more");
    }

    @Test
    void countsWhatFailsAndGoesOn() {
        var workflow = manual("[{'type':'for_each','config':{'items':[1,2,3],'onError':'continue','steps':["
                + "{'type':'condition','config':{'field':'item','operator':'eq','value':2,'onFalse':'end'}},%s]}}]",
                FAIL);

        var run = ended(workflow, "{}");

        assertThat(run.at("/status")).as(run.text()).isEqualTo("succeeded");
        assertThat(run.at("/steps/0/result/succeeded") + " " + run.at("/steps/0/result/failed")).isEqualTo("2 1");
        assertThat(run.at("/steps/0/result/results/1/error")).contains("no more");
    }

    @ParameterizedTest
    @CsvSource({"all,failed", "any,succeeded", "2,succeeded"})
    void joinsBranches(String join, String status) {
        var workflow = manual(
                "[{'type':'parallel','id':'fan','config':{'join':%s,'branches':[{'name':'one','steps':[%s]},"
                        + "{'steps':[%s]},{'name':'bad','steps':[%s]},{'name':'late','steps':[%s]}]}},%s]",
                join.equals("2") ? "2" : "'" + join + "'", TASK.formatted("a", "A"), NOW, FAIL,
                join.equals("all") ? NOW : WAIT,
                TASK.formatted("then", "{{steps.fan.result.branches.one.status}}"));

        var run = ended(workflow, "{}");

        assertThat(run.at("/status")).as(run.text()).isEqualTo(status);
        var parts = parts(run, "").json().at("/results");
        assertThat(parts.findValuesAsString("path")).containsExactlyInAnyOrder("fan.0", "fan.1", "fan.2", "fan.3");
        assertThat(parts.findValuesAsString("status")).doesNotContain("queued", "running", "waiting");
        if (status.equals("succeeded")) {
            assertThat(parts.findValuesAsString("status")).contains("cancelled");
        } else {
            assertThat(run.at("/errorDetails")).contains("failed for fan.bad: step 0 (stop): no more");
            assertThat(run.at("/steps/0/result/succeeded")).isEqualTo("3");
            assertThat(run.at("/steps/0/result/branches/bad/status")).isEqualTo("failed");
        }
    }

    /** What was cancelled is begun where it was, and the items behind it are not lost. */
    @Test
    void goesOnWithWhatWasCancelledAndWhatIsLeft() {
        var workflow = manual("[{'type':'for_each','config':{'items':['one','two'],'steps':[%s,%s,%s]}}]",
                TASK.formatted("t", "{{item}}"), WAIT, TASK.formatted("u", "{{item}} again"));
        var run = workflows.start(workflow, "{}");
        Workflows.await(() -> waiting().size() == 1, "the first item does not wait");
        api.put("/api/v1/workflow-runs/" + waiting().getFirst() + "/cancellation", "").expect(200);
        assertThat(workflows.ended(run).at("/errorDetails")).contains(".0: cancelled");

        api.post("/api/v1/workflow-runs/" + run + "/retries", "").expect(201);
        for (var item : List.of("one", "two")) {
            Workflows.await(() -> titles().contains(item) && waiting().size() == 1, item + " does not wait");
            Workflows.elapse(waiting().getFirst());
            Workflows.await(() -> titles().contains(item + " again"), item + " does not go on");
        }

        assertThat(workflows.ended(run).at("/status")).isEqualTo("succeeded");
        assertThat(titles()).containsExactlyInAnyOrder("one", "one again", "two", "two again");
    }

    @Test
    void endsWithItsParts() {
        var workflow = manual("[{'type':'for_each','config':{'items':[1,2,3],'concurrency':3,'steps':["
                + "{'type':'parallel','config':{'branches':[{'steps':[%s]},{'steps':[%s]}]}}]}}]", WAIT, WAIT);
        var run = workflows.start(workflow, "{}");
        Workflows.await(() -> waiting().size() == 6, "not all parts wait");

        assertThat(api.put("/api/v1/workflow-runs/" + run + "/cancellation", "").expect(200).at("/status"))
                .isEqualTo("cancelled");

        assertThat(api.get("/api/v1/workflow-runs?limit=50").json().at("/results").findValuesAsString("status"))
                .hasSize(10)
                .containsOnly("cancelled");
    }

    /** A part that somebody ends counts as failed, and who waits for it is told. */
    @Test
    void isToldOfAPartThatIsCancelled() {
        var workflow = manual("[{'type':'parallel','id':'fan','config':{'branches':[{'steps':[%s]}]}}]", WAIT);
        var run = workflows.start(workflow, "{}");
        Workflows.await(() -> waiting().size() == 1, "the part does not wait");

        api.put("/api/v1/workflow-runs/" + waiting().getFirst() + "/cancellation", "").expect(200);

        assertThat(workflows.ended(run).at("/errorDetails")).contains("fan.0: cancelled");
    }

    /** Its parts wake it, so it looks by itself the less often the longer it waits. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sub_workflow | 10 seconds | 60
            parallel     | 10 seconds | 60
            for_each     | 10 seconds | 60
            sub_workflow | 10 minutes | 600
            parallel     | 10 minutes | 600
            for_each     | 10 minutes | 600
            sub_workflow | 10 hours   | 3600
            parallel     | 10 hours   | 3600
            for_each     | 10 hours   | 3600""")
    void looksByItselfAfterAsLongAsItHasWaited(String type, String waited, int seconds) throws SQLException {
        var config = switch (type) {
            case "parallel" -> "{'branches':[{'steps':[%1$s]},{'steps':[%1$s]}]}".formatted(WAIT);
            case "for_each" -> "{'items':['a'],'steps':[%s]}".formatted(WAIT);
            default -> "{'workflowId':'%s'}".formatted(manual("[%s]", WAIT));
        };
        var run = workflows.start(manual("[{'type':'%s','config':%s}]", type, config), "{}");
        Workflows.await(() -> "running".equals(workflows.run(run).at("/steps/0/status")), "it does not begin");

        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement()) {
            statement.execute("""
                    with waited as (
                        update workflow_execution_steps set execution_start = now() - interval '%2$s'
                        where execution_log_id = %1$s returning organization_id),
                    due as (update workflow_run_queue set due_at = now() where id = %1$s)
                    insert into work_tickets (organization_id, queue) select organization_id, 'runs' from waited"""
                    .formatted(run, waited));
            Workflows.await(() -> nextLook(statement, run) > seconds - 10, "it does not look");

            assertThat(nextLook(statement, run)).isBetween(seconds - 10.0, seconds + 20.0);
        }
        api.put("/api/v1/workflow-runs/" + run + "/cancellation", "").expect(200);
    }

    @Test
    void beginsNothingWhereThereIsTooMuch() {
        var workflow = manual("[{'type':'for_each','config':{'items':'trigger.lines','steps':[%s]}}]", NOW);

        var many = ended(workflow, "{\"lines\":[" + "1,".repeat(1_000) + "1]}");
        var none = ended(workflow, "{\"lines\":7}");

        assertThat(many.at("/errorDetails")).contains("these are 1001 items, and there can be 1000");
        assertThat(none.at("/errorDetails")).contains("this is no list");
        assertThat(parts(many, "").json().at("/results").isEmpty()).isTrue();
        assertThat(ended(workflow, "{\"lines\":[]}").at("/steps/0/result/total")).isEqualTo("0");
    }

    /** Whom a part was about is forgotten there, too, and in what the whole has kept of it. */
    @Test
    void forgetsInPartsWhomTheyWereAbout() {
        var contact = api.post("/api/v1/contacts", "{\"name\":\"Ada Lovelace\"}").expect(201).id();
        var workflow = manual(
                "[{'type':'for_each','config':{'items':['{{contact.name}}'],'steps':[{'type':'condition','config':"
                        + "{'field':'item','operator':'exists'}},%s]}}]",
                TASK.formatted("t", "A task"));
        var run = ended(workflow, "{\"contactId\":\"" + contact + "\"}");
        var part = parts(run, "").at("/results/0/id");
        assertThat(workflows.run(part).text()).contains("Lovelace");

        api.delete("/api/v1/contacts/" + contact).expect(204);
        api.delete("/api/v1/contacts/trash/" + contact).expect(204);

        assertThat(workflows.run(run.id()).text() + workflows.run(part).text()).doesNotContain("Lovelace");
    }

    /** As for whoever starts it by hand; a record that is gone is none to do again either. */
    @Test
    void startsNoOtherWorkflowForARecordThatIsNotThere() {
        var other = manual("[%s]", TASK.formatted("t", "x"));
        var workflow = manual(
                "[{'type':'sub_workflow','id':'other','config':{'workflowId':'%s','input':{'contactId':'{{trigger.who}}','companyId':'{{trigger.none}}'}}}]",
                other);
        var contact = api.post("/api/v1/contacts", "{\"name\":\"Nora\"}").expect(201).id();

        var well = ended(workflow, "{\"who\":\"%s\"}".formatted(contact));
        var ill = ended(workflow, "{\"who\":\"999999999\"}");
        var named = ended(other, "{\"contactId\":\"%s\"}".formatted(contact));
        api.delete("/api/v1/contacts/" + contact).expect(204);
        var again = api.post("/api/v1/workflow-runs/" + named.id() + "/restarts", "").expect(409);

        assertThat(well.at("/status")).as(well.text()).isEqualTo("succeeded");
        assertThat(ill.at("/errorDetails")).isEqualTo(
                "step other (sub_workflow): input.contactId: there is no such contact, or none that you may read");
        assertThat(again.at("/detail")).isEqualTo("the run was started for what is not there any more, its contactId");
    }

    @Test
    void carriesOutAnotherWorkflow() {
        var other = manual(
                "[%s,{'type':'condition','config':{'field':'trigger.fail','operator':'exists','onFalse':'end'}},%s]",
                TASK.formatted("t", "For {{trigger.name}}"), FAIL);
        var workflow = manual(
                "[{'type':'sub_workflow','id':'other','config':{'workflowId':'%s','input':{'name':'{{trigger.name}}','fail':'{{trigger.fail}}'}}},%s]",
                other, TASK.formatted("u",
                        "After {{steps.other.result.status}} {{steps.other.result.summary.succeededSteps}}"));

        var well = ended(workflow, "{\"name\":\"Ada\"}");
        var ill = ended(workflow, "{\"name\":\"Eve\",\"fail\":1}");

        assertThat(titles()).containsExactlyInAnyOrder("For Ada", "After succeeded 2", "For Eve");
        var sub = workflows.run(well.at("/steps/0/result/runId"));
        assertThat(sub.at("/workflowId") + " " + sub.at("/parentRunId") + " " + sub.at("/depth"))
                .isEqualTo(other + " " + well.id() + " 1");
        assertThat(sub.at("/rootId")).isEqualTo(well.at("/rootId"));
        assertThat(ill.at("/status") + ill.at("/errorDetails")).contains("failed", "step 2 (stop): no more");
    }

    /** However long, and whatever comes after it. */
    @Test
    void comesToWhatTheOtherWorkflowAnswers() {
        var other = manual("[{'type':'respond','config':{'body':{'price':7,'of':'{{trigger.name}}','note':'%s'}}},%s]",
                "n".repeat(3_000), TASK.formatted("t", "Afterwards"));
        var workflow = manual(
                "[{'type':'sub_workflow','id':'other','config':{'workflowId':'%s','input':{'name':'Ada'}}},%s]",
                other,
                TASK.formatted("u", "{{steps.other.result.result.of}} costs {{steps.other.result.result.price}}"));

        var run = ended(workflow, "{}");

        assertThat(titles()).as(run.text()).containsExactlyInAnyOrder("Ada costs 7", "Afterwards");
        assertThat(run.at("/steps/0/result/result/note")).hasSize(3_000);
    }

    @Test
    void endsWithTheWorkflowThatItWaitsForOrGoesOnWithoutIt() {
        var other = manual("[%s]", WAIT);
        var waiting = workflows.start(manual("[{'type':'sub_workflow','config':{'workflowId':'%s'}}]", other), "{}");
        var without = ended(manual("[{'type':'sub_workflow','config':{'workflowId':'%s','wait':false}}]", other), "{}");
        Workflows.await(() -> waiting().size() == 2, "both wait");

        api.put("/api/v1/workflow-runs/" + waiting + "/cancellation", "").expect(200);

        assertThat(waiting()).containsExactly(without.at("/steps/0/result/runId"));
        api.post("/api/v1/workflows/" + other + "/run-cancellations", "").expect(200);
    }

    @Test
    void staysWhileActiveWorkflowsCarryItOut() {
        var other = manual("[{'type':'stop','config':{}}]");
        var calling = manual(
                "[{'type':'for_each','config':{'items':[1],'steps':[{'type':'sub_workflow','config':{'workflowId':'%s'}}]}}]",
                other);
        var path = "/api/v1/workflows/" + other;
        var program = Api.at(port())
                .bearer(api.post("/api/v1/api-keys", "{\"name\":\"k\",\"scopes\":[\"workflows:delete\"]}")
                        .expect(201)
                        .at("/key"));

        assertThat(api.delete(path).expect(409).at("/detail")).contains("(" + calling + ")", "evenIfUsed=true");
        assertThat(program.delete(path).expect(409).at("/detail")).contains("evenIfUsed=true").doesNotContain(calling);

        assertThat(api.delete(path + "/activation").expect(409).at("/detail")).contains("(" + calling + ")",
                "evenIfUsed=true");

        api.delete(path + "/activation?evenIfUsed=true").expect(200);
        api.put(path + "/activation", "").expect(200);
        api.delete("/api/v1/workflows/" + calling + "/activation").expect(200);
        api.delete(path + "/activation").expect(200);
        api.delete(path).expect(204);
        api.put("/api/v1/workflows/trash/" + other + "/restoration", "").expect(200);
        api.put(path + "/activation", "").expect(200);
        api.put("/api/v1/workflows/" + calling + "/activation", "").expect(200);
        api.delete(path + "?evenIfUsed=true").expect(204);
    }

    /** Whoever puts the one into force is warned, or whoever puts the other out of it is told. */
    @Test
    void isNotPutOutOfForceUnnoticed() throws Exception {
        for (var round = 0; round < 8; round++) {
            var other = manual("[{'type':'stop','config':{}}]");
            var calling = workflows.draft("{\"type\":\"manual\"}",
                    "[{\"type\":\"sub_workflow\",\"config\":{\"workflowId\":\"%s\"}}]".formatted(other));
            var activated = CompletableFuture
                    .supplyAsync(() -> api.put("/api/v1/workflows/" + calling + "/activation", "").expect(200));
            var rested = api.delete("/api/v1/workflows/" + other + "/activation");

            assertThat(rested.status() == 409 || !activated.get().json().at("/warnings").isEmpty())
                    .as(rested.text() + activated.get().text())
                    .isTrue();
        }
    }

    /** However many there are of which kind, whether somebody waits for them, and also where their number was known before. */
    @ParameterizedTest
    @CsvSource({"sub_workflow", "parallel", "for_each", "under_way"})
    void boundsHowManyRunsStepsBeginOfOneCause(String kind) throws SQLException {
        var step = switch (kind) {
            case "parallel" -> "{'type':'parallel','config':{'branches':[{'steps':[%s]}]}}".formatted(NOW);
            case "for_each" -> "{'type':'for_each','config':{'items':[1],'steps':[%s]}}".formatted(NOW);
            case "under_way" ->
                "{'type':'for_each','config':{'items':[1,2],'steps':[{'type':'parallel','config':{'branches':[{'steps':[%s]}]}}]}}"
                        .formatted(NOW);
            default -> "{'type':'sub_workflow','config':{'workflowId':'%s','wait':false}}"
                    .formatted(manual("[%s]", TASK.formatted("t", "x")));
        };
        var others = kind.equals("under_way") ? 9_998 : 10_000;
        var run = workflows.start(manual("[%s,%s]", WAIT, step), "{}");
        Workflows.await(() -> waiting().size() == 1, "it waits");
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var insert = connection.prepareStatement(
                        """
                        insert into workflow_execution_logs (organization_id, workflow_id, version_number, root_id, status, execution_end, parent_run_id,
                            parent_step, part, is_awaited)
                        select l.organization_id, l.workflow_id, l.version_number, l.root_id, 'succeeded', now(), l.id, 9, n, false
                        from workflow_execution_logs l cross join generate_series(1, ?::int) n where l.id = ?::bigint""");
                var due = connection.prepareStatement("""
                        with due as (update workflow_execution_steps s set result = jsonb_build_object('until', now()) where execution_log_id = ?::bigint),
                        ticket as (insert into work_tickets (organization_id, queue)
                            select organization_id, 'runs' from workflow_run_queue where id = ?::bigint)
                        update workflow_run_queue set due_at = now() where id = ?::bigint""")) {
            insert.setInt(1, others);
            insert.setString(2, run);
            insert.executeUpdate();
            due.setString(1, run);
            due.setString(2, run);
            due.setString(3, run);
            due.executeUpdate();
        }

        assertThat(workflows.ended(run).at("/errorDetails"))
                .contains("steps would have begun more than 10000 runs of one cause");
        assertThat(api.get("/api/v1/workflow-runs?limit=1&total=true").at("/total")).isEqualTo("10001");
    }

    /** What calls itself comes to an end. */
    @Test
    void boundsHowDeepWorkflowsCallOneAnother() {
        var draft = workflows.draft(MANUAL, "[" + json(WAIT) + "]");
        api.patch("/api/v1/workflows/" + draft,
                json("{'steps':[{'type':'sub_workflow','config':{'workflowId':'%s'}}]}".formatted(draft))).expect(200);
        api.put("/api/v1/workflows/" + draft + "/activation", "").expect(200);

        var run = ended(draft, "{}");

        assertThat(run.at("/errorDetails")).contains("automations caused one another");
        assertThat(workflows
                .create(MANUAL, json(
                        "[{'type':'sub_workflow','config':{'workflowId':'01890a5d-ac96-774b-bcce-b302099a8057'}}]"))
                .expect(422)
                .at("/errors/0/code")).isEqualTo("unknown-reference");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "for_each | {'items':'trigger.x','steps':[{'type':'create_task','id':'first','config':{'title':'x'}}]} | config.steps[0].id | not-unique",
        "for_each | {'items':'nowhere.x','steps':[%s]} | config.items | unknown",
        "for_each | {'items':'trigger.x','as':'contact','steps':[%s]} | config.as | not-unique",
        "for_each | {'items':'trigger.x','as':'line','steps':[{'type':'create_task','config':{'title':'{{item}}'}}]} | config.steps[0].config.title | invalid-template",
        "for_each | {'items':'trigger.x','steps':[{'type':'delay','next':'first','config':{'duration':'PT0S'}}]} | config.steps[0].next | unknown",
        "for_each | {'items':'trigger.x','steps':[{'type':'delay','config':{'duration':'P2000D'}}]} | config.steps[0].config.duration | out-of-range",
        "parallel | {'branches':[{'steps':[{'type':'create_task','config':{'title':'x'}},{'type':'create_task','config':{'titel':'x'}}]}]} | config.branches[0].steps[1].config.title | required",
        "parallel | {'branches':[{'name':'a','steps':[%s]},{'name':'a','steps':[%s]}]} | config.branches[1].name | not-unique",
        "parallel | {'branches':[{'steps':[%s]}],'join':2} | config.join | out-of-range",
        "parallel | {'branches':[{'steps':[{'type':'create_task','config':{'title':'{{item}}'}}]}]} | config.branches[0].steps[0].config.title | invalid-template",
    })
    void refusesWhatMeansNothing(String type, String config, String field, String code) {
        var refused = workflows
                .create(MANUAL, json("[%s,{'type':'%s','config':%s}]".formatted(TASK.formatted("first", "x"),
                        type, config.replace("%s", NOW))))
                .expect(422);

        assertThat(refused.json()
                .at("/errors")
                .valueStream()
                .map(error -> error.path("field").asString() + " "
                        + error.path("code").asString()))
                .as(refused.text())
                .contains("steps[1]." + field + " " + code);
    }

    @Test
    void boundsHowDeepStepsStand() {
        var nested = NOW;
        for (var level = 0; level < 6; level++) {
            nested = "{'type':'parallel','config':{'branches':[{'steps':[" + nested + "]}]}}";
        }

        assertThat(workflows.create(MANUAL, json("[" + nested + "]")).expect(422).text()).contains("too-deep");
        var many = "{'type':'for_each','config':{'items':'trigger.x','steps':[" + (NOW + ",").repeat(99) + NOW + "]}}";
        assertThat(workflows.create(MANUAL, json("[" + many + "]")).expect(422).text()).contains("at most 100 steps");
    }

    private String manual(String steps, Object... parts) {
        return workflows.manual(json(steps.formatted(parts)));
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private Answer ended(String workflow, String input) {
        return workflows.ended(workflows.start(workflow, input));
    }

    private Answer parts(Answer run, String more) {
        return api.get("/api/v1/workflow-runs?filter=parentRunId[eq]:" + run.id() + more).expect(200);
    }

    private List<String> waiting() {
        return api.get("/api/v1/workflow-runs?limit=50&filter=status[eq]:waiting")
                .json()
                .at("/results")
                .findValuesAsString("id");
    }

    private List<String> titles() {
        return api.get("/api/v1/tasks?limit=50").json().at("/results").findValuesAsString("title");
    }

    /** Seconds until then. */
    private static double nextLook(Statement statement, String run) {
        try (var rows = statement.executeQuery(
                "select extract(epoch from due_at - now()) from workflow_run_queue where id = " + run)) {
            rows.next();
            return rows.getDouble(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
