package dev.tenantry.automation;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.HookReceiver;

import static dev.tenantry.automation.Workflows.await;
import static org.assertj.core.api.Assertions.assertThat;

/** A server that goes down is not asked for a while, by whatever asks it; what waits for it is no attempt, and is done once it is back. */
class SparedServerTests extends ApiTest {

    private static final String SPARED = "has failed several times in a row, and is not asked for a while";

    private final HookReceiver server = new HookReceiver();
    private Api own = Api.at(0);
    private Workflows workflows = Workflows.of(own);

    @BeforeEach
    void somebody() {
        own = people.signUp().api();
        workflows = Workflows.of(own);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void isAskedAgainByWebhooksOfStepsAndEndpointsAndByIntegrations() {
        var integration = own.post("/api/v1/integrations", """
                {"name": "Ours", "provider": "slack", "configuration": {}, "credentials": {"webhookUrl": "%s"}}"""
                .formatted(server.url("/channel"))).expect(201).id();
        server.answerWith(exchange -> HookReceiver.answer(exchange, 400, "no_text"));
        own.put("/api/v1/integrations/" + integration + "/connection", "").expect(200);
        server.answerWith(exchange -> HookReceiver.answer(exchange, 200, "thanks"));
        var endpoint = own
                .post("/api/v1/webhook-endpoints",
                        "{\"url\":\"%s\",\"subscriptions\":[{\"event\":\"contact.created\"}]}"
                                .formatted(server.url("/events")))
                .expect(201)
                .id();
        server.goDown();

        var hook = start(webhook(10));
        await(() -> isSpared(hook), "it is still asked");
        var post = start("{\"type\": \"post_message\", \"config\": {\"text\": \"Hello\"}}");
        own.post("/api/v1/contacts", "{\"name\":\"Ada\"}").expect(201);
        await(() -> isSpared(post), "the integration is still asked");
        await(() -> deliveries(endpoint).text().contains(SPARED), "the endpoint is still told");
        var waiting = workflows.run(hook);
        var told = deliveries(endpoint);
        var others = Workflows.of(people.signUp().api());
        server.comeBack();

        assertThat(waiting.at("/status")).isEqualTo("waiting");
        assertThat(waiting.json().at("/waitingUntil").isString()).isTrue();
        assertThat(waiting.at("/steps/0/retryCount")).isEqualTo("5");
        assertThat(workflows.run(post).at("/steps/0/retryCount")).isEqualTo("0");
        assertThat(told.at("/results/0/failures")).isEqualTo("0");
        assertThat(told.json().at("/results/0/dueAt").isString()).isTrue();
        assertThat(own.get("/api/v1/webhook-deliveries/" + told.at("/results/0/id")).json().at("/attempts")).isEmpty();
        assertThat(own.get("/api/v1/webhook-endpoints/" + endpoint).at("/circuit")).isEqualTo("open");
        assertThat(others.ended(others.start(others.manual("[" + webhook(1) + "]"), "{}")).at("/status"))
                .as("of others")
                .isEqualTo("succeeded");
        assertThat(workflows.ended(hook).at("/steps/0/retryCount")).isEqualTo("5");
        assertThat(workflows.ended(hook).at("/status")).isEqualTo("succeeded");
        assertThat(workflows.ended(post).at("/status")).isEqualTo("succeeded");
        await(() -> deliveries(endpoint).at("/results/0/status").equals("succeeded"), "the endpoint was not told");
        assertThat(server.deliveries("/hook")).hasSize(2);
        assertThat(server.deliveries("/events")).hasSize(1);
        assertThat(own.get("/api/v1/webhook-endpoints/" + endpoint).at("/circuit")).isEqualTo("closed");
    }

    private String webhook(int retries) {
        return """
                {"type":"webhook","retryConfig":{"maxRetries":%d,"retryDelaySeconds":0},"config":{"url":"%s"}}"""
                .formatted(retries, server.url("/hook"));
    }

    private String start(String step) {
        return workflows.start(workflows.manual("[" + step + "]"), "{}");
    }

    private boolean isSpared(String run) {
        return workflows.run(run).text().contains(SPARED);
    }

    private Answer deliveries(String endpoint) {
        return own.get("/api/v1/webhook-endpoints/" + endpoint + "/deliveries").expect(200);
    }
}
