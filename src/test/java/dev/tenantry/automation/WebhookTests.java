package dev.tenantry.automation;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.sun.net.httpserver.HttpExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.shared.time.Rfc3339;
import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.HookReceiver;
import dev.tenantry.support.IntegrationTest;
import dev.tenantry.support.People;

import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
class WebhookTests {

    private final HookReceiver receiver = new HookReceiver();

    @LocalServerPort
    private int port;
    private Api api = Api.at(0);
    private Workflows workflows = Workflows.of(api);

    @BeforeEach
    void somebody() {
        api = People.at(port).signUp().api();
        workflows = Workflows.of(api);
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void carriesASignatureThatTheSecretVerifies() throws Exception {
        var run = deliver("\"payload\":{\"who\":\"{{trigger.who}}\",\"count\":\"{{trigger.count}}\"}",
                "{\"who\":\"Ada\",\"count\":7}");

        var delivery = receiver.deliveries().getFirst();
        assertThat(receiver.deliveries()).hasSize(1);
        assertThat(delivery.signature()).isEqualTo(signature(secret(), delivery));
        assertThat(delivery.id()).isEqualTo(run.at("/steps/0/idempotencyKey")).startsWith("msg_");
        var body = new JsonMapper().readTree(delivery.body());
        assertThat(body.at("/type").asString()).isEqualTo("workflow.run");
        assertThat(body.at("/data")).isEqualTo(new JsonMapper().readTree("{\"who\":\"Ada\",\"count\":7}"));
        assertThat(run.at("/steps/0/result/status")).isEqualTo("200");
        assertThat(run.at("/steps/0/result/body")).isEqualTo("thanks");
    }

    /** Who cancels a part does not take back what it has done, and the whole that goes on does not do it again. */
    @ParameterizedTest
    @CsvSource({"true, succeeded, 1", "false, failed, 1"})
    void isNotToldAgainOnceTheWholeIsTriedAgain(boolean isAnswered, String status, int told) {
        var workflow = workflows.manual("""
                [{"type":"parallel","config":{"branches":[{"steps":[
                    {"type":"webhook","retryConfig":{"maxRetries":0},"config":{"url":"%s"}}]}]}}]"""
                .formatted(receiver.url("/")));
        receiver.holdAnswers();
        var run = workflows.start(workflow, "{}");
        Workflows.await(() -> receiver.deliveries().size() == 1, "nothing is told");
        var part = api.get("/api/v1/workflow-runs?filter=parentRunId[eq]:" + run).at("/results/0/id");
        api.put("/api/v1/workflow-runs/" + part + "/cancellation", "").expect(200);
        workflows.ended(run);
        if (isAnswered) {
            receiver.releaseAnswers();
            Workflows.await(() -> workflows.run(part).at("/steps/0/status").equals("succeeded"), "it is not known");
        }

        api.post("/api/v1/workflow-runs/" + run + "/retries", "").expect(201);

        assertThat(workflows.ended(run).at("/status")).isEqualTo(status);
        assertThat(workflows.run(part).at("/status")).isEqualTo(status);
        assertThat(receiver.deliveries()).hasSize(told);
    }

    @Test
    void aHeaderIsAsciiOrSaysWhyNot() {
        var step = "[" + "{\"type\":\"webhook\",\"config\":{\"url\":\"%s\",\"headers\":{\"X-Name\":\"%s\"}}}" + "]";
        var workflow = workflows.manual(step.formatted(receiver.url("/"), "{{trigger.name}}"));

        var refused = workflows.create("{\"type\":\"manual\"}", step.formatted(receiver.url("/"), "ä {{trigger.name}}"))
                .expect(422);
        var run = workflows.ended(workflows.start(workflow, "{\"name\":\"Zoë\"}"));

        assertThat(refused.at("/errors/0/field")).isEqualTo("steps[0].config.headers.X-Name");
        assertThat(run.at("/errorDetails"))
                .startsWith("step 0 (webhook): headers.X-Name: a header's value is printable ASCII");
    }

    @Test
    void tellsTheEventWhereItHasNoPayloadOfItsOwn() {
        var workflow = workflows.onEvent("contact.created", step(""));

        api.post("/api/v1/contacts", "{\"name\":\"Ada\"}").expect(201);

        workflows.onlyRun(workflow);
        var body = new JsonMapper().readTree(receiver.deliveries().getFirst().body());
        assertThat(body.at("/type").asString()).isEqualTo("contact.created");
        assertThat(body.at("/data/trigger/name").asString()).isEqualTo("Ada");
        assertThat(body.at("/data/event/aggregateType").asString()).isEqualTo("contact");
    }

    @Test
    void hasTheFormOfTheApi() {
        var company = api.post("/api/v1/companies", "{\"name\":\"Acme\"}").expect(201).id();
        var workflow = workflows.active("""
                {"type":"event","event":"contact.created","filter":[{"field":"trigger.companyId","operator":"eq","value":%s},
                 {"field":"trigger.companyId","operator":"in","value":["%s"]}]}""".formatted(company, company), step(
                "\"payload\":{\"all\":\"{{trigger}}\",\"one\":\"{{trigger.companyId}}\",\"read\":\"{{contact.companyId}}\"}"));

        var contact = api.post("/api/v1/contacts", "{\"name\":\"Ada\",\"companyId\":%s}".formatted(company))
                .expect(201);

        var run = workflows.onlyRun(workflow);
        var body = new JsonMapper().readTree(receiver.deliveries().getFirst().body());
        assertThat(body.at("/data/one")).isEqualTo(contact.json().at("/companyId")).isEqualTo(body.at("/data/read"));
        assertThat(body.at("/data/all/contactId")).isEqualTo(contact.json().at("/id"));
        assertThat(run.json().at("/triggerData/trigger/companyId")).isEqualTo(contact.json().at("/companyId"));
        assertThat(Rfc3339.time(body.at("/timestamp").asString())).isNotNull();
    }

    @Test
    void isSignedWithBothSecretsWhileOneReplacesTheOther() throws Exception {
        var old = secret();
        api.post("/api/v1/webhook-secret/rotations", "").expect(200);
        api.post("/api/v1/webhook-secret/rotations", "").expect(409);

        deliver("", "{}");

        var delivery = receiver.deliveries().getFirst();
        assertThat(secret()).isNotEqualTo(old).startsWith("whsec_");
        assertThat(delivery.signature()).isEqualTo(signature(secret(), delivery) + " " + signature(old, delivery));
    }

    @Test
    void comesAgainUnderTheSameIdUntilItIsTaken() {
        var attempts = new AtomicInteger();
        receiver.answerWith(
                exchange -> HookReceiver.answer(exchange, attempts.incrementAndGet() < 3 ? 503 : 204, ""));

        var run = deliver("", "{}");

        assertThat(run.at("/status")).isEqualTo("succeeded");
        assertThat(receiver.deliveries()).hasSize(3);
        assertThat(receiver.deliveries().stream().map(HookReceiver.Delivery::id).distinct()).hasSize(1);
        assertThat(receiver.deliveries().stream().map(HookReceiver.Delivery::body).distinct()).hasSize(1);
        assertThat(run.json().at("/steps/0/retryCount").asInt()).isEqualTo(2);
    }

    @Test
    void givesUpAfterTheLastAttemptAndGoesOnWhenToldTo() {
        receiver.answerWith(exchange -> HookReceiver.answer(exchange, 500, "no"));
        var run = deliver("", "{}");

        assertThat(run.at("/status")).isEqualTo("failed");
        assertThat(run.at("/errorDetails")).isEqualTo("step 0 (webhook): the receiver answered 500");
        assertThat(receiver.deliveries()).hasSize(3);
        receiver.answerWith(exchange -> HookReceiver.answer(exchange, 200, "yes"));
        api.post("/api/v1/workflow-runs/" + run.id() + "/retries", "").expect(201);

        assertThat(workflows.ended(run.id()).at("/status")).isEqualTo("succeeded");
        assertThat(receiver.deliveries().stream().map(HookReceiver.Delivery::id).distinct()).hasSize(1);
        api.post("/api/v1/workflow-runs/" + run.id() + "/retries", "").expect(409);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 400, 404, 410})
    void takesAnAnswerThatWillNotChangeForFinal(int status) {
        receiver.answerWith(exchange -> {
            exchange.getResponseHeaders().set("Location", receiver.url("/elsewhere"));
            HookReceiver.answer(exchange, status, "");
        });

        var run = deliver("", "{}");

        assertThat(run.at("/status")).isEqualTo("failed");
        assertThat(receiver.deliveries()).hasSize(1);
        assertThat(receiver.deliveries("/elsewhere")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"text/plain; charset=iso-8859-9,ISO-8859-9", "text/plain;charset=UTF-16LE,UTF-16LE", "text/plain,UTF-8",
        "text/plain; charset=nonsense,UTF-8"})
    void readsAnAnswerInTheLettersThatItSays(String type, String charset) {
        receiver.answerWith(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            var bytes = "şğı İ".getBytes(Charset.forName(charset));
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });

        assertThat(deliver("", "{}").at("/steps/0/result/body")).isEqualTo("şğı İ");
    }

    @Test
    void countsHowOftenItWasTriedAgain() {
        var answers = List.of(List.of(200), List.of(503, 503, 200), List.of(400), List.of(500, 500, 500));
        for (var statuses : answers) {
            var left = new ArrayList<>(statuses);
            receiver.answerWith(exchange -> HookReceiver.answer(exchange, left.removeFirst(), ""));

            assertThat(deliver("", "{}").json().at("/steps/0/retryCount").asInt()).as("%s", statuses)
                    .isEqualTo(statuses.size() - 1);
        }
    }

    @Test
    void doesNotReadAnEndlessAnswer() {
        receiver.answerWith(WebhookTests::answerEndlessly);

        var run = deliver("", "{}");

        assertThat(run.at("/status")).as(run.text()).isEqualTo("succeeded");
        assertThat(run.at("/steps/0/result/body")).hasSize(1000);
    }

    @Test
    void doesNotWaitForAnAnswerForEver() {
        receiver.holdAnswers();
        var workflow = workflows.manual("""
                [{"type":"webhook","timeoutSeconds":1,"retryConfig":{"maxRetries":0},"config":{"url":"%s"}}]"""
                .formatted(receiver.url("/slow")));

        var run = workflows.ended(workflows.start(workflow, "{}"));

        assertThat(run.at("/status")).isEqualTo("failed");
        assertThat(run.at("/errorDetails")).contains("no answer within 1 s");
    }

    private Answer deliver(String more, String input) {
        return workflows.ended(workflows.start(workflows.manual(step(more)), input));
    }

    private String step(String more) {
        return """
                [{"type":"webhook","retryConfig":{"maxRetries":2,"retryDelaySeconds":0},"config":{"url":"%s"%s}}]"""
                .formatted(receiver.url("/hook"), more.isEmpty() ? "" : "," + more);
    }

    private String secret() {
        return api.get("/api/v1/webhook-secret").expect(200).at("/secret");
    }

    /** By the text of the standard, and not by the code that is tested. */
    private static String signature(String secret, HookReceiver.Delivery delivery) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.split("_", 2)[1]), "HmacSHA256"));
        var signed = String.join(".", delivery.id(), delivery.timestamp(), delivery.body());
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }

    private static void answerEndlessly(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        var line = "endless ".repeat(1000).getBytes(StandardCharsets.UTF_8);
        try (var body = exchange.getResponseBody()) {
            while (true) {
                body.write(line);
            }
        }
    }
}
