package dev.tenantry.automation;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What a workflow holds, is given and makes of it has an end. */
class BoundsTests extends ApiTest {

    private static final String MANUAL = "{\"type\":\"manual\"}";
    private static final int INPUT = 262_144;

    private Workflows workflows = Workflows.of(api);

    @BeforeEach
    void somebody() {
        api = people.signUp().api();
        workflows = Workflows.of(api);
    }

    /** Every step that fills in texts, and the two ways to have a value in them. */
    static Stream<String> growing() {
        var text = "{{trigger}}".repeat(400);
        var values = IntStream.range(0, 400).mapToObj(_ -> "\"{{trigger}}\"").collect(Collectors.joining(","));
        return Stream.of(
                "{'type':'send_email','config':{'to':['a@example.test'],'subject':'x','text':'%s'}}".formatted(text),
                "{'type':'send_email','config':{'to':['a@example.test'],'subject':'%s','text':'x'}}"
                        .formatted("{{trigger}}".repeat(40)),
                "{'type':'create_task','config':{'title':'x','description':'%s'}}".formatted(text),
                "{'type':'update_contact','config':{'contactId':'1{{^run.id}}0{{/run.id}}','fields':{'jobTitle':'%s'}}}"
                        .formatted(text),
                "{'type':'webhook','config':{'url':'https://example.invalid/','payload':{'a':'%s'}}}".formatted(text),
                "{'type':'webhook','config':{'url':'https://example.invalid/','payload':{'a':[%s]}}}".formatted(values),
                "{'type':'webhook','config':{'url':'https://example.invalid/','payload':{'a':'%s'}}}"
                        .formatted("{{trigger.text}}".repeat(3)))
                .map(step -> step.replace('\'', '"'));
    }

    @ParameterizedTest
    @MethodSource("growing")
    void textsThatWouldGrowBeyondAMegabyteFailTheStep(String step) {
        var workflow = workflows.manual("[" + step + "]");

        // Each character takes six in JSON.
        var run = workflows.ended(workflows.start(workflow,
                "{\"text\":\"%s\"}".formatted("\\u0001".repeat(INPUT - 100))));

        assertThat(run.at("/status")).isEqualTo("failed");
        assertThat(run.at("/errorDetails")).containsAnyOf("longer than 1000000 characters", "larger than 1 MB");
        assertThat(run.json().at("/steps/0/retryCount").asInt()).isZero();
    }

    @Test
    void whatFitsIsFilledIn() {
        var workflow = workflows
                .manual("""
                [{"type":"send_email","config":{"to":["a@example.test"],"subject":"x","text":"{{trigger.text}}{{trigger.text}}{{trigger.text}}"}}]""");

        var run = workflows.ended(workflows.start(workflow, "{\"text\":\"%s\"}".formatted("x".repeat(250_000))));

        assertThat(run.at("/status")).as(run.at("/errorDetails")).isEqualTo("succeeded");
        assertThat(run.at("/steps/0/stepConfig/text")).hasSize(750_000);
    }

    /** Whoever looks at a run reads all of it. */
    @Test
    void whatARunKeepsHasAnEnd() {
        var respond = "{\"type\":\"respond\",\"config\":{\"body\":{\"a\":\"%s\"}}}".formatted("{{trigger.text}}");
        var workflow = workflows
                .manual(IntStream.range(0, 42).mapToObj(_ -> respond).collect(Collectors.joining(",", "[", "]")));

        var run = workflows.ended(workflows.start(workflow, "{\"text\":\"%s\"}".formatted("x".repeat(250_000))));

        assertThat(run.at("/status")).isEqualTo("failed");
        assertThat(run.at("/errorDetails")).contains("longer than 10000000 characters");
        assertThat(run.json().path("steps")).hasSize(40);
    }

    static Stream<Arguments> inputs() {
        return Stream.of(arguments("{\"a\":\"%s\"}".formatted("x".repeat(INPUT)), "longer than"),
                arguments("{\"%s\":1}".formatted("x".repeat(256)), "a name in this"),
                arguments("{\"a\":" + "[".repeat(40) + "]".repeat(40) + "}", "nested deeper"),
                arguments("{\"a\":[%1$s1],\"b\":[%1$s1],\"c\":[%1$s1]}".formatted("1,".repeat(8_000)), "more than"));
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void anInputThatIsTooMuchIsRefused(String input, String reason) {
        var workflow = workflows.manual("[{\"type\":\"delay\",\"config\":{\"duration\":\"PT1S\"}}]");

        var refused = api.post("/api/v1/workflows/" + workflow + "/runs", "{\"input\":" + input + "}").expect(422);

        assertThat(refused.at("/errors/0/field")).isEqualTo("input");
        assertThat(refused.at("/errors/0/message")).contains(reason);
        assertThat(workflows.runs(workflow).json().at("/results")).isEmpty();
    }

    static Stream<Arguments> documents() {
        var delay = "{\"type\":\"delay\",\"config\":{\"duration\":\"PT1S\"}}";
        var hook = "[{\"type\":\"webhook\",\"config\":{\"url\":\"https://example.test/\",\"payload\":%s}}]";
        return Stream.of(arguments("[" + "{},".repeat(9_000) + "{}]", "steps"),
                arguments("[" + (delay + ",").repeat(100) + delay + "]", "steps"),
                arguments("[" + "{},".repeat(99) + "{}]", "steps[0].config"),
                arguments(hook.formatted("{\"a\":\"" + "x".repeat(300_000) + "\"}"), "steps"),
                arguments(hook.formatted("{\"a\":" + "[".repeat(40) + "]".repeat(40) + "}"), "steps"),
                arguments(hook.formatted("{\"a\":[" + "1,".repeat(6_000) + "1],\"b\":[" + "1,".repeat(6_000) + "1]}"),
                        "steps"),
                arguments(hook.formatted("{\"" + "x".repeat(256) + "\":1}"), "steps"),
                arguments(hook.formatted("{\"a\":\"{{trigger" + ".a".repeat(20_000) + "}}\"}"),
                        "steps[0].config.payload.a"),
                arguments(hook.formatted("{\"a\":[" + "\"{{nobody}}\",".repeat(5_000) + "1]}"),
                        "steps[0].config.payload.a[0]"),
                arguments("[{\"type\":\"condition\",\"config\":{\"field\":\"trigger" + ".a".repeat(50_000)
                        + "\",\"operator\":\"eq\",\"value\":1}}]", "steps[0].config.field"));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void aDocumentThatIsTooMuchIsRefusedInAFewWords(String steps, String field) {
        var refused = workflows.create(MANUAL, steps).expect(422);

        assertThat(refused.json().at("/errors").findValuesAsString("field")).contains(field);
        assertThat(refused.json().at("/errors").size()).isLessThanOrEqualTo(20);
        assertThat(refused.text()).hasSizeLessThan(20_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut", "fail"})
    void aTextThatIsTooLongOnceItIsFilledInIsCutOrFailsAsTheStepSays(String tooLong) {
        var contact = api.post("/api/v1/contacts", "{\"name\":\"Ada\"}").expect(201).id();
        var workflow = workflows.manual("""
                [{"type":"update_contact","config":{"tooLong":"%s","fields":{"jobTitle":"{{trigger.text}}"}}},
                 {"type":"create_task","config":{"tooLong":"%s","title":"{{trigger.text}}"}}]""".formatted(tooLong,
                tooLong));

        var run = workflows.ended(workflows.start(workflow, """
                {"contactId":"%s","text":"%s"}""".formatted(contact, "x".repeat(500))));

        if (tooLong.equals("cut")) {
            assertThat(run.at("/status")).as(run.text()).isEqualTo("succeeded");
            assertThat(api.get("/api/v1/contacts/" + contact).at("/jobTitle")).hasSize(200);
            assertThat(api.get("/api/v1/tasks/" + run.at("/steps/1/result/taskId")).at("/title")).hasSize(200);
        } else {
            assertThat(run.at("/errorDetails")).isEqualTo("step 0 (update_contact): jobTitle: this has 500 characters,"
                    + " and there can be 200; with \"tooLong\": \"cut\" in its config the step cuts it");
        }
    }

    @Test
    void nothingIsCutThatPeopleSeeAsOneCharacter() {
        var workflow = workflows.manual("""
                [{"type":"create_task","config":{"tooLong":"cut","title":"{{trigger.text}}"}}]""");

        var run = workflows.ended(workflows.start(workflow,
                "{\"text\":\"%s\"}"
                        .formatted("x".repeat(198) + "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 etc.")));

        assertThat(api.get("/api/v1/tasks/" + run.at("/steps/0/result/taskId")).at("/title"))
                .isEqualTo("x".repeat(198));
    }

    @Test
    void aTaskCanNameItsCompany() {
        var company = api.post("/api/v1/companies", "{\"name\":\"Analytical Engines\"}").expect(201).id();
        var workflow = workflows.manual("""
                [{"type":"create_task","config":{"title":"x","companyId":"{{trigger.company}}"}}]""");

        var run = workflows.ended(workflows.start(workflow, "{\"company\":\"%s\"}".formatted(company)));

        assertThat(api.get("/api/v1/tasks/" + run.at("/steps/0/result/taskId")).at("/companyId")).isEqualTo(company);
    }
}
