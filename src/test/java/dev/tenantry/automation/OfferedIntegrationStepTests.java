package dev.tenantry.automation;

import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.integrations.OtherSide;
import dev.tenantry.integrations.ScriptedMailServer;
import dev.tenantry.shared.http.Circuits;
import dev.tenantry.shared.http.Deferred;
import dev.tenantry.shared.limit.Limit;
import dev.tenantry.shared.limit.Limits;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.People;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;

/** Steps that ask an integration which is made of what the platform offers. */
class OfferedIntegrationStepTests extends ApiTest {

    private static final String SECRET = "platform-secret-that-must-not-be-seen";
    private static final String WITHDRAWN = "the platform does not offer this any more";

    private final OtherSide other = new OtherSide();
    private final ScriptedMailServer server = new ScriptedMailServer();
    private Api admin;
    private Api api;
    private Workflows workflows;
    private Person owner;
    @Autowired
    private Limits limits;
    @Autowired
    private Circuits circuits;

    @BeforeEach
    void somebody() {
        var person = people.signUp();
        People.promote(person.userId());
        admin = person.api();
        owner = people.signUp();
        api = owner.api();
        workflows = Workflows.of(api);
    }

    @AfterEach
    void close() {
        server.close();
        other.close();
    }

    @Test
    void sendTextsByItAndFailWithTheCauseWhereItIsWithdrawn() {
        var body = """
                {"displayName": "Texts", "providerName": "twilio", "offered": %s, "credentials": {"authToken": "SECRET"},
                 "configuration": {"accountSid": "AC-house", "from": "+4930123", "baseUrl": "URL"}}"""
                .replace("URL", other.url())
                .replace("SECRET", SECRET);
        var offer = admin.post("/admin/api-integrations", body.formatted(true)).expect(201).id();
        var integration = connected(offer);
        var steps = """
                [{"type": "send_sms", "config": {"to": "+4915112345678", "text": "Hello", "integration": "%s"}}]"""
                .formatted(integration);
        other.says(201, "{\"sid\": \"SM1\"}");

        var sent = run(steps);
        other.says(400, "{\"message\": \"AC-house may not send from +4930123\"}");
        var refused = run(steps);
        admin.put("/admin/api-integrations/" + offer, body.formatted(false)).expect(200);
        var withdrawn = run(steps);

        assertThat(sent.at("/status")).as(sent.text()).isEqualTo("succeeded");
        assertThat(refused.at("/errorDetails")).endsWith("*** may not send from ***");
        assertThat(withdrawn.at("/status")).isEqualTo("failed");
        assertThat(withdrawn.at("/errorDetails")).isEqualTo("step 0 (send_sms): " + WITHDRAWN);
        assertThat(withdrawn.at("/steps/0/retryCount")).isEqualTo("0");
        assertThat(sent.text() + refused.text() + withdrawn.text()).doesNotContain(SECRET, "AC-house", "localhost");
    }

    /** The platform pays for them. */
    @Test
    void sendAsManyTextsAsTheOrganizationMay() {
        var body = """
                {"displayName": "Texts", "providerName": "twilio", "offered": true, "credentials": {"authToken": "SECRET"},
                 "configuration": {"accountSid": "AC-house", "from": "+4930123", "baseUrl": "URL"}}"""
                .replace("URL", other.url())
                .replace("SECRET", SECRET);
        var integration = connected(admin.post("/admin/api-integrations", body).expect(201).id());
        var steps = """
                [{"type": "send_sms", "config": {"to": "+4915112345678", "text": "Hello", "integration": "%s"}}]"""
                .formatted(integration);
        other.says(201, "{\"sid\": \"SM1\"}");
        limits.take(Limit.WORKFLOW_TEXTS_PER_ORGANIZATION, owner.organizationId().toString(),
                limits.most(Limit.WORKFLOW_TEXTS_PER_ORGANIZATION) - 1);

        assertThat(run(steps).at("/status")).isEqualTo("succeeded");
        isLeftWaiting(steps);
    }

    /** And for whatever else it offers. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            openai | `"model":"small","baseUrl":"URL/v1"` | apiKey     | {"type":"ai_generate","config":{"prompt":"x"}}
            slack  | ``                                   | webhookUrl | {"type":"post_message","config":{"text":"x"}}
            """)
    void askForAsMuchAsTheOrganizationMay(String provider, String configuration, String credential, String step) {
        var body = """
                {"displayName":"Offer","providerName":"%s","offered":true,"credentials":{"%s":"URL"},"configuration":{%s}}"""
                .formatted(provider, credential, configuration)
                .replace("URL", other.url());
        connected(admin.post("/admin/api-integrations", body).expect(201).id());
        other.says(200, "{\"choices\":[{\"message\":{\"content\":\"y\"}}]}");
        limits.take(Limit.OFFERED_CALLS_PER_ORGANIZATION, owner.organizationId().toString(),
                limits.most(Limit.OFFERED_CALLS_PER_ORGANIZATION) - 1);

        var answered = run("[" + step + "]");
        assertThat(answered.at("/status")).as(answered.text()).isEqualTo("succeeded");
        isLeftWaiting("[" + step + "]");
    }

    private void isLeftWaiting(String steps) {
        var run = workflows.start(workflows.manual(steps), "{}");
        Workflows.await(() -> workflows.run(run).at("/status").equals("waiting"), "the run does not wait");
        assertThat(workflows.run(run).at("/steps/0/retryCount")).isEqualTo("0");
        assertThat(workflows.run(run).text()).contains("as much of this as they may for now");
    }

    @Test
    void askLanguageModelsAsSoonAsTheQuotaIsRaised() {
        connected(admin.post("/admin/api-integrations", """
                {"displayName":"Offer","providerName":"openai","offered":true,"credentials":{"apiKey":"SECRET"},
                 "configuration":{"model":"small","baseUrl":"URL/v1"}}""".replace("URL", other.url()))
                .expect(201)
                .id());
        other.says(200, "{\"choices\":[{\"message\":{\"content\":\"y\"}}]}");
        quota(1);
        var workflow = workflows.manual("[{\"type\":\"ai_generate\",\"config\":{\"prompt\":\"x\"}}]");
        var first = workflows.start(workflow, "{}");
        Workflows.await(() -> workflows.run(first).at("/status").equals("succeeded"), "the run does not succeed");
        var second = workflows.start(workflow, "{}");
        Workflows.await(() -> workflows.run(second).at("/status").equals("waiting"), "the run does not wait");
        assertThat(workflows.run(second).text()).contains("as often as its quota allows");

        quota(5);

        Workflows.await(() -> workflows.run(second).at("/status").equals("succeeded"), "nobody wakes the run");
    }

    private void quota(int monthly) {
        var policy = admin.get("/admin/quota-policies?filter=policyName[eq]:ai_generation_default")
                .expect(200)
                .at("/results/0/id");
        admin.put("/admin/organizations/" + owner.organizationId() + "/quota-overrides/" + policy,
                "{\"maxRequestsPerMonth\": %d, \"reason\": \"a trial\"}".formatted(monthly)).expect(200);
    }

    /** What is not sent costs nothing. */
    @Test
    void takeNothingOfThatWhileTheOtherSideIsSpared() throws Deferred {
        var body = """
                {"displayName": "Texts", "providerName": "twilio", "offered": true, "credentials": {"authToken": "SECRET"},
                 "configuration": {"accountSid": "AC-house", "from": "+4930123", "baseUrl": "URL"}}"""
                .replace("URL", other.url())
                .replace("SECRET", SECRET);
        var integration = connected(admin.post("/admin/api-integrations", body).expect(201).id());
        var most = limits.most(Limit.WORKFLOW_TEXTS_PER_ORGANIZATION);
        limits.take(Limit.WORKFLOW_TEXTS_PER_ORGANIZATION, owner.organizationId().toString(), most - 1);
        new TenantContext(owner.organizationId(), owner.userId()).call(() -> {
            for (var failure = 0; failure < 5; failure++) {
                try (var passage = circuits.enter(UUID.fromString(integration))) {
                    passage.tell(false);
                }
            }
            return true;
        });

        var run = workflows.start(workflows.manual("""
                [{"type": "send_sms", "config": {"to": "+4915112345678", "text": "Hello", "integration": "%s"}}]"""
                .formatted(integration)), "{}");
        Workflows.await(() -> workflows.run(run).at("/status").equals("waiting"), "the run does not wait");

        assertThat(limits.take(Limit.WORKFLOW_TEXTS_PER_ORGANIZATION, owner.organizationId().toString())).isZero();
    }

    @Test
    void sendFewTestMessagesAndNoneToWhoeverIsSuppressed() {
        var body = """
                {"displayName": "Texts", "providerName": "twilio", "offered": true, "credentials": {"authToken": "SECRET"},
                 "configuration": {"accountSid": "AC-house", "from": "+4930123", "baseUrl": "URL"}}"""
                .replace("URL", other.url())
                .replace("SECRET", SECRET);
        var tests = "/api/v1/integrations/" + connected(admin.post("/admin/api-integrations", body).expect(201).id())
                + "/tests";
        other.says(201, "{\"sid\": \"SM1\"}");
        api.post("/api/v1/suppressions", "{\"channel\":\"sms\",\"address\":\"+4915112345678\",\"reason\":\"manual\"}")
                .expect(201);

        var suppressed = api.post(tests, "{\"recipient\":\"+49 151 12345678\"}").expect(422);
        api.post(tests, "{\"recipient\":\"+4915187654321\"}").expect(200);
        limits.take(Limit.TEST_MESSAGES_PER_ORGANIZATION, owner.organizationId().toString(),
                limits.most(Limit.TEST_MESSAGES_PER_ORGANIZATION) - 2);
        api.post(tests, "{\"recipient\":\"+4915187654321\"}").expect(429);
        api.post(tests, "{}").expect(200);

        assertThat(suppressed.at("/errors/0/field")).isEqualTo("recipient");
        assertThat(api.get("/api/v1/audit-logs").expect(200).text()).contains("integration.message-tested");
    }

    @Test
    void sendMailsByItFromWhomThePlatformHasItConfigured() {
        var body = """
                {"displayName": "Mail", "providerName": "smtp", "offered": %s, "credentials": {"password": "%s"},
                 "configuration": {"host": "localhost", "port": %d, "security": "none", "username": "house", "from": "house@example.test"}}""";
        var offer = admin.post("/admin/api-integrations", body.formatted(true, SECRET, server.port())).expect(201).id();
        var integration = connected(offer);
        var step = """
                [{"type": "send_email", "config": {"to": ["ada@example.test"], "subject": "Hi", "text": "Hello"%s}}]""";

        var sent = run(step.formatted(""));
        server.says("RCPT TO", "550 5.1.1 localhost knows nobody, house");
        var refused = run(step.formatted(""));
        var named = workflows.manual(step.formatted(", \"integration\": \"" + integration + "\""));
        admin.delete("/admin/api-integrations/" + offer).expect(204);
        var withdrawn = workflows.ended(workflows.start(named, "{}"));
        var byThePlatform = run(step.formatted(""));

        assertThat(sent.at("/status")).as(sent.text()).isEqualTo("succeeded");
        assertThat(server.taken()).hasSize(1);
        assertThat(server.taken().getFirst()).contains("From: house@example.test");
        assertThat(refused.at("/errorDetails")).endsWith("550 5.1.1 *** knows nobody, ***");
        assertThat(withdrawn.at("/status")).isEqualTo("failed");
        assertThat(withdrawn.at("/errorDetails")).contains(WITHDRAWN);
        assertThat(byThePlatform.at("/steps/0/result/delivery")).isEqualTo("recorded");
    }

    private String connected(String offer) {
        other.says(200, "{}");
        var id = api.post("/api/v1/integration-offers/" + offer + "/integrations", "{\"name\": \"Ours\"}")
                .expect(201)
                .id();
        api.put("/api/v1/integrations/" + id + "/connection", "").expect(200);
        return id;
    }

    private Answer run(String steps) {
        return workflows.ended(workflows.start(workflows.manual(steps), "{}"));
    }
}
