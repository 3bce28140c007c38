package dev.tenantry.automation.run.control;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tenantry.automation.Workflows;
import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Parallel;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;

/** Workflows that are called, and started for many records. */
class CallTests extends ApiTest {

    private static final String CALLED = "{\"type\":\"api_call\"}";
    private static final String TASK = "[{\"type\":\"create_task\",\"config\":{\"title\":\"{{trigger.title}}\"}}]";
    private static final String DELAY = "[{\"type\":\"delay\",\"config\":{\"duration\":\"P1D\"}}]";

    @SuppressWarnings("NullAway.Init")
    private Person person;
    @SuppressWarnings("NullAway.Init")
    private Workflows workflows;

    @BeforeEach
    void signUp() {
        person = people.signUp();
        workflows = Workflows.of(person.api());
    }

    @Test
    void answersWithTheOutcomeWhereItEndsInTime() {
        var workflow = workflows.active(CALLED, TASK);

        call(workflow, "{\"title\":\"Hello\"}", "Prefer", "wait=20").expect(200);
        var answers = Parallel.times(5, () -> call(workflow, "{\"title\":\"Hello\"}", "Prefer", "wait=20"));

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.expect(200).at("/status")).isEqualTo("succeeded");
            assertThat(answer.at("/steps/0/result/taskId")).isNotEmpty();
            assertThat(answer.header("Preference-Applied")).isEqualTo("wait=20");
        });
        assertThat(person.api().get("/api/v1/workflows/" + workflow + "/triggers").at("/results/0/triggerCount"))
                .isEqualTo("6");
    }

    @Test
    void countsNoStartsThatAreRefused() {
        var workflow = workflows.active(CALLED, TASK, "{\"rateLimit\":{\"limit\":2,\"period\":\"PT1H\"}}");

        for (var count = 0; count < 4; count++) {
            call(workflow, "{\"title\":\"Hello\"}", "Prefer", "wait=20");
        }

        assertThat(workflows.runs(workflow).json().at("/results").findValuesAsString("status")).contains("turned_away");
        assertThat(person.api().get("/api/v1/workflows/" + workflow + "/triggers").at("/results/0/triggerCount"))
                .isEqualTo("2");
    }

    @Test
    void answersWithWhatTheWorkflowSays() {
        var workflow = workflows.active(CALLED, """
                [{"type":"respond","config":{"body":"too early"}},
                 {"type":"create_task","config":{"title":"x"}},
                 {"type":"respond","config":{"body":{"hello":"{{trigger.name}}","sizes":["{{trigger.size}}"],"task":"{{steps.step-1.result.taskId}}"}}},
                 {"type":"create_task","config":{"title":"y"}}]""");

        var answer = call(workflow, "{\"name\":\"Ada\",\"size\":7}", "Prefer", "wait=20").expect(200);

        assertThat(answer.json().path("hello").asString() + answer.json().path("sizes")).isEqualTo("Ada[7]");
        assertThat(answer.at("/task")).isNotEmpty();
        assertThat(answer.header("Location")).startsWith("/api/v1/workflow-runs/");
    }

    @Test
    void tellsByItsStatusThatTheRunHasNotSucceeded() {
        var workflow = workflows.active(CALLED, """
                [{"type":"respond","config":{"body":{}}},
                 {"type":"stop","config":{"outcome":"failed","reason":"{{trigger.name}} is not welcome"}}]""");

        var failed = call(workflow, "{\"name\":\"Eve\"}", "Prefer", "wait=20").expect(422);

        assertThat(failed.at("/code")).isEqualTo("run-failed");
        assertThat(failed.at("/detail")).contains("Eve is not welcome");
        assertThat(workflows.run(failed.header("Location").replaceFirst(".*/", "")).at("/status")).isEqualTo("failed");
    }

    @Test
    void tellsWhereTheRunIsWhereItDoesNot() {
        var workflow = workflows.active(CALLED, DELAY);

        var late = call(workflow, "{}", "Prefer", "respond-async, wait=1").expect(202);
        var unasked = call(workflow, "{}").expect(202);

        assertThat(late.header("Location")).isEqualTo("/api/v1/workflow-runs/" + late.id());
        assertThat(late.at("/status")).isIn("waiting", "running", "queued");
        assertThat(unasked.header("Preference-Applied")).isEmpty();
    }

    @Test
    void isCalledOnceByAKeyThatMay() {
        var workflow = workflows.active(CALLED, TASK);
        var keyed = Api.at(port()).bearer(key("\"workflows:run\",\"workflows:read\",\"tasks:create\",\"tasks:read\""));
        var reader = Api.at(port()).bearer(key("\"workflows:read\",\"tasks:create\""));
        var path = "/api/v1/workflows/" + workflow + "/calls";

        var first = keyed.with("Idempotency-Key", "once").post(path, "{\"title\":\"x\"}").expect(202);
        var again = keyed.with("Idempotency-Key", "once").post(path, "{\"title\":\"x\"}").expect(202);

        assertThat(again.id()).isEqualTo(first.id());
        assertThat(workflows.ended(first.id()).at("/status")).isEqualTo("succeeded");
        reader.post(path, "{}").expect(403);
        people.signUp().api().post(path, "{}").expect(404);
    }

    /** A typing error starts nothing, nor does what the caller may not read. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            contactId     | "999999999"  | unknown-reference
            opportunityId | "not a one"  | pattern
            companyId     | {"id":"1"}   | pattern
            companyId     | 1.5          | pattern
            """)
    void isAboutRecordsThatAreThere(String property, String id, String code) {
        var manual = workflows.manual(DELAY);
        var called = workflows.active(CALLED, DELAY);
        var input = "{\"%s\":%s}".formatted(property, id);

        var started = person.api()
                .post("/api/v1/workflows/" + manual + "/runs", "{\"input\":%s}".formatted(input))
                .expect(422);
        var answered = call(called, input).expect(422);

        assertThat(started.at("/errors/0/field") + " " + started.at("/errors/0/code"))
                .isEqualTo("input." + property + " " + code);
        assertThat(answered.at("/errors/0/field") + " " + answered.at("/errors/0/code"))
                .isEqualTo(property + " " + code);
        for (var workflow : List.of(manual, called)) {
            assertThat(workflows.runs(workflow).json().at("/results")).isEmpty();
        }
    }

    @Test
    void isAboutRecordsThatTheCallerMayRead() {
        var workflow = workflows.active(CALLED, DELAY);
        var contact = person.api().post("/api/v1/contacts", "{\"name\":\"Grace\"}").expect(201).id();
        var input = "{\"contactId\":%s,\"companyId\":null}".formatted(contact);
        var blind = Api.at(port()).bearer(key("\"workflows:run\",\"workflows:read\""));

        call(workflow, input).expect(202);
        var refused = blind.post("/api/v1/workflows/" + workflow + "/calls", input).expect(422);
        assertThat(refused.at("/errors/0/code")).isEqualTo("unknown-reference");
        person.api().delete("/api/v1/contacts/" + contact).expect(204);
        assertThat(call(workflow, input).expect(422).at("/errors/0/field")).isEqualTo("contactId");
    }

    @Test
    void isForWorkflowsThatAreThereToBeCalled() {
        call(workflows.manual(DELAY), "{}").expect(409);
        call(workflows.draft(CALLED, DELAY), "{}").expect(409);
        call(workflows.active(CALLED, DELAY), "{\"a\":\"%s\"}".formatted("x".repeat(262_144))).expect(422);
        call(workflows.active(CALLED, DELAY), "[]").expect(400);
        workflows.create("{\"type\":\"api_call\",\"event\":\"contact.created\"}", DELAY).expect(422);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", textBlock = """
            null | 0
            wait=5 | 5
            respond-async, wait=7;foo=bar | 7
            WAIT = "9" | 9
            wait=900 | 30
            wait=-1 | 0
            await=5 | 0
            wait=5x | 0""")
    void waitsAsLongAsIsPreferred(String prefer, int seconds) {
        assertThat(CallController.seconds(prefer)).isEqualTo(seconds);
    }

    @Test
    void startsOneForEachOfManyRecords() {
        var workflow = workflows.active("{\"type\":\"manual\"}",
                "[{\"type\":\"create_task\",\"config\":{\"title\":\"{{trigger.contactId}} {{contact.name}}\"}}]",
                "{\"dedupe\":{\"by\":\"{{trigger.contactId}}\",\"window\":\"P1D\"}}");
        var contacts = IntStream.range(0, 3)
                .mapToObj(n -> person.api()
                        .post("/api/v1/contacts", "{\"name\":\"Ada %d\"}".formatted(n))
                        .expect(201)
                        .id())
                .toList();

        var some = bulk(workflow, "\"ids\":[\"%s\",\"%s\"]".formatted(contacts.get(0), contacts.get(1))).expect(201);
        var found = bulk(workflow,
                """
                "search":{"filterGroups":[{"filters":[{"field":"name","operator":"startsWith","value":"ada"}]}]}""")
                .expect(201);

        assertThat(some.at("/started")).isEqualTo("2");
        assertThat(found.at("/started")).isEqualTo("1");
        assertThat(found.at("/turnedAway")).isEqualTo("2");
        var task = workflows.ended(some.at("/results/1/runId")).at("/steps/0/result/taskId");
        assertThat(person.api().get("/api/v1/tasks/" + task).at("/title")).isEqualTo(contacts.get(1) + " Ada 1");
        bulk(workflow, "\"ids\":[\"%s\",\"999999\"]".formatted(contacts.get(0))).expect(422);
        bulk(workflow, "\"ids\":[\"1\"],\"search\":{}").expect(422);
        person.api()
                .post("/api/v1/workflows/" + workflow + "/bulk-starts", "{\"type\":\"planet\",\"ids\":[\"1\"]}")
                .expect(422);
        assertThat(workflows.runs(workflow).json().at("/results").size()).isEqualTo(5);
    }

    @Test
    void startsForNoMoreThanTheSearchAsksFor() {
        var workflow = workflows.manual(DELAY);
        var contacts = Stream.of("Zoe", "Yann", "Xena", "Willi", "Vera")
                .map(name -> person.api()
                        .post("/api/v1/contacts", "{\"name\":\"%s Cassey\"}".formatted(name))
                        .expect(201)
                        .id())
                .toList();

        var first = bulk(workflow, "\"search\":{\"q\":\"Cassey\",\"sort\":\"name\",\"limit\":2}").expect(201);
        var page = person.api()
                .post("/api/v1/contacts/search", "{\"q\":\"Cassey\",\"sort\":\"name\",\"limit\":2}")
                .expect(200);
        var second = bulk(workflow, "\"search\":{\"q\":\"Cassey\",\"sort\":\"name\",\"limit\":2,\"after\":\"%s\"}"
                .formatted(page.at("/paging/next/after"))).expect(201);

        assertThat(first.json().path("results").findValuesAsString("recordId"))
                .containsExactly(contacts.get(4), contacts.get(3));
        assertThat(second.json().path("results").findValuesAsString("recordId"))
                .containsExactly(contacts.get(2), contacts.get(1));
        assertThat(bulk(workflow, "\"search\":{\"total\":true}").expect(422).at("/errors/0/field"))
                .isEqualTo("search.total");
        bulk(workflow, "\"search\":{\"q\":\"Cassey\",\"limit\":0}").expect(422);
        bulk(workflow, "\"search\":{\"q\":\"Cassey\",\"most\":3}").expect(400);
        assertThat(workflows.runs(workflow).json().at("/results").size()).isEqualTo(4);
    }

    /** What it shows to whoever starts, whoever made it; each start is one, however often it is asked for. */
    @Test
    void startsOneForEachRecordOfAView() {
        var workflow = workflows.manual("[{\"type\":\"create_task\",\"config\":{\"title\":\"{{contact.name}}\"}}]");
        var api = person.api();
        for (var name : List.of("Ada", "Alan", "Grace")) {
            api.post("/api/v1/contacts", "{\"name\":\"%s\"}".formatted(name)).expect(201);
        }
        var view = api.post("/api/v1/views", """
                {"name":"With A","type":"contact","filter":"name[startsWith]:a","sort":"-name"}""").expect(201).id();
        var companies = api.post("/api/v1/views", "{\"name\":\"All\",\"type\":\"company\"}").expect(201).id();
        var body = "{\"type\":\"contact\",\"viewId\":\"%s\"}".formatted(view);

        var answers = Parallel.times(5, () -> api.with("Idempotency-Key", "all of the view")
                .post("/api/v1/workflows/" + workflow + "/bulk-starts", body));

        assertThat(answers).anySatisfy(answer -> {
            assertThat(answer.expect(201).at("/started")).isEqualTo("2");
            assertThat(workflows.ended(answer.at("/results/0/runId")).at("/status")).isEqualTo("succeeded");
        }).allSatisfy(answer -> assertThat(answer.status()).isIn(201, 409));
        assertThat(workflows.runs(workflow).json().at("/results").size()).isEqualTo(2);
        for (var other : List.of(companies, "999999")) {
            assertThat(bulk(workflow, "\"viewId\":\"" + other + "\"").expect(422).at("/errors/0/field"))
                    .isEqualTo("viewId");
        }
        bulk(workflow, "\"ids\":[\"1\"],\"viewId\":\"" + view + "\"").expect(422);
        var admin = people.signUpInto(person, "admin").api();
        assertThat(admin.post("/api/v1/workflows/" + workflow + "/bulk-starts", body).expect(422).at("/errors/0/field"))
                .isEqualTo("viewId");
    }

    private Answer bulk(String workflow, String which) {
        return person.api()
                .post("/api/v1/workflows/" + workflow + "/bulk-starts", "{\"type\":\"contact\"," + which + "}");
    }

    private Answer call(String workflow, String body, String... header) {
        var api = header.length == 0 ? person.api() : person.api().with(header[0], header[1]);
        return api.post("/api/v1/workflows/" + workflow + "/calls", body);
    }

    private String key(String scopes) {
        return person.api()
                .post("/api/v1/api-keys", "{\"name\":\"k\",\"scopes\":[%s]}".formatted(scopes))
                .expect(201)
                .at("/key");
    }
}
