package dev.tenantry.automation;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.integrations.OtherSide;
import dev.tenantry.integrations.OtherSide.Said;
import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Steps that ask the organization's integrations. */
class IntegrationStepTests extends ApiTest {

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

    @Test
    void failWhereNothingIsConnected() {
        assertThat(run("{\"type\": \"send_sms\", \"config\": {\"to\": \"+491\", \"text\": \"Hi\"}}", "{}")
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
                        "[{\"type\": \"send_sms\", \"config\": {\"to\": \"+491\", \"text\": \"Hi\"}}]");

        assertThat(refused.expect(403).text()).contains("integrations:use");
    }

    private Answer run(String steps, String input) {
        return workflows.ended(workflows.start(workflows.manual("[" + steps + "]"), input));
    }

    private void connect(String provider, String configuration, String credential) {
        var id = api.post("/api/v1/integrations", """
                {"name": "Ours", "provider": "%s", "configuration": %s, "credentials": {"%s": "secret"}}"""
                .formatted(provider, configuration.formatted(other.url()), credential)).expect(201).id();
        api.put("/api/v1/integrations/" + id + "/connection", "").expect(200);
    }
}
