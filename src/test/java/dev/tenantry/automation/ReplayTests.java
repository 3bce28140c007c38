package dev.tenantry.automation;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.HookReceiver;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs that are done again, and those that go on where they failed. */
class ReplayTests extends ApiTest {

    private static final String RUNS = "/api/v1/workflow-runs/";
    private static final String FAIL = "{'type':'stop','config':{'outcome':'failed','reason':'no more'}}";

    @SuppressWarnings("NullAway.Init")
    private Person owner;
    private Api api = Api.at(0);
    private Workflows workflows = Workflows.of(api);

    @BeforeEach
    void somebody() {
        owner = people.signUp();
        api = owner.api();
        workflows = Workflows.of(api);
    }

    @Test
    void doesARunAgainWithoutRepeatingWhatActedOutside() {
        try (var receiver = new HookReceiver()) {
            var steps = """
                    [{"id":"tell","type":"webhook","config":{"url":"%s"}},
                     {"id":"task","type":"create_task","config":{"title":"%s {{trigger.name}} {{steps.tell.result.status}}"}}]""";
            var workflow = workflows.manual(steps.formatted(receiver.url("/hook"), "one"));
            var first = workflows.start(workflow, "{\"name\":\"Ada\"}");
            workflows.ended(first);
            api.patch("/api/v1/workflows/" + workflow,
                    "{\"steps\":%s}".formatted(steps.formatted(receiver.url("/hook"), "two"))).expect(200);

            var same = again(first, "replays", "{}");
            var current = again(first, "replays", "{\"version\":2}");

            assertThat(receiver.deliveries()).hasSize(1);
            assertThat(same.at("/replayOf")).isEqualTo(first);
            assertThat(same.at("/steps/1/stepConfig/title")).isEqualTo("one Ada 200");
            assertThat(current.at("/steps/1/stepConfig/title")).isEqualTo("two Ada 200");
            assertThat(again(first, "replays", "{\"repeatExternal\":true}").at("/workflowVersion")).isEqualTo("1");
            assertThat(again(first, "restarts", "").at("/workflowVersion")).isEqualTo("2");
            assertThat(receiver.deliveries()).hasSize(3);
            api.post(RUNS + first + "/replays", "{\"version\":9}").expect(422);
            people.signUp().api().post(RUNS + first + "/restarts", "").expect(404);
            people.signUpInto(owner, "viewer").api().post(RUNS + first + "/restarts", "").expect(403);
            api.delete("/api/v1/workflows/" + workflow + "/activation").expect(200);
            api.post(RUNS + first + "/restarts", "").expect(409);
        }
    }

    /** Nobody becomes its publisher between the look at what they may read and the beginning. */
    @Test
    void isBegunInTheNameThatIsLookedAt() throws Exception {
        var contact = api.post("/api/v1/contacts", "{\"name\":\"Zoe\"}").expect(201).id();
        var workflow = workflows.manual("[{\"type\":\"create_task\",\"config\":{\"title\":\"{{contact.name}}\"}}]");
        var first = workflows.start(workflow, "{\"contactId\":\"%s\"}".formatted(contact));
        workflows.ended(first);
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            connection.setAutoCommit(false);
            statement.execute("update workflow_definitions set published_scopes = '{workflows:read}' where id = '%s'"
                    .formatted(workflow));
            var again = threads.submit(() -> api.post(RUNS + first + "/restarts", ""));
            Workflows.await(() -> {
                try (var waiting = statement.executeQuery(
                        "select from pg_stat_activity where pg_backend_pid() = any (pg_blocking_pids(pid))")) {
                    return waiting.next();
                } catch (SQLException failure) {
                    throw new IllegalStateException(failure);
                }
            }, "nobody waits");
            connection.commit();
            connection.setAutoCommit(true);

            assertThat(again.get().expect(409).at("/detail")).contains("whoever published the workflow may not read");
        }
    }

    /** Whatever else of what they stand within has failed. */
    @ParameterizedTest
    @ValueSource(strings = {
        "{'type':'for_each','config':{'items':['a','b'],'steps':[%s,{'type':'condition','config':{'field':'item','operator':'eq','value':'b','onFalse':'end'}},%s]}}",
        "{'type':'parallel','config':{'branches':[{'steps':[%s]},{'steps':[{'type':'for_each','config':{'items':['b'],'steps':[%1$s,%2$s]}}]}]}}",
    })
    void repeatsNothingOfABlockThatHasFailed(String block) {
        try (var receiver = new HookReceiver()) {
            var step = block.formatted("{'type':'webhook','config':{'url':'%s'}}".formatted(receiver.url("/hook")),
                    FAIL);
            var sub = workflows.manual(json("[" + step + "]"));
            for (var steps : List.of(step, "{'type':'sub_workflow','config':{'workflowId':'%s'}}".formatted(sub))) {
                var before = receiver.deliveries().size();
                var workflow = workflows.manual(json("[" + steps + "]"));
                var first = workflows.start(workflow, "{}");
                assertThat(workflows.ended(first).at("/status")).isEqualTo("failed");
                assertThat(receiver.deliveries()).hasSize(before + 2);

                assertThat(again(first, "replays", "{}").at("/status")).isEqualTo("failed");

                assertThat(receiver.deliveries()).hasSize(before + 2);
                again(first, "replays", "{\"repeatExternal\":true}");
                assertThat(receiver.deliveries()).hasSize(before + 4);
            }
        }
    }

    /** What acts outside cannot be taken back, but what came of it is known. */
    @Test
    void aCancelledRunTellsWhatCameOfTheStepThatWasUnderWay() {
        try (var receiver = new HookReceiver()) {
            receiver.holdAnswers();
            var run = workflows.start(workflows.manual(
                    "[{\"type\":\"webhook\",\"config\":{\"url\":\"%s\"}},{\"type\":\"stop\",\"config\":{}}]"
                            .formatted(receiver.url("/hook"))),
                    "{}");
            Workflows.await(() -> workflows.run(run).at("/steps/0/status").equals("running"), "it does not act");

            api.put(RUNS + run + "/cancellation", "").expect(200);
            receiver.releaseAnswers();

            Workflows.await(() -> workflows.run(run).at("/steps/0/result/status").equals("200"), "it is not known");
            assertThat(workflows.run(run).at("/status")).isEqualTo("cancelled");
            assertThat(workflows.run(run).json().path("steps")).hasSize(1);
        }
    }

    @Test
    void goesOnWithManyThatFailedAtARate() {
        var workflow = workflows
                .manual("[{\"type\":\"stop\",\"config\":{\"outcome\":\"failed\",\"reason\":\"{{trigger.why}}\"}}]");
        for (var why : new String[]{"out of paper", "Out of ink", "tired"}) {
            workflows.ended(workflows.start(workflow, "{\"why\":\"%s\"}".formatted(why)));
        }
        var filter = "\"workflowId\":\"%s\",\"errorContains\":\"out of\"".formatted(workflow);

        var preview = redrive("{%s,\"dryRun\":true}".formatted(filter)).expect(200);
        var redriven = redrive("{%s,\"ratePerMinute\":1}".formatted(filter)).expect(200);

        assertThat(preview.at("/redriven")).isEqualTo("2");
        assertThat(redriven.at("/redriven")).isEqualTo("2");
        Workflows.await(() -> ofStatus(workflow, "failed") == 2, "the first one does not go on");
        assertThat(ofStatus(workflow, "queued")).isEqualTo(1);
        redrive("{\"status\":[\"succeeded\"]}").expect(422);
        assertThat(redrive("{}").expect(422).at("/errors/0/field")).isEqualTo("all");
        redrive("{\"ratePerMinute\":1,\"dryRun\":true}").expect(422);
        redrive("{\"all\":true,\"status\":[\"failed\"]}").expect(422);
        assertThat(people.signUp().api().post(RUNS + "redrives", "{\"all\":true}").expect(200).at("/redriven"))
                .isEqualTo("0");
    }

    /** Both could say when a run begins; one of them did. */
    @Test
    void tellsTheRateOfARedriveWhereThereIsAThrottle() {
        var workflow = workflows.active("{\"type\":\"manual\"}",
                "[{\"type\":\"stop\",\"config\":{\"outcome\":\"failed\",\"reason\":\"x\"}}]",
                "{\"throttle\":{\"limit\":100,\"period\":\"PT10S\"}}");
        workflows.ended(workflows.start(workflow, "{}"));
        var last = workflows.ended(workflows.start(workflow, "{}")).id();

        redrive("{\"workflowId\":\"%s\",\"ratePerMinute\":1}".formatted(workflow)).expect(200);

        assertThat(workflows.run(last).at("/waitsFor/limit")).isEqualTo("redrive");
    }

    /** As a start by hand is asked for: but what was let in once is not refused for that. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"rateLimit":{"limit":2,"period":"PT1H"}}            | 201 409 409
            {"singleton":{}}                                     | 201 409 409
            {"concurrency":{"limit":1,"onLimit":"skip"}}         | 201 409 409
            {"concurrency":{"limit":1}}                          | 201 201 201
            {"throttle":{"limit":1,"period":"PT1H"}}             | 201 201 201
            {"dedupe":{"by":"x","window":"P1D"}}                 | 201 201 201""")
    void asksTheEnrolmentBeforeARunIsDoneAgain(String enrolment, String statuses) {
        var workflow = workflows.active("{\"type\":\"manual\"}", json("[" + FAIL + "]"), enrolment);
        var run = workflows.start(workflow, "{}");
        workflows.ended(run);
        api.patch("/api/v1/workflows/" + workflow,
                json("{'steps':[{'type':'delay','config':{'duration':'P1D'}}]}")).expect(200);

        var answers = Stream.of("restarts", "replays", "restarts")
                .map(way -> api.post(RUNS + run + "/" + way, way.equals("replays") ? "{\"version\":2}" : ""))
                .toList();

        assertThat(answers.stream().map(answer -> Integer.toString(answer.status())).collect(Collectors.joining(" ")))
                .isEqualTo(statuses);
        if (statuses.contains("409")) {
            assertThat(answers.getLast().at("/detail")).startsWith("the run would be turned away by ");
        } else if (!enrolment.contains("dedupe")) {
            assertThat(workflows.run(answers.getLast().id()).at("/waitsFor/limit"))
                    .isEqualTo(enrolment.contains("throttle") ? "throttle" : "concurrency");
        }
    }

    @Test
    void tellsOfRunsThatSomebodyIsWorkingOn() throws SQLException {
        var workflow = workflows.manual("[{\"type\":\"stop\",\"config\":{\"outcome\":\"failed\",\"reason\":\"x\"}}]");
        var held = workflows.ended(workflows.start(workflow, "{}")).id();
        workflows.ended(workflows.start(workflow, "{}"));
        var filter = "{\"workflowId\":\"%s\",\"dryRun\":%s}";

        try (var holder = TestDatabase.server().connectAsSuperuser(); var statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("select from workflow_execution_logs where id = %s for update".formatted(held));
            var preview = redrive(filter.formatted(workflow, true)).expect(200);
            var redriven = redrive(filter.formatted(workflow, false)).expect(200);
            holder.rollback();

            assertThat(preview.at("/redriven") + preview.at("/skipped") + preview.at("/isComplete"))
                    .isEqualTo("11false");
            assertThat(redriven.at("/redriven") + redriven.at("/skipped") + redriven.at("/isComplete"))
                    .isEqualTo("11false");
        }
    }

    /** Whoever may not read an error cannot guess at it either. */
    @Test
    void comparesNoErrorsThatAreNotForTheCaller() {
        var workflow = workflows
                .manual("""
                [{"type":"create_task","config":{"title":"x"}},{"type":"stop","config":{"outcome":"failed","reason":"out of paper"}}]""");
        workflows.ended(workflows.start(workflow, "{}"));
        var key = api.post("/api/v1/api-keys", "{\"name\":\"k\",\"scopes\":[\"workflows:read\",\"workflows:run\"]}")
                .expect(201)
                .at("/key");
        var guess = "{\"errorContains\":\"%s\",\"dryRun\":true}";

        var right = Api.at(port()).bearer(key).post(RUNS + "redrives", guess.formatted("paper"));
        var wrong = Api.at(port()).bearer(key).post(RUNS + "redrives", guess.formatted("ink"));

        assertThat(right.status()).isEqualTo(wrong.status());
        assertThat(right.text()).isEqualTo(wrong.text());
        assertThat(redrive(guess.formatted("paper")).expect(200).at("/redriven")).isEqualTo("1");
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private int ofStatus(String workflow, String status) {
        return api.get("/api/v1/workflows/" + workflow + "/runs?filter=status[eq]:" + status)
                .json()
                .at("/results")
                .size();
    }

    private Answer redrive(String request) {
        return api.post(RUNS + "redrives", request);
    }

    private Answer again(String run, String how, String request) {
        return workflows.ended(api.post(RUNS + run + "/" + how, request).expect(201).id());
    }
}
