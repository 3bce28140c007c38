package dev.tenantry.automation;

import java.sql.SQLException;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.integrations.OtherSide;
import dev.tenantry.integrations.OtherSide.Said;
import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.ExpectedFailures;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Steps that ask the organization's integrations. */
class IntegrationStepTests extends ApiTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final OtherSide other = new OtherSide();
    private Api api;
    private Workflows workflows;

    @BeforeEach
    void somebody() {
        api = people.signUp().api();
        workflows = Workflows.of(api);
    }

    @AfterEach
    void close() {
        other.close();
    }

    @Test
    void sendTextMessagesAsTheApiHasNumbers() {
        connect("twilio", "{\"accountSid\": \"AC1\", \"from\": \"+4930123\", \"baseUrl\": \"%s\"}", "authToken");
        other.says(201, "{\"sid\": \"SM1\", \"status\": \"queued\"}");

        var run = run("""
                {"type": "send_sms", "config": {"to": "{{trigger.phone}}", "text": "Dear {{trigger.name}}"}},
                {"type": "send_whatsapp", "config": {"to": "{{trigger.phone}}", "text": "Hi"}}""",
                "{\"phone\": \"+49 (151) 123-45678\", \"name\": \"Ada\"}");

        assertThat(run.at("/status")).isEqualTo("succeeded");
        assertThat(run.at("/steps/0/result/id")).isEqualTo("SM1");
        assertThat(other.asked().get(1).body()).contains("To=%2B4915112345678", "Body=Dear+Ada");
        assertThat(other.last().body()).contains("To=whatsapp%3A%2B4915112345678");
        assertThat(other.asked().stream().skip(1).map(OtherSide.Asked::idempotencyKey)).doesNotHaveDuplicates()
                .allMatch(key -> key.startsWith("msg_"));
    }

    /** Nobody has been asked yet: whoever does such things by then is. */
    @Test
    void goOnWithWhatIsConnectedOnceTheyAreTriedAgain() {
        var run = run("{\"type\": \"send_sms\", \"config\": {\"to\": \"+4915112345678\", \"text\": \"Hi\"}}", "{}");
        assertThat(run.at("/errorDetails")).contains("there is no connected integration that does this");
        connect("twilio", "{\"accountSid\": \"AC1\", \"from\": \"+4930123\", \"baseUrl\": \"%s\"}", "authToken");
        other.says(201, "{\"sid\": \"SM1\", \"status\": \"queued\"}");

        api.post("/api/v1/workflow-runs/" + run.id() + "/retries", "").expect(201);

        assertThat(workflows.ended(run.id()).at("/steps/0/result/id")).isEqualTo("SM1");
    }

    @Test
    void callNumbersOfTheOrganizationsRegion() {
        connect("twilio", "{\"accountSid\": \"AC1\", \"from\": \"+4930123\", \"baseUrl\": \"%s\"}", "authToken");
        other.says(201, "{\"sid\": \"SM1\", \"status\": \"queued\"}");
        api.patch("/api/v1/organization/settings", "{\"region\": \"DE\"}").expect(200);

        var run = run("{\"type\": \"send_sms\", \"config\": {\"to\": \"{{trigger.phone}}\", \"text\": \"Hi\"}}",
                "{\"phone\": \"0171 2345678\"}");

        assertThat(run.at("/status")).as(run.text()).isEqualTo("succeeded");
        assertThat(other.last().body()).contains("To=%2B491712345678");
    }

    @Test
    void keepWhatTheyNameFromBeingDeleted() {
        connect("twilio", "{\"accountSid\": \"AC1\", \"from\": \"+4930123\", \"baseUrl\": \"%s\"}", "authToken");
        var integration = "/api/v1/integrations/" + api.get("/api/v1/integrations").at("/results/0/id");
        var request = """
                {"type":"send_sms","config":{"integration":"%s","to":"+49 151 12345678","text":"x"}}"""
                .formatted(integration.substring(integration.lastIndexOf('/') + 1));
        var nested = workflows.manual("""
                [{"type":"for_each","config":{"items":"trigger.items","steps":[%s]}}]""".formatted(request));
        workflows.draft("{\"type\":\"manual\"}", "[" + request + "]");

        var refused = api.delete(integration).expect(409);
        api.delete("/api/v1/workflows/" + nested + "/activation").expect(200);
        api.delete(integration).expect(204);

        assertThat(refused.at("/detail")).contains("A workflow (" + nested + ")", "evenIfUsed=true");
        assertThat(api.get("/api/v1/workflows/" + nested).at("/warnings/0/message"))
                .isEqualTo("there is no such integration, or no more");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", value = {
        "+49 (0)151 123-45678 => +4915112345678",
        "0049 151/123.45678 => +4915112345678",
        "\u200e+49\u00a0151\u2011123\u201345678\u202c => +4915112345678",
        "+\u0664\u0669\u0661\u0665\u0661\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668 => +4915112345678"})
    void callNumbersAsPeopleWriteThem(String written, String called) {
        connect("twilio", "{\"accountSid\": \"AC1\", \"from\": \"+4930123\", \"baseUrl\": \"%s\"}", "authToken");
        other.says(201, "{\"sid\": \"SM1\", \"status\": \"queued\"}");

        var run = run(
                "{\"type\": \"send_sms\", \"config\": {\"to\": \"{{trigger.phone}}\", \"text\": \"{{trigger.text}}\"}}",
                "{\"phone\": \"" + written + "\", \"text\": \"" + "x".repeat(1600) + "\"}");

        assertThat(run.at("/status")).isEqualTo("succeeded");
        assertThat("&" + other.last().body() + "&").contains("&To=%2B" + called.substring(1) + "&");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', nullValues = "null", value = {
        "null => x => nothing is known of {{trigger.phone}}",
        "`\u200e ` => x => nothing is known of {{trigger.phone}}",
        "0151 1234567 => x => '0151 1234567' is no telephone number with its country's code",
        "+1 (555) 123-4567 ext 5 => x => '+1 (555) 123-4567 ext 5' is no telephone number",
        "+1 => x => '+1' is no telephone number",
        "`+49151\n12345678` => x => is no telephone number",
        "`+49151123456\u202878` => x => is no telephone number",
        "+1234567890123456 => x => is no telephone number",
        "['+4915112345678', '+4915112345679'] => x => is no telephone number",
        "+4915112345678 => `\u200b` => the text is empty",
        "+4915112345678 => null => the text is empty",
        "+4915112345678 => long => the text has 1601 characters, and may have 1600"})
    void askNobodyWhereThereIsNoNumberOrNoTextThatCanBeSent(@Nullable String phone, @Nullable String text, String why) {
        connect("twilio", "{\"accountSid\": \"AC1\", \"from\": \"+4930123\", \"baseUrl\": \"%s\"}", "authToken");
        var asked = other.asked().size();
        var workflow = workflows.manual(
                "[{\"type\": \"send_whatsapp\", \"config\": {\"to\": \"{{trigger.phone}}\", \"text\": \"{{trigger.text}}\"}}]");
        var input = JSON.createObjectNode()
                .put("phone", phone)
                .put("text", "long".equals(text) ? "\ud83c\udf89".repeat(1601) : text)
                .toString();

        var run = workflows.ended(workflows.start(workflow, input));
        var dry = api.post("/api/v1/workflows/" + workflow + "/dry-runs", "{\"input\": " + input + "}").expect(200);

        assertThat(run.at("/status")).isEqualTo("failed");
        assertThat(run.at("/errorDetails")).contains(why);
        assertThat(dry.at("/outcome")).isEqualTo("failed");
        assertThat(dry.text()).contains(why);
        assertThat(other.asked()).hasSize(asked);
    }

    /** Whatever they ask for. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "slack|{}|webhookUrl|%s/services/T1/B1/x|{\"type\":\"post_message\",\"config\":{\"text\":\"{{trigger.text}}\"}}|the text is empty",
        "openai|{\"baseUrl\":\"%s\",\"model\":\"m\"}|apiKey|of-the-model|{\"type\":\"ai_generate\",\"config\":{\"prompt\":\"{{trigger.text}}\"}}|the prompt is empty"})
    void askNobodyWhereTheyHaveNothingToSay(String provider, String configuration, String credential, String secret,
            String step, String why) {
        var integration = api.post("/api/v1/integrations", """
                {"name": "Ours", "provider": "%s", "configuration": %s, "credentials": {"%s": "%s"}}"""
                .formatted(provider, configuration.formatted(other.url()), credential, secret.formatted(other.url())))
                .expect(201)
                .id();
        api.put("/api/v1/integrations/" + integration + "/connection", "").expect(200);
        var asked = other.asked().size();
        var workflow = workflows.manual("[" + step + "]");

        for (var text : List.of("", "\u200b \u2003")) {
            var input = JSON.createObjectNode().put("text", text).toString();
            var run = workflows.ended(workflows.start(workflow, input));
            assertThat(run.at("/status")).isEqualTo("failed");
            assertThat(run.at("/errorDetails")).contains(why);
            assertThat(api.post("/api/v1/workflows/" + workflow + "/dry-runs", "{\"input\": " + input + "}")
                    .expect(200)
                    .at("/error"))
                    .contains(why);
        }
        assertThat(other.asked()).hasSize(asked);
    }

    @Test
    void areRefusedWhereTheyStateNoNumber() {
        var refused = workflows.create("{\"type\":\"manual\"}",
                "[{\"type\": \"send_sms\", \"config\": {\"to\": \"0151 1234567\", \"text\": \"Hi\"}}]").expect(422);

        assertThat(refused.at("/errors/0/field")).isEqualTo("steps[0].config.to");
        assertThat(refused.at("/errors/0/code")).isEqualTo("invalid-phone");
    }

    @Test
    void tellChannelsOfPeople() {
        other.says(asked -> asked.body().contains("\"text\":\"\"") ? new Said(400, "no_text") : new Said(200, "ok"));
        var id = api
                .post("/api/v1/integrations",
                        """
                {"name": "Ours", "provider": "slack", "configuration": {}, "credentials": {"webhookUrl": "%s/services/T1/B1/x"}}"""
                                .formatted(other.url()))
                .expect(201)
                .id();
        api.put("/api/v1/integrations/" + id + "/connection", "").expect(200);
        var step = "{\"type\": \"post_message\", \"config\": {\"text\": \"{{trigger.news}}\"}}";

        assertThat(run(step, "{\"news\": \"Ada has come\"}").at("/status")).isEqualTo("succeeded");
        assertThat(other.last().body()).isEqualTo("{\"text\":\"Ada has come\"}");
        assertThat(run(step, "{}").at("/status")).isEqualTo("failed");
        for (var text : List.of("<!here> {{trigger.news}}", "{{#trigger.all}}<!here> {{.}}{{/trigger.all}}")) {
            run("{\"type\": \"post_message\", \"config\": {\"text\": \"" + text + "\"}}",
                    "{\"news\": \"<!channel> & <@U1>\", \"all\": [\"<!channel> & <@U1>\"]}");
            assertThat(other.last().body())
                    .isEqualTo("{\"text\":\"<!here> &lt;!channel&gt; &amp; &lt;@U1&gt;\"}");
        }
        run(step, "{\"news\": \"<!channel>\"}");
        assertThat(other.last().body()).isEqualTo("{\"text\":\"&lt;!channel&gt;\"}");
        api.post("/api/v1/integrations/" + id + "/tests", "{\"recipient\": \"<!channel>\"}");
        assertThat(other.last().body()).doesNotContain("<!channel>");
    }

    @Test
    void haveTextsWrittenThatLaterStepsName() {
        connect("openai", "{\"model\": \"small\", \"baseUrl\": \"%s/v1\"}", "apiKey");
        other.says(200,
                """
                {"choices": [{"message": {"content": "Welcome, Ada!"}}], "usage": {"prompt_tokens": 9, "completion_tokens": 4}}""");

        var run = run("""
                {"id": "greeting", "type": "ai_generate", "config": {"prompt": "Greet {{trigger.name}}", "maxTokens": 50}},
                {"type": "create_task", "config": {"title": "Say: {{steps.greeting.result.text}}"}}""",
                "{\"name\": \"Ada\"}");

        assertThat(run.at("/status")).isEqualTo("succeeded");
        assertThat(run.at("/steps/0/result/tokensOut")).isEqualTo("4");
        assertThat(new JsonMapper().readTree(other.last().body()).at("/messages/0/content").asString())
                .isEqualTo("Greet Ada");
        assertThat(api.get("/api/v1/tasks").at("/results/0/title")).isEqualTo("Say: Welcome, Ada!");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {\\"urgency\\": 4}                                             | 4
            ```json\\n{\\"urgency\\": 4.50}\\n```                          | 4.5
            Sure! {\\"urgency\\": 4, \\"why\\": \\"{x}\\"} - anything else?  | 4
            {\\"urgency\\": \\"C:\\\\\\\\u0000x\\"}                      | C:\\u0000x
            {\\"urgency\\": \\"a\\\\u0000b\\"}                          | ab""")
    void haveJsonWrittenThatLaterStepsName(String content, String urgency) {
        connect("openai", "{\"model\": \"small\", \"baseUrl\": \"%s/v1\"}", "apiKey");
        other.says(200, "{\"choices\": [{\"message\": {\"content\": \"" + content + "\"}}]}");

        var run = run("""
                {"id": "ask", "type": "ai_generate", "config": {"prompt": "How urgent?", "instructions": "Be brief", "format": "json"}},
                {"type": "create_task", "config": {"title": "Urgency {{steps.ask.result.json.urgency}}"}}""", "{}");

        assertThat(run.at("/status")).as(run.text()).isEqualTo("succeeded");
        assertThat(run.at("/steps/1/stepConfig/title")).isEqualTo("Urgency " + urgency);
        assertThat(new JsonMapper().readTree(other.last().body()).at("/messages/0/content").asString())
                .startsWith("Be brief\nAnswer with JSON alone");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            I cannot say {that}. | stop   | the answer holds no JSON, but begins: I cannot say {that}.
            {\\"urgency\\":      | length | the answer holds no JSON: it ends where maxTokens are used up
            {\\"a\\":1e999999999} | stop   | the answer's JSON: this has a number that is too large to be kept
            {\\"a\\":1e-500}      | stop   | the answer's JSON: this has a number that is too large to be kept""")
    void failWhereNoJsonIsWritten(String content, String reason, String error) {
        connect("openai", "{\"model\": \"small\", \"baseUrl\": \"%s/v1\"}", "apiKey");
        other.says(200,
                "{\"choices\": [{\"message\": {\"content\": \"" + content + "\"}, \"finish_reason\": \"" + reason
                        + "\"}]}");

        var run = run("""
                {"type": "ai_generate", "retryConfig": {"maxRetries": 1, "retryDelaySeconds": 0},
                 "config": {"prompt": "How urgent?", "format": "json"}}""", "{}");

        assertThat(run.at("/errorDetails")).isEqualTo("step 0 (ai_generate): " + error);
        assertThat(run.at("/steps/0/retryCount")).isEqualTo("1");
        assertThat(run.at("/steps/0/result/text")).startsWith(content.substring(0, 1));
    }

    /** Whatever else stands at the address may answer 200 as well. */
    @Test
    void failForGoodWhereTheAnswerIsNoCompletion() {
        connect("openai", "{\"model\": \"small\", \"baseUrl\": \"%s/v1\"}", "apiKey");
        other.says(200, "{\"ok\": true}");

        var run = run("{\"type\": \"ai_generate\", \"config\": {\"prompt\": \"Hi\"}}", "{}");

        assertThat(run.at("/errorDetails"))
                .isEqualTo("step 0 (ai_generate): the server's answer has no chat completion");
    }

    @Test
    void areTriedAgainWhereTheOtherSideIsNotThereAndFailForGoodWhereItRefuses() {
        connect("openai", "{\"model\": \"small\", \"baseUrl\": \"%s/v1\"}", "apiKey");
        other.says(
                asked -> other.asked().size() == 2 ? new Said(503, "") : new Said(400, "{\"message\": \"too long\"}"));

        var run = run(
                """
                {"type": "ai_generate", "retryConfig": {"maxRetries": 4, "retryDelaySeconds": 0}, "config": {"prompt": "Hi"}}""",
                "{}");

        assertThat(run.at("/status")).isEqualTo("failed");
        assertThat(run.at("/errorDetails")).isEqualTo("step 0 (ai_generate): the answer is 400: too long");
        assertThat(run.at("/steps/0/retryCount")).isEqualTo("1");
        assertThat(other.asked().get(1).idempotencyKey()).startsWith("msg_").isEqualTo(other.last().idempotencyKey());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"``|the answer is 400", "Bad gateway|the answer is 400",
        "\"overloaded\"|the answer is 400", "[\"overloaded\"]|the answer is 400",
        "{\"message\": \"overloaded\"}|the answer is 400: overloaded"})
    void failWithTheAnswersStatusWhateverItsBody(String body, String reason) {
        connect("openai", "{\"model\": \"small\", \"baseUrl\": \"%s/v1\"}", "apiKey");
        other.says(400, body);

        var run = run("{\"type\": \"ai_generate\", \"config\": {\"prompt\": \"Hi\"}}", "{}");

        assertThat(run.at("/errorDetails")).startsWith("step 0 (ai_generate): " + reason);
    }

    /** Whether the first attempt came through nobody knows: by another one it would come twice. */
    @Test
    void askTheSameOneAtEachAttempt() {
        var first = connect("twilio", "{\"accountSid\": \"AC1\", \"from\": \"+4930123\", \"baseUrl\": \"%s\"}",
                "authToken");
        connect("twilio", "{\"accountSid\": \"AC2\", \"from\": \"+4930124\", \"baseUrl\": \"%s\"}", "authToken");
        var before = other.asked().size();
        other.says(_ -> {
            api.delete("/api/v1/integrations/" + first + "/connection?evenIfUsed=true").expect(200);
            return new Said(503, "");
        });

        var run = run("""
                {"type": "send_sms", "retryConfig": {"maxRetries": 1, "retryDelaySeconds": 0},
                 "config": {"to": "+4915112345678", "text": "Hi"}}""", "{}");

        assertThat(other.asked()).hasSize(before + 1);
        assertThat(run.at("/steps/0/stepConfig/integration")).isEqualTo(first);
        assertThat(run.at("/errorDetails")).endsWith("the integration is not connected");
    }

    /** What has been sent is not sent again because that could not be noted. */
    @Test
    void areDoneWhereTheirCallCannotBeTakenDown() throws SQLException {
        var id = connect("twilio", "{\"accountSid\": \"AC1\", \"from\": \"+4930123\", \"baseUrl\": \"%s\"}",
                "authToken");
        var before = other.asked().size();
        other.says(201, "{\"sid\": \"SM1\", \"status\": \"queued\"}");
        try (var database = TestDatabase.server().connectAsSuperuser();
                var statement = database.createStatement();
                var logged = ExpectedFailures.loggedBy("dev.tenantry.integrations.connection.IntegrationCalls")) {
            statement.execute("""
                    create function refuse_usage() returns trigger language plpgsql as 'begin raise lock_not_available; end';
                    create trigger refuse before insert on integration_usage_logs for each row when (new.integration_id = '%s')
                        execute function refuse_usage()""".formatted(id));
            try {
                var run = run("{\"type\": \"send_sms\", \"config\": {\"to\": \"+4915112345678\", \"text\": \"Hi\"}}",
                        "{}");

                assertThat(run.at("/status")).as(run.text()).isEqualTo("succeeded");
                assertThat(other.asked()).hasSize(before + 1);
                assertThat(logged.count()).isEqualTo(1);
            } finally {
                statement.execute("drop trigger refuse on integration_usage_logs; drop function refuse_usage()");
            }
        }
    }

    @Test
    void failWhereNothingIsConnected() {
        assertThat(run("{\"type\": \"send_sms\", \"config\": {\"to\": \"+4915112345678\", \"text\": \"Hi\"}}", "{}")
                .at("/errorDetails"))
                .contains("there is no connected integration that does this");
    }

    @Test
    void takeThePermissionToUseIntegrations() {
        var key = api
                .post("/api/v1/api-keys", "{\"name\": \"k\", \"scopes\": [\"workflows:create\", \"workflows:read\"]}")
                .expect(201)
                .at("/key");

        var refused = Workflows.of(Api.at(port()).bearer(key))
                .create("{\"type\":\"manual\"}",
                        "[{\"type\": \"send_sms\", \"config\": {\"to\": \"+4915112345678\", \"text\": \"Hi\"}}]");

        assertThat(refused.expect(403).text()).contains("integrations:use");
    }

    private Answer run(String steps, String input) {
        return workflows.ended(workflows.start(workflows.manual("[" + steps + "]"), input));
    }

    private String connect(String provider, String configuration, String credential) {
        var id = api.post("/api/v1/integrations", """
                {"name": "Ours", "provider": "%s", "configuration": %s, "credentials": {"%s": "secret"}}"""
                .formatted(provider, configuration.formatted(other.url()), credential)).expect(201).id();
        api.put("/api/v1/integrations/" + id + "/connection", "").expect(200);
        return id;
    }
}
