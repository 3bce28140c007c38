package dev.tenantry.automation;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** What a workflow's enrolment says of how many runs there are holds for those that steps of others ask for, too. */
class SubWorkflowLimitTests extends ApiTest {

    private static final String MANUAL = "{\"type\":\"manual\"}";
    private static final String WAIT = "[{\"type\":\"delay\",\"config\":{\"duration\":\"P1D\"}}]";
    private static final String NOW = "[{\"type\":\"delay\",\"config\":{\"duration\":\"PT0S\"}}]";

    private Api api = Api.at(0);
    private Workflows workflows = Workflows.of(api);

    @BeforeEach
    void somebody() {
        api = people.signUp().api();
        workflows = Workflows.of(api);
    }

    /** It waits for its place as any run, and what asked for it waits with it. */
    @Test
    void waitsForItsPlace() {
        var other = workflows.active(MANUAL, WAIT, "{\"concurrency\":{\"limit\":1}}");
        var run = workflows.start(workflows.manual("""
                [{"type":"for_each","config":{"items":[1,2,3],"concurrency":3,"steps":[
                    {"type":"sub_workflow","config":{"workflowId":"%s"}}]}}]""".formatted(other)), "{}");
        Workflows.await(() -> runs(other, "queued").size() == 2 && runs(other, "waiting").size() == 1, "none waits");
        var held = runs(other, "waiting").getFirst();

        var queued = workflows.run(runs(other, "queued").getFirst());
        assertThat(queued.at("/waitsFor/limit") + " " + queued.at("/waitsFor/heldBy/0"))
                .isEqualTo("concurrency " + held);
        for (var count = 0; count < 3; count++) {
            Workflows.await(() -> runs(other, "waiting").size() == 1, "no other one takes the place");
            Workflows.elapse(runs(other, "waiting").getFirst());
            var ended = count + 1;
            Workflows.await(() -> runs(other, "succeeded").size() == ended, "it does not end");
        }

        assertThat(workflows.ended(run).at("/steps/0/result/succeeded")).isEqualTo("3");
    }

    /** Nothing is lost: it is a run that says why, and so does the step. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"rateLimit":{"limit":1,"period":"PT1H"}}                             | turned away by rate_limit: there have been 1 of its key
            {"dedupe":{"by":"{{trigger.name}}","window":"P1D"}}                   | turned away by dedupe: something of the same key
            {"singleton":{"by":{"expression":"trigger.name"}}}                    | turned away by singleton: there is a run of its key already
            {"concurrency":{"limit":1,"onLimit":"skip"}}                          | turned away by concurrency: there is a run of its key already""")
    void isTurnedAwayAndSaysWhy(String enrolment, String reason) {
        var other = workflows.active(MANUAL, WAIT, enrolment);
        var calls = "[{\"type\":\"sub_workflow\",\"config\":{\"workflowId\":\"%s\",\"input\":{\"name\":\"x\"},\"wait\":%s}}]";
        var first = workflows.ended(workflows.start(workflows.manual(calls.formatted(other, false)), "{}"));
        var awaited = workflows.start(workflows.manual(calls.formatted(other, true)), "{}");
        var failed = workflows.ended(awaited);
        var unawaited = workflows.ended(workflows.start(workflows.manual(calls.formatted(other, false)), "{}"));

        assertThat(first.at("/steps/0/result/status")).isIn("queued", "running", "waiting");
        assertThat(failed.at("/status") + failed.at("/errorDetails")).contains("failed",
                "of the other workflow: " + reason);
        assertThat(unawaited.at("/steps/0/result/status") + unawaited.at("/steps/0/result/error"))
                .startsWith("turned_away" + reason);
        assertThat(runs(other, "turned_away")).hasSize(2);
        var shown = api.get("/api/v1/workflows/" + other);
        assertThat(shown.at("/runCount") + shown.at("/turnedAwayCount") + shown.at("/refusedCount")).isEqualTo("120");

        api.patch("/api/v1/workflows/" + other, "{\"enrolment\":null,\"steps\":%s}".formatted(NOW)).expect(200);
        api.post("/api/v1/workflow-runs/" + awaited + "/retries", "").expect(201);
        assertThat(workflows.ended(awaited).at("/status")).isEqualTo("succeeded");
        assertThat(runs(other, "turned_away")).hasSize(1);
    }

    @Test
    void beginsLaterWhereItIsThrottled() {
        var other = workflows.active(MANUAL, NOW, "{\"throttle\":{\"limit\":1,\"period\":\"PT1H\"}}");
        var calling = workflows
                .manual("[{\"type\":\"sub_workflow\",\"config\":{\"workflowId\":\"%s\"}}]".formatted(other));
        workflows.ended(workflows.start(calling, "{}"));
        workflows.start(calling, "{}");
        Workflows.await(() -> runs(other, "queued").size() == 1, "it does not wait");

        assertThat(workflows.run(runs(other, "queued").getFirst()).at("/waitsFor/limit")).isEqualTo("throttle");
    }

    @ParameterizedTest
    @CsvSource({"cancel_running", "keep_newest"})
    void endsAnEarlierOneWhereTheRuleSaysSo(String onLimit) {
        var other = workflows.active(MANUAL, WAIT,
                "{\"concurrency\":{\"limit\":1,\"onLimit\":\"%s\"}}".formatted(onLimit));
        var calling = workflows
                .manual("[{\"type\":\"sub_workflow\",\"config\":{\"workflowId\":\"%s\"}}]".formatted(other));
        workflows.start(calling, "{}");
        Workflows.await(() -> runs(other, "waiting").size() == 1, "none begins");
        var second = workflows.start(calling, "{}");
        Workflows.await(() -> runs(other, null).size() == 2, "no other one");
        var third = onLimit.equals("keep_newest") ? workflows.start(calling, "{}") : null;
        Workflows.await(() -> runs(other, "cancelled").size() == 1, "none ends");

        assertThat(runs(other, null)).hasSize(third == null ? 2 : 3);
        assertThat(workflows.ended(third == null
                ? workflows.runs(calling).json().at("/results").findValuesAsString("id").getLast()
                : second).at("/errorDetails")).contains("a later one of its key took its place");
    }

    /** Directly, by way of another one, and where it would have to end what asks for it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "queue          | false | has one that it might wait for: it would never begin",
        "queue          | true  | has one that it might wait for: it would never begin",
        "cancel_running | false | would end run",
        "skip           | false | turned away by concurrency"})
    void neverWaitsForWhatWaitsForIt(String onLimit, boolean isIndirect, String reason) {
        var workflow = workflows.create(MANUAL, NOW,
                "{\"concurrency\":{\"limit\":1,\"onLimit\":\"%s\"}}".formatted(onLimit)).expect(201).id();
        var call = "[{\"type\":\"sub_workflow\",\"config\":{\"workflowId\":\"%s\"}}]";
        var called = isIndirect
                ? workflows.create(MANUAL, call.formatted(workflow), "{\"concurrency\":{\"limit\":1}}").expect(201).id()
                : workflow;
        api.patch("/api/v1/workflows/" + workflow, "{\"steps\":%s}".formatted(call.formatted(called))).expect(200);
        Stream.of(called, workflow)
                .distinct()
                .forEach(
                        one -> api.put("/api/v1/workflows/" + one + "/activation", "").expect(200));

        var run = workflows.ended(workflows.start(workflow, "{}"));

        assertThat(run.at("/status") + run.at("/errorDetails")).contains("failed", reason);
    }

    /** One that was cancelled while it waited for its place waits for one again, and nothing of it is passed over. */
    @Test
    void goesOnWhereItWasCancelledOnceTheWholeIsTriedAgain() {
        var other = workflows.active(MANUAL, """
                [{"type":"create_task","config":{"title":"done"}}]""",
                "{\"throttle\":{\"limit\":1,\"period\":\"PT1H\"}}");
        var calling = workflows
                .manual("[{\"type\":\"sub_workflow\",\"config\":{\"workflowId\":\"%s\"}}]".formatted(other));
        workflows.ended(workflows.start(calling, "{}"));
        var run = workflows.start(calling, "{}");
        Workflows.await(() -> runs(other, "queued").size() == 1, "it does not wait");
        api.put("/api/v1/workflow-runs/" + runs(other, "queued").getFirst() + "/cancellation", "").expect(200);
        assertThat(workflows.ended(run).at("/status")).isEqualTo("failed");

        api.post("/api/v1/workflow-runs/" + run + "/retries", "").expect(201);

        Workflows.await(() -> runs(other, "queued").size() == 1, "it does not wait again");
        assertThat(titles()).containsExactly("done");
        var waits = Long.parseLong(runs(other, "queued").getFirst());
        assertThat(change(
                "update workflow_run_queue set due_at = now() where id = ? and due_at > now() + interval '50 minutes' and is_throttled",
                waits)).isOne();
        change("insert into work_tickets (organization_id, queue) select organization_id, 'runs' from workflow_run_queue where id = ?",
                waits);
        assertThat(workflows.ended(run).at("/status")).isEqualTo("succeeded");
        assertThat(titles()).containsExactly("done", "done");
    }

    /** A literal value is no step, whatever it looks like. */
    @Test
    void waitsForItsPlaceWhateverItsWorkflowSays() {
        var other = workflows.active(MANUAL, """
                [{"type":"respond","config":{"body":{"type":"sub_workflow","config":{"workflowId":"x"}}}},
                 {"type":"delay","config":{"duration":"P1D"}}]""",
                "{\"concurrency\":{\"limit\":1,\"onLimit\":\"queue\"}}");
        var calling = workflows
                .manual("[{\"type\":\"sub_workflow\",\"config\":{\"workflowId\":\"%s\"}}]".formatted(other));
        workflows.start(calling, "{}");
        Workflows.await(() -> runs(other, "waiting").size() == 1, "it does not begin");

        var second = workflows.start(calling, "{}");

        Workflows.await(() -> runs(other, "queued").size() == 1, "it does not wait");
        assertThat(workflows.run(second).at("/status")).isNotEqualTo("failed");
    }

    /** What another one's start has ended does not come back beside that one. */
    @Test
    void isNotLetInAgainWhereAnotherOneHasItsPlace() {
        var other = workflows.active(MANUAL, WAIT, "{\"concurrency\":{\"limit\":1,\"onLimit\":\"skip\"}}");
        var calling = workflows
                .manual("[{\"type\":\"sub_workflow\",\"config\":{\"workflowId\":\"%s\"}}]".formatted(other));
        var run = workflows.start(calling, "{}");
        Workflows.await(() -> runs(other, "waiting").size() == 1, "it does not begin");
        api.put("/api/v1/workflow-runs/" + runs(other, "waiting").getFirst() + "/cancellation", "").expect(200);
        workflows.ended(run);
        workflows.start(calling, "{}");
        Workflows.await(() -> runs(other, "waiting").size() == 1, "the other one does not begin");

        api.post("/api/v1/workflow-runs/" + run + "/retries", "").expect(201);

        assertThat(workflows.ended(run).at("/errorDetails")).contains("turned away by concurrency");
        assertThat(runs(other, "waiting")).hasSize(1);
    }

    private List<String> runs(String workflow, String status) {
        return results(api.get("/api/v1/workflows/" + workflow + "/runs?limit=50"
                + (status == null ? "" : "&filter=status[eq]:" + status)), "id");
    }

    private static int change(String sql, long run) {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.prepareStatement(sql)) {
            statement.setLong(1, run);
            return statement.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private List<String> titles() {
        return results(api.get("/api/v1/tasks?limit=50"), "title");
    }

    private static List<String> results(Answer answer, String name) {
        return answer.expect(200).json().at("/results").findValuesAsString(name);
    }
}
