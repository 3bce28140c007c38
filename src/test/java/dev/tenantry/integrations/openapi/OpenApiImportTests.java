package dev.tenantry.integrations.openapi;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.automation.Workflows;
import dev.tenantry.integrations.OtherSide;
import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;

/** What an API's own description says, imported and then asked by workflows. */
class OpenApiImportTests extends ApiTest {

    private static final String YAML = """
            openapi: 3.0.3
            info: {title: People, version: "1"}
            paths:
              /people/{id}:
                parameters:
                  - $ref: '#/components/parameters/Id'
                get:
                  operationId: getPerson
                  parameters:
                    - {name: verbose, in: query, schema: {type: boolean}}
                    - {name: note, in: query}
                    - {name: page, in: query, schema: {type: integer, minimum: 1}}
                    - {name: state, in: query, schema: {enum: [open, closed]}}
                    - {name: limit, in: query, schema: {anyOf: [{type: number, maximum: 5.5}, {type: string, maxLength: 3}]}}
                    - {name: ids, in: query, schema: {type: array, items: {type: integer}}}
                put:
                  operationId: replacePerson
                  requestBody:
                    required: true
                    content:
                      application/json:
                        schema: {$ref: '#/components/schemas/Person'}
              /people:
                get: {responses: {200: {description: all}}}
            components:
              parameters:
                Id: {name: id, in: path, required: true, schema: {type: string}}
              schemas:
                Person:
                  type: object
                  required: [name]
                  properties:
                    name: {type: string, pattern: '(a+)+$', nullable: true}
                    parent: {$ref: '#/components/schemas/Person'}
            """;

    private final OtherSide other = new OtherSide();
    private Api own;
    private String operations;

    @BeforeEach
    void connect() {
        own = people.signUp().api();
        var id = own.post("/api/v1/integrations", """
                {"name":"People","provider":"http","configuration":{"url":"%s/api"}}""".formatted(other.url()))
                .expect(201)
                .id();
        own.put("/api/v1/integrations/" + id + "/connection", "").expect(200);
        operations = "/api/v1/integrations/" + id + "/operations";
    }

    @AfterEach
    void close() {
        other.close();
    }

    @Test
    void areListedByTheirNames() {
        importing(YAML).expect(200);

        var listed = own.get(operations).expect(200).json().path("results");

        assertThat(listed.valueStream().map(one -> one.path("name").asString() + " " + one.path("method").asString()))
                .containsExactly("getPerson GET", "get_people GET", "replacePerson PUT");
        assertThat(listed.at("/0/parameters").toString()).startsWith(
                "[{\"name\":\"id\",\"in\":\"path\",\"required\":true,\"schema\":{\"type\":\"string\"}},")
                .contains(
                        "{\"name\":\"verbose\",\"in\":\"query\",\"required\":false,\"schema\":{\"type\":\"boolean\"}},{\"name\":\"note\",\"in\":\"query\",\"required\":false},");
        assertThat(listed.at("/2/bodySchema").toString()).isEqualTo(
                "{\"type\":\"object\",\"required\":[\"name\"],\"properties\":{\"name\":{\"type\":[\"string\",\"null\"]},\"parent\":{}}}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "paths":5                    | has none
            "webhooks":{"x":{"post":{}}} | has none
            "paths":{}                   | none of its 0 paths has one of get
            "paths":{"/x":{"get":null}}  | none of its 1 paths has one of get
            "paths":{"$ref":"#/paths"}   | none of its 1 paths has one of get""")
    void areLackedByNoDocument(String nothing, String reason) {
        importing(YAML).expect(200);

        assertThat(importing("{\"openapi\":\"3.1.0\"," + nothing + "}").expect(422).text()).contains(reason);

        assertThat(own.get(operations).json().path("results")).hasSize(3);
    }

    /** Of two with one name, of the one that is connected, whichever was there first. */
    @Test
    void areAskedOfWhatIsConnected() {
        importing(YAML).expect(200);
        own.delete(operations.replace("/operations", "/connection")).expect(200);
        var second = own.post("/api/v1/integrations", """
                {"name":"People again","provider":"http","configuration":{"url":"%s/second"}}""".formatted(other.url()))
                .expect(201)
                .id();
        own.put("/api/v1/integrations/" + second + "/connection", "").expect(200);
        operations = "/api/v1/integrations/" + second + "/operations";
        importing(YAML).expect(200);
        other.says(200, "{}");
        var workflows = Workflows.of(own);

        var run = workflows.ended(workflows.start(
                workflows.manual("[{\"type\":\"http_call\",\"config\":{\"operation\":\"get_people\"}}]"), "{}"));

        assertThat(run.at("/status")).isEqualTo("succeeded");
        assertThat(other.last().path()).isEqualTo("/second/people");
    }

    /** What is stated when it is saved, what is filled in before it is sent, and in a dry run. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            page    | 2      | true
            page    | 0      | false
            page    | abc    | false
            page    | 1.5    | false
            verbose | true   | true
            verbose | yes    | false
            state   | open   | true
            state   | gone   | false
            limit   | 5.25   | true
            limit   | abc    | true
            limit   | 6.0000 | false
            ids     | 1,x    | true
            note    | abc    | true""")
    void haveTheirParametersChecked(String parameter, String value, boolean isSent) {
        importing(YAML).expect(200);
        other.says(200, "{}");
        var asked = other.asked().size();
        var workflows = Workflows.of(own);
        var step = "[{\"type\":\"http_call\",\"config\":{\"operation\":\"getPerson\",\"parameters\":{\"id\":\"7\",\"%s\":\"%s\"}}}]";

        var saved = workflows.create("{\"type\":\"manual\"}", step.formatted(parameter, value))
                .expect(isSent ? 201 : 422);
        var workflow = workflows.manual(step.formatted(parameter, "{{trigger.value}}"));
        var dry = own.post("/api/v1/workflows/" + workflow + "/dry-runs",
                "{\"input\":{\"value\":\"%s\"}}".formatted(value));
        var run = workflows.ended(workflows.start(workflow, "{\"value\":\"%s\"}".formatted(value)));

        assertThat(isSent ? "" : saved.at("/errors/0/field"))
                .isEqualTo(isSent ? "" : "steps[0].config.parameters." + parameter);
        assertThat(dry.expect(200).at("/outcome")).isEqualTo(isSent ? "succeeded" : "failed");
        assertThat(run.at("/status")).isEqualTo(isSent ? "succeeded" : "failed");
        assertThat(other.asked()).hasSize(asked + (isSent ? 1 : 0));
    }

    @Test
    void areAskedByWorkflowsAndCheckedBefore() {
        importing(YAML).expect(200);
        other.says(200, "{\"name\":\"Ada\"}");
        var workflows = Workflows.of(own);

        var workflow = workflows
                .manual("""
                [{"id":"ask","type":"http_call","config":{"operation":"getPerson","parameters":{"id":"{{trigger.id}}","verbose":"{{trigger.b}}","note":"{{trigger.v}}"}}},
                 {"type":"http_call","config":{"operation":"replacePerson","parameters":{"id":"7"},"body":{"name":"{{steps.ask.result.name}}!"}}}]""");
        var run = workflows.ended(workflows.start(workflow, "{\"id\":\"a/b?c=1\",\"v\":\"x&y=z\",\"b\":true}"));

        assertThat(run.at("/status")).isEqualTo("succeeded");
        assertThat(other.asked().get(1).path()).isEqualTo("/api/people/a%2Fb%3Fc%3D1?verbose=true&note=x%26y%3Dz");
        assertThat(other.last().method()).isEqualTo("PUT");
        assertThat(other.last().body()).isEqualTo("{\"name\":\"Ada!\"}");
        assertThat(other.last().idempotencyKey()).startsWith("msg_");
        var asked = other.asked().size();
        for (var id : List.of("..", "../x", "..\\\\x", "..%2fx", "%2e%2e", "..;")) {
            var astray = workflows.ended(workflows.start(workflow, "{\"id\":\"%s\",\"v\":\"\"}".formatted(id)));
            assertThat(astray.at("/errorDetails")).contains("the path leads out of the integration's URL");
        }
        assertThat(other.asked()).hasSize(asked);
        assertThat(refused("{\"operation\":\"none\"}")).isEqualTo("steps[0].config.operation");
        assertThat(refused("{\"operation\":\"getPerson\"}")).isEqualTo("steps[0].config.parameters.id");
        assertThat(refused("{\"operation\":\"getPerson\",\"parameters\":{\"id\":\"1\",\"x\":\"1\"}}"))
                .isEqualTo("steps[0].config.parameters.x");
        assertThat(refused("{\"operation\":\"replacePerson\",\"parameters\":{\"id\":\"1\"}}"))
                .isEqualTo("steps[0].config.body.name");
        assertThat(refused("{\"operation\":\"getPerson\",\"parameters\":{\"id\":\"1\"},\"body\":{}}"))
                .isEqualTo("steps[0].config.body");
    }

    @Test
    void areImportedWithoutThoseThatCannotBeAsked() {
        var document = """
                {"openapi":"3.0.0","paths":{
                 "/a":{"get":{"operationId":"a","parameters":[{"name":"Accept","in":"header","required":true}]}},
                 "/b":{"get":{"operationId":"b","parameters":[{"name":"X-Trace\\u0000","in":"header","required":true}]}},
                 "/c/{id}":{"delete":{"operationId":"c"}}}}""";

        var answer = importing(document).expect(200).json();

        assertThat(answer.path("results").valueStream().map(one -> one.path("name").asString())).containsExactly("a");
        assertThat(answer.path("leftOut")
                .valueStream()
                .map(one -> one.path("method").asString() + " " + one.path("path").asString()))
                .containsExactly("GET /b", "DELETE /c/{id}");
        assertThat(answer.at("/leftOut/0/reason").asString())
                .contains("a parameter in a header cannot be sent: X-Trace");
        assertThat(own.get(operations).expect(200).json()).isEqualTo(answer);
        assertThat(importing(YAML).expect(200).json().path("leftOut")).isEmpty();
    }

    @Test
    void sendWhatTheOperationTakesAlone() {
        importing("""
                {"openapi":"3.0.0","paths":{"/items":{
                  "put":{"operationId":"put","requestBody":{"required":true,"content":{"application/json":{"schema":{"type":"object",
                    "required":["qty","id"],"properties":{"qty":{"type":"integer"},"note":{"type":"string"},"id":{"type":"string","readOnly":true}}}}}}},
                  "post":{"operationId":"all","requestBody":{"content":{"application/json":{"schema":{"type":"array",
                    "items":{"type":"object","required":["qty"],"properties":{"qty":{"type":"integer"}}}}}}}}}}}""")
                .expect(200);
        other.says(200, "{}");
        var workflows = Workflows.of(own);
        var put = workflows.manual("""
                [{"type":"http_call","config":{"operation":"put","body":{"qty":"{{trigger.qty}}","note":"{{trigger.note}}"}}},
                 {"type":"http_call","config":{"operation":"all","body":[{"qty":"{{trigger.qty}}"}]}}]""");
        var asked = other.asked().size();

        var run = workflows.ended(workflows.start(put, "{\"qty\":5}"));
        var sent = other.asked().stream().skip(asked).map(OtherSide.Asked::body).toList();
        var wrong = workflows.ended(workflows.start(put, "{\"qty\":\"abc\"}"));
        var dry = own.post("/api/v1/workflows/" + put + "/dry-runs", "{\"input\":{\"qty\":\"abc\"}}").expect(200);
        var all = workflows.ended(workflows.start(workflows.manual("""
                [{"type":"http_call","config":{"operation":"all","body":[{"qty":1},{"qty":"{{trigger.qty}}"}]}}]"""),
                "{\"qty\":null}"));

        assertThat(run.at("/status")).as(run.text()).isEqualTo("succeeded");
        assertThat(sent).containsExactly("{\"qty\":5}", "[{\"qty\":5}]");
        assertThat(wrong.at("/errorDetails")).contains("body.qty: ", "string found, integer expected");
        assertThat(dry.text()).contains("body.qty: ");
        assertThat(all.at("/errorDetails")).contains("body[1].qty: ");
        assertThat(other.asked()).hasSize(asked + 2);
        assertThat(refused("{\"operation\":\"put\",\"body\":[]}")).isEqualTo("steps[0].config.body");
        assertThat(refused("{\"operation\":\"all\",\"body\":{}}")).isEqualTo("steps[0].config.body");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', value = {
        "{\"n\":12345678901234567.890,\"big\":123456789012345678901234567890} => {\"n\":12345678901234567.890,\"big\":123456789012345678901234567890}",
        "{\"n\":1e30} => {\"n\":1000000000000000000000000000000}", "plain täxt => {\"text\":\"plain täxt\"}",
        "`` => {}"})
    void tellWhatIsAnswered(String body, String result) {
        importing(YAML).expect(200);
        other.says(200, body);
        var workflows = Workflows.of(own);

        var run = workflows.ended(workflows.start(
                workflows.manual("[{\"type\":\"http_call\",\"config\":{\"operation\":\"get_people\"}}]"), "{}"));

        assertThat(run.at("/status")).as(run.text()).isEqualTo("succeeded");
        assertThat(run.text()).contains("\"result\":" + result);
    }

    /** What says that it is JSON and is none has no result: what was asked has been done, and is not asked again. */
    @ParameterizedTest
    @CsvSource({"BROKEN, application/json, broken", "DEEP, application/vnd.api+json; charset=utf-8, nested too deep",
        "LARGE, application/json, more than 256 KB", "BROKEN, text/plain,", "LARGE, text/plain,"})
    void failWhereJsonCannotBeRead(String body, String contentType, @Nullable String reason) {
        importing(YAML).expect(200);
        var said = switch (body) {
            case "DEEP" -> "[".repeat(100_000) + "]".repeat(100_000);
            case "LARGE" -> "[\"" + "x".repeat(300_000) + "\"]";
            default -> "{\"a\":";
        };
        other.says(_ -> new OtherSide.Said(200, said, contentType));
        var workflows = Workflows.of(own);

        var run = workflows.ended(workflows.start(
                workflows.manual("[{\"type\":\"http_call\",\"config\":{\"operation\":\"get_people\"}}]"), "{}"));

        assertThat(run.at("/status")).as(run.text()).isEqualTo(reason == null ? "succeeded" : "failed");
        if (reason != null) {
            assertThat(run.at("/errorDetails")).contains("the answer is 200", reason);
        } else {
            assertThat(run.at("/steps/0/result/text")).startsWith(said.substring(0, 5));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "-1e400", "1e-400", "1e99999999"})
    void failWhereANumberCannotBeKept(String number) {
        importing(YAML).expect(200);
        other.says(200, "{\"n\":[" + number + "]}");
        var workflows = Workflows.of(own);

        var run = workflows.ended(workflows.start(
                workflows.manual("[{\"type\":\"http_call\",\"config\":{\"operation\":\"get_people\"}}]"), "{}"));

        assertThat(run.at("/status")).isEqualTo("failed");
        assertThat(run.at("/errorDetails")).contains("the answer is 200, with a number that is too large to be kept");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "nothing of the kind: [                                                              | neither JSON nor YAML",
        "{'swagger':'2.0'}                                                                   | no OpenAPI document",
        "{'openapi':'3.0.0','paths':{'/a/{id}':{'get':{}}}}                                  | parameter id",
        "{'openapi':'3.0.0','paths':{'/../a':{'get':{}}}}                                    | leads nowhere else",
        "{'openapi':'3.0.0','paths':{'/..%2fa':{'get':{}}}}                                  | leads nowhere else",
        "{'openapi':'3.0.0','paths':{'/%2e%2e/a':{'get':{}}}}                                | leads nowhere else",
        "{'openapi':'3.0.0','paths':{'//example.com/a':{'get':{}}}}                          | leads nowhere else",
        "{'openapi':'3.0.0','paths':{'/a%5c..':{'get':{}}}}                                  | leads nowhere else",
        "{'openapi':'3.0.0','paths':{'/a':{'get':{'operationId':'x'},'put':{'operationId':'x'}}}} | two operations x",
        "{'openapi':'3.0.0','paths':{'/a':{'get':{'parameters':[{'$ref':'https://example.com/p.json'}]}}}} | the document itself",
        "{'openapi':'3.0.0','paths':{'/a':{'get':{'parameters':[{'$ref':'#/x'}]}}}}          | there is nothing",
        "{'openapi':'3.0.0','x':{'$ref':'#/x'},'paths':{'/a':{'get':{'parameters':[{'$ref':'#/x'}]}}}} | leads nowhere",
        "{'openapi':'3.0.0','paths':{'/a':{'post':{'requestBody':{'content':{'application/json':{'schema':{'enum':['\\u0000']}}}}}}}} | characters that are none",
        "{'openapi':'3.0.0','paths':{'/a':{'post':{'requestBody':{'content':{'application/json':{'schema':{'minimum':1e999}}}}}}}} | has no end",
        "{'openapi':'3.0.0','paths':{'/a':{'get':{'parameters':[{'name':'t','in':'cookie','required':true}]}}}} | cannot be sent"})
    void areRefusedWhereTheDocumentIsWrong(String document, String reason) {
        var refused = importing(document.replace('\'', '"')).expect(422);

        assertThat(refused.at("/errors/0/field")).isEqualTo("document");
        assertThat(refused.at("/errors/0/message")).contains(reason);
    }

    /** Each level refers to the next one ten times. */
    @Test
    void areRefusedWhereTheyWouldGrowWithoutEnd() {
        var document = new StringBuilder("{\"openapi\":\"3.0.0\",\"components\":{\"schemas\":{\"l9\":{}");
        for (var level = 8; level >= 0; level--) {
            document.append(",\"l%d\":{\"allOf\":[".formatted(level))
                    .append(("{\"$ref\":\"#/components/schemas/l%d\"},".formatted(level + 1)).repeat(9))
                    .append("{}]}");
        }
        document.append(
                """
                }},"paths":{"/a":{"post":{"requestBody":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/l0"}}}}}}}}""");

        assertThat(importing(document.toString()).expect(422).text()).contains("too large");
        assertThat(importing("[".repeat(100_000)).status()).isEqualTo(422);
        assertThat(importing("a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]").status()).isEqualTo(422);
    }

    /** What is said once is written out for each reference to it. */
    @Test
    void areRefusedWhereTheyWouldBeLongWithoutEnd() {
        var document = """
                {"openapi":"3.1.0","components":{"schemas":{"long":{"const":"%s"}}},"paths":{"/a":{"post":{"requestBody":{"content":{"application/json":
                {"schema":{"allOf":[%s{}]}}}}}}}}""";

        assertThat(importing(document.formatted("x".repeat(300_000), LONG.repeat(4))).expect(422).text())
                .contains("more than 1000000 characters");
        assertThat(importing(document.formatted("x".repeat(300_000), LONG.repeat(3))).status()).isEqualTo(200);
    }

    /** As most people have it. */
    @Test
    void areTakenOfAnObject() {
        own.post(operations + "/imports", """
                {"document":{"openapi":"3.1.0","paths":{"/people":{"get":{"operationId":"all"}}}}}""").expect(200);

        assertThat(own.get(operations).at("/results/0/name")).isEqualTo("all");
        for (var none : List.of("17", "[]", "null", "{\"a\":\"%1$s\",\"b\":\"%1$s\"}".formatted("x".repeat(500_000)))) {
            assertThat(own.post(operations + "/imports", "{\"document\":%s}".formatted(none))
                    .expect(422)
                    .at("/errors/0/field")).isEqualTo("document");
        }
    }

    /** Whether or not it needs its body. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void areLeftOutWhereTheirBodiesAreNoJson(boolean isRequired) {
        var imported = importing("""
                {"openapi":"3.1.0","paths":{
                  "/files":{"post":{"operationId":"upload","requestBody":{"required":%s,"content":{"multipart/form-data":{"schema":{}}}}}},
                  "/people":{"post":{"operationId":"add","requestBody":{"content":{"text/csv":{},"application/json; charset=utf-8":
                    {"schema":{"type":"object"}}}}}}}}""".formatted(isRequired)).expect(200);

        assertThat(imported.json().path("results").findValuesAsString("name")).containsExactly("add");
        assertThat(imported.at("/results/0/bodySchema/type")).isEqualTo("object");
        assertThat(imported.at("/leftOut/0/path")).isEqualTo("/files");
        assertThat(imported.at("/leftOut/0/reason")).contains("multipart/form-data");
    }

    private static final String LONG = "{\"$ref\":\"#/components/schemas/long\"},";

    private Answer importing(String document) {
        return own.post(operations + "/imports",
                new JsonMapper().createObjectNode().put("document", document).toString());
    }

    private String refused(String config) {
        return Workflows.of(own)
                .create("{\"type\":\"manual\"}", "[{\"type\":\"http_call\",\"config\":" + config + "}]")
                .expect(422)
                .at("/errors/0/field");
    }
}
