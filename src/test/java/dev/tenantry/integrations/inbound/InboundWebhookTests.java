package dev.tenantry.integrations.inbound;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.Workflows;
import dev.tenantry.shared.crypto.Digests;
import dev.tenantry.shared.crypto.WebhookSignature;
import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Parallel;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** What other services send, from the address to what it starts. */
class InboundWebhookTests extends ApiTest {

    private static final String EVENTS = "/api/v1/webhook-events";
    private static final String SECRET = "a secret that the sender chose";
    private static final String HMAC = """
            {"type":"webhook","verification":"hmac","signatureHeader":"X-Sig","idHeader":"X-Delivery","headers":["X-Event","X-Sig"],
             "filter":[{"field":"trigger.headers.x-event","operator":"eq","value":"push"}]}""";
    private static final String TASK = "[{\"type\":\"create_task\",\"config\":{\"title\":\"%s\"}}]";

    @Autowired
    private InboundRetention retention;
    @SuppressWarnings("NullAway.Init")
    private Api own;
    @SuppressWarnings("NullAway.Init")
    private Workflows workflows;

    @BeforeEach
    void somebody() {
        own = people.signUp().api();
        workflows = Workflows.of(own);
    }

    @Test
    void startWhatTheyAreForOnceEach() {
        var workflow = workflows.active(HMAC, TASK.formatted("{{trigger.body.name}} by {{trigger.headers.x-event}}"));
        rotate(workflow, SECRET);
        var address = address(workflow);

        var first = send(address, "d-1", "push", "application/json", "{\"name\":\"Ada\"}").expect(202);
        var again = send(address, "d-1", "push", "application/json", "{\"name\":\"Ada\"}").expect(202);
        // The name is not signed: whoever repeats one with something else uses nothing up.
        var other = send(address, "d-3", "ping", "application/json", "{\"name\":\"squatted\"}").expect(202);
        assertThat(send(address, "d-3", "ping", "application/json", "{\"name\":\"real\"}").expect(202).at("/id"))
                .isNotEqualTo(other.at("/id"));
        var filtered = send(address, "d-2", "ping", "application/json", "{\"name\":\"Bob\"}").expect(202);

        assertThat(again.at("/id")).isEqualTo(first.at("/id"));
        assertThat(workflows.onlyRun(workflow).at("/status")).isEqualTo("succeeded");
        assertThat(own.get("/api/v1/tasks").at("/results/0/title")).isEqualTo("Ada by push");
        var event = processed(first.at("/id"));
        assertThat(event.at("/status")).isEqualTo("processed");
        assertThat(event.at("/runId")).isEqualTo(workflows.runs(workflow).at("/results/0/id"));
        assertThat(event.at("/payload")).isEqualTo("{\"name\":\"Ada\"}");
        assertThat(event.at("/source")).isEqualTo("custom");
        assertThat(event.json().at("/headers").propertyNames()).containsExactlyInAnyOrder("content-type", "x-event");
        assertThat(processed(filtered.at("/id")).json().has("runId")).isFalse();
        assertThat(workflows.runs(workflow).json().at("/results")).hasSize(1);
        assertThat(own.get("/api/v1/workflows/" + workflow + "/triggers").at("/results/0/webhookUrl"))
                .isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "idHeader":"x-gitlab-token" | trigger.idHeader
            "idHeader":"Authorization" | trigger.idHeader
            "tokenHeader":"User-Agent" | trigger.tokenHeader""")
    void mayNotShowTheirSecrets(String stated, String field) {
        var trigger = "{\"type\":\"webhook\",\"verification\":\"token\",\"tokenHeader\":\"X-Gitlab-Token\",%s}";
        var id = workflows.draft(trigger.formatted("\"idHeader\":\"X-Event-Id\""), TASK.formatted("x"));

        var refused = own.put("/api/v1/workflows/" + id, """
                {"name":"A workflow","trigger":%s,"steps":%s}"""
                .formatted(stated.contains("tokenHeader")
                        ? trigger.replace("X-Gitlab-Token\",%s", "User-Agent\"")
                        : trigger.formatted(stated), TASK.formatted("x")));

        assertThat(refused.expect(422).at("/errors/0/field")).isEqualTo(field);
    }

    /** What they say is in the runs that they began, too. */
    @Test
    void areSeenInRunsByThoseAloneWhoMaySeeThem() {
        var workflow = workflows.active(HMAC, TASK.formatted("x"));
        rotate(workflow, SECRET);
        send(address(workflow), "d-1", "push", "application/json", "{\"name\":\"Grace\"}").expect(202);
        var run = workflows.onlyRun(workflow).id();
        var reading = "\"workflows:read\",\"tasks:read\"";

        var hidden = key(reading).get("/api/v1/workflow-runs/" + run).expect(200);
        var shown = key(reading + ",\"webhook-events:read\"").get("/api/v1/workflow-runs/" + run).expect(200);

        assertThat(hidden.json().at("/lacking").valueStream().map(JsonNode::asString))
                .containsExactly("webhook-events:read");
        assertThat(hidden.text()).doesNotContain("Grace");
        assertThat(shown.at("/triggerData/trigger/body/name")).isEqualTo("Grace");
    }

    private Api key(String scopes) {
        return api.bearer(own.post("/api/v1/api-keys", "{\"name\":\"program\",\"scopes\":[%s]}".formatted(scopes))
                .expect(201)
                .at("/key"));
    }

    @Test
    void mayBeForms() {
        var workflow = workflows.active(HMAC, TASK.formatted("{{trigger.body.name}}: {{trigger.body.tag.1}}"));
        rotate(workflow, SECRET);

        send(address(workflow), "d-1", "push", "application/x-www-form-urlencoded", "name=A%C3%A4+b&tag=x&tag=y%26z")
                .expect(202);

        workflows.onlyRun(workflow);
        assertThat(own.get("/api/v1/tasks").at("/results/0/title")).isEqualTo("Aä b: y&z");
    }

    @Test
    void areKeptWhereTheyAreRefusedAndSigned() {
        var workflow = workflows.active(HMAC, TASK.formatted("x"));
        var address = address(workflow);

        var early = send(address, "d-1", "push", "application/json", "{}").expect(401);
        assertThat(early.at("/code")).isEqualTo("webhook-secret-missing");
        assertThat(hook(workflow).at("/secretSet")).isEqualTo("false");
        assertThat(hook(workflow).at("/refusedCount")).isEqualTo("1");
        rotate(workflow, SECRET);
        var refused = api.with("X-Sig", "00").with("Authorization", "Bearer of-the-sender").post(address, "{}");
        var unknown = api.post("/hooks/" + "A".repeat(64), "{}").expect(404);
        api.post("/hooks/short", "{}").expect(404);
        var forged = address.substring(0, address.length() - 4) + "AAAA";
        send(forged, "d-1", "push", "application/json", "{}").expect(404);
        send(address, "d-1", "push", "application/json", "x".repeat(262_145)).expect(413);
        send(address, "d-1", "push", "application/json", "{\"a\":").expect(400);
        send(address, "d-1", "push", "application/json", "{\"a\":1}{\"b\":2}").expect(400);
        send(address, "d-1", "push", "application/json; charset=latin1", "{}").expect(415);
        api.post(address, "{\"a\":").expect(401);
        own.delete("/api/v1/workflows/" + workflow + "/activation").expect(200);
        var inactive = send(address, "d-1", "push", "application/json", "{}").expect(404);

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.at("/detail")).isEqualTo("the message is not signed as it has to be");
        assertThat(refused.at("/code")).isEqualTo("webhook-mismatch");
        assertThat(hook(workflow).at("/secretSet")).isEqualTo("true");
        assertThat(hook(workflow).at("/refusedCount")).isEqualTo("3");
        assertThat(hook(workflow).at("/lastRefusedAt")).isNotEmpty();
        assertThat(inactive.at("/detail")).isEqualTo(unknown.at("/detail"));
        var kept = own.get(EVENTS + "?sort=id").json().at("/results").valueStream().toList();
        assertThat(kept).hasSize(4).allSatisfy(one -> assertThat(one.at("/status").asString()).isEqualTo("refused"));
        assertThat(kept.stream().map(one -> one.at("/errorMessage").asString().split(":")[0]))
                .containsExactly("too-large", "malformed", "malformed", "unsupported-media-type");
        var id = kept.get(1).at("/id").asString();
        assertThat(own.get(EVENTS + "/" + id).at("/payload")).isEqualTo("{\"a\":");
        assertThat(own.get(EVENTS + "/" + kept.getFirst().at("/id").asString()).json().has("payload")).isFalse();
        own.post(EVENTS + "/" + id + "/replays", "").expect(409);
    }

    /** It says what a sender knows itself, and the owner sees how many there were. */
    @Test
    void areRefusedForTheReasonThatHelpsTheSender() {
        var workflow = workflows.active("{\"type\":\"webhook\",\"verification\":\"standard\"}", TASK.formatted("x"));
        var secret = own.post("/api/v1/workflows/" + workflow + "/webhook/secret/rotations", "{}").expect(200);
        var address = address(workflow);
        assertThat(secret.at("/url")).isEqualTo(hook(workflow).at("/url"));

        var unsigned = api.post(address, "{}").expect(401);
        var late = standard(address, secret.at("/secret"), "m-1", Instant.now().minusSeconds(400)).expect(401);
        standard(address, secret.at("/secret"), "m-2", Instant.now().minusSeconds(400)).expect(401);
        var other = standard(address, "whsec_" + "A".repeat(32), "m-3", Instant.now()).expect(401);

        assertThat(unsigned.at("/code") + ": " + unsigned.at("/detail"))
                .isEqualTo(
                        "webhook-unsigned: the message has no header webhook-signature, in which its signature is to be");
        assertThat(late.at("/code") + ": " + late.at("/detail")).isEqualTo(
                "webhook-expired: the time at which the message says it was signed is more than 300 seconds from now");
        assertThat(other.at("/code")).isEqualTo("webhook-mismatch");
        var hook = hook(workflow).json();
        assertThat(hook.path("refusedCount").asInt()).isEqualTo(4);
        assertThat(hook.path("refusals")
                .valueStream()
                .map(one -> one.path("reason").asString() + " "
                        + one.path("count").asInt()))
                .containsExactly("mismatch 1", "expired 2", "unsigned 1");
        assertThat(hook.at("/refusals/0/lastAt").asString()).isEqualTo(hook.path("lastRefusedAt").asString());
    }

    /** Whatever began no run: by hand, and where its sender sends it again; each workflow begins one alone. */
    @Test
    void areAskedWhyAWorkflowDidOrDidNotRunByThem() {
        var workflow = workflows.active(HMAC, TASK.formatted("x"));
        var other = workflows.active("{\"type\":\"webhook\",\"verification\":\"hmac\"}", TASK.formatted("x"));
        rotate(workflow, SECRET);
        var address = address(workflow);
        var filtered = send(address, "d-1", "ping", "application/json", "{\"n\":\"1\"}").expect(202).at("/id");
        processed(filtered);
        change("update workflow_triggers set trigger_config = trigger_config - 'filter' where workflow_id = ?::uuid",
                workflow);
        var begun = send(address, "d-2", "ping", "application/json", "{\"n\":\"2\"}").expect(202).at("/id");
        processed(begun);
        workflows.onlyRun(workflow);

        var why = own.get("/api/v1/workflows/" + workflow + "/why?message=" + filtered).expect(200);
        assertThat(why.at("/message")).isEqualTo(filtered);
        assertThat(own.get("/api/v1/workflows/" + workflow + "/why?message=d-1").expect(200).text())
                .isEqualTo(why.text());
        own.get("/api/v1/workflows/" + other + "/why?message=d-1").expect(404);
        assertThat(why.json().has("record")).isFalse();
        assertThat(why.at("/results/0/outcome")).isEqualTo("filtered");
        assertThat(why.at("/results/0/stages/3/stage")).isEqualTo("filter");
        assertThat(why.json().at("/results/0/stages/3/comparisons/0/holds").asBoolean(true)).isFalse();
        var started = own.get("/api/v1/workflows/" + workflow + "/why?message=" + begun).expect(200);
        assertThat(started.at("/results/0/outcome")).isEqualTo("started");
        assertThat(started.at("/results/0/stages/5/reason")).isEqualTo("the run is succeeded");
        assertThat(own.get("/api/v1/workflows/" + other + "/why?message=" + begun).expect(200).at("/results/0/outcome"))
                .isEqualTo("not_meant");
        own.get("/api/v1/workflows/" + workflow + "/why?record=contact/1&message=" + begun).expect(400);
        own.get("/api/v1/workflows/" + workflow + "/why?message=1").expect(404);
        var stranger = people.signUp().api();
        stranger.get(
                "/api/v1/workflows/" + Workflows.of(stranger).manual(TASK.formatted("x")) + "/why?message=" + begun)
                .expect(404);
    }

    @Test
    void areTakenUpAgainUntilTheyBeginARun() {
        var workflow = workflows.active(HMAC, TASK.formatted("x"));
        rotate(workflow, SECRET);
        var address = address(workflow);
        var ids = List.of("d-1", "d-2", "d-2");

        var first = ids.stream()
                .map(id -> send(address, id, "ping", "application/json", "{\"n\":\"" + id + "\"}").expect(202)
                        .at("/id"))
                .toList();
        var filtered = processed(first.getFirst());
        processed(first.getLast());
        change("update workflow_triggers set trigger_config = trigger_config - 'filter' where workflow_id = ?::uuid",
                workflow);
        own.post(EVENTS + "/" + first.getFirst() + "/replays", "").expect(202);
        var again = send(address, "d-2", "ping", "application/json", "{\"n\":\"d-2\"}").expect(202);
        var event = processed(first.getFirst());
        processed(first.getLast());

        assertThat(filtered.at("/outcomes/0/result")).isEqualTo("filtered");
        assertThat(filtered.at("/outcomes/0/workflowId")).isEqualTo(workflow);
        assertThat(again.at("/id") + " " + again.at("/status")).isEqualTo(first.getLast() + " pending");
        assertThat(event.at("/outcomes/0/result")).isEqualTo("started");
        assertThat(event.at("/outcomes/0/runId")).isEqualTo(event.at("/runId")).isNotEmpty();
        assertThat(send(address, "d-2", "ping", "application/json", "{\"n\":\"d-2\"}").at("/status"))
                .isEqualTo("processed");
        own.post(EVENTS + "/" + first.getFirst() + "/replays", "").expect(409);
        assertThat(workflows.runs(workflow).json().at("/results")).hasSize(2);
        assertThat(own.get(EVENTS + "?filter=workflowId[eq]:" + workflow).json().at("/results")).hasSize(2);
        assertThat(own.get(EVENTS + "?filter=workflowId[eq]:" + UUID.randomUUID()).json().at("/results")).isEmpty();
    }

    /** The sender is told of it before the workflow begins to act. */
    @Test
    void haveAnAddressFromTheFirstDraftOn() {
        var id = workflows.create("{\"type\":\"webhook\",\"verification\":\"github\"}", TASK.formatted("x"))
                .expect(201)
                .id();

        assertThat(own.get("/api/v1/workflows/" + id + "/webhook").expect(200).at("/url"))
                .startsWith("http://localhost:8080/hooks/")
                .endsWith(address(id));
        rotate(id, SECRET);
    }

    /** Some services put JSON into a form. */
    @Test
    void ofGitHubMayBeJsonWithinAForm() {
        var workflow = workflows.active("{\"type\":\"webhook\",\"verification\":\"github\"}",
                TASK.formatted("{{trigger.body.ref}}"));
        rotate(workflow, SECRET);
        var body = "payload=%7B%22ref%22%3A%22main%22%7D";

        var id = api.with("X-Hub-Signature-256", "sha256=" + signature(body))
                .send("POST", address(workflow), BodyPublishers.ofString(body), "application/x-www-form-urlencoded")
                .expect(202)
                .at("/id");

        workflows.onlyRun(workflow);
        assertThat(own.get("/api/v1/tasks").at("/results/0/title")).isEqualTo("main");
        assertThat(processed(id).at("/source")).isEqualTo("github");
    }

    /** What would be answered as accepted and fail afterwards, the headers counted in that runs find. */
    @Test
    void areRefusedWhereTheyHoldMoreThanRunsTake() {
        var workflow = workflows.active(HMAC, TASK.formatted("x"));
        rotate(workflow, SECRET);
        var address = address(workflow);
        var json = "application/json";
        var numbers = "[1" + ",1".repeat(9_900) + "]";
        var refused = Map.of("\"" + "x".repeat(262_100) + "\"", "longer than 262144 characters",
                "[" + numbers + "," + numbers + "," + numbers + "]", "more than 20000 elements",
                "[".repeat(32) + "]".repeat(32), "nested deeper than 32 levels");

        refused.forEach((body, reason) -> assertThat(
                send(address, "d-" + body.length(), "push", json, body).expect(413).at("/detail")).contains(reason));
        assertThat(own.get(EVENTS).json().at("/results").valueStream().map(one -> one.at("/status").asString()))
                .containsOnly("refused")
                .hasSize(3);

        var taken = List.of("\"" + "x".repeat(261_900) + "\"", "[" + numbers + "," + numbers + "]",
                "[".repeat(31) + "]".repeat(31));
        for (var body : taken) {
            var id = send(address, "d-" + body.length(), "push", json, body).expect(202).at("/id");
            assertThat(processed(id).at("/runId")).isNotEmpty();
        }
    }

    @Test
    void areSignedByStandardWebhooksWithBothSecretsWhileOneReplacesTheOther() {
        var workflow = workflows.active("{\"type\":\"webhook\",\"verification\":\"standard\"}", TASK.formatted("x"));
        var first = rotate(workflow, null);
        var address = address(workflow);

        standard(address, first.at("/secret"), "m-1").expect(202);
        var second = rotate(workflow, null);
        standard(address, first.at("/secret"), "m-2").expect(202);
        standard(address, second.at("/secret"), "m-3").expect(202);

        assertThat(first.at("/secret")).startsWith("whsec_").isNotEqualTo(second.at("/secret"));
        assertThat(second.at("/previousUntil")).isNotEmpty();
        assertThat(own.get("/api/v1/workflows/" + workflow + "/webhook").text()).doesNotContain("whsec_");
        change("update webhook_receivers set secret_set_at = now() - interval '25 hours' where workflow_id = ?::uuid",
                workflow);
        standard(address, first.at("/secret"), "m-4").expect(401);
        own.post("/api/v1/workflows/" + workflow + "/webhook/secret/rotations?endPrevious=true", "{}").expect(200);
        own.post("/api/v1/workflows/" + workflow + "/webhook/secret/rotations", "{}").expect(409);
        assertThat(own.post("/api/v1/workflows/" + workflow + "/webhook/secret/rotations",
                "{\"secret\":\"too plain for this\"}").expect(422).at("/errors/0/field")).isEqualTo("secret");
    }

    @Test
    void areKnownByTheirBodyWhereTheyHaveNoIdHoweverManyComeAtOnce() {
        var workflow = workflows.active("{\"type\":\"webhook\",\"verification\":\"hmac\"}", TASK.formatted("x"));
        rotate(workflow, SECRET);
        var address = address(workflow);
        var signed = api.with("X-Signature", signature("{\"n\":1}"));

        var ids = Parallel.times(8, () -> signed.post(address, "{\"n\":1}").expect(202).at("/id"));

        assertThat(ids.stream().distinct()).hasSize(1);
        change("update webhook_events set created_at = now() - interval '6 minutes' where id = ?::bigint",
                ids.getFirst());
        assertThat(signed.post(address, "{\"n\":1}").expect(202).at("/id")).isNotEqualTo(ids.getFirst());
    }

    /** Whoever has seen a message can give it another id, where that is not signed. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"type":"webhook","verification":"github","knownBy":"content"} | X-Hub-Signature-256 | sha256= | X-GitHub-Delivery
            {"type":"webhook","verification":"hmac","signatureHeader":"X-Sig","idHeader":"X-Delivery","knownBy":"content"} | X-Sig | '' | X-Delivery""")
    void areKnownByWhatIsSignedUnderWhateverIdForAWhile(String trigger, String header, String prefix, String id) {
        var workflow = workflows.active(trigger, TASK.formatted("x"));
        rotate(workflow, SECRET);
        var body = "{\"n\":1}";
        var sender = api.with(header, prefix + signature(body));

        var ids = Parallel.times(4,
                () -> sender.with(id, UUID.randomUUID().toString())
                        .post(address(workflow), body)
                        .expect(202)
                        .at("/id"));
        var other = api.with(header, prefix + signature("{}")).with(id, "d-1").post(address(workflow), "{}");

        assertThat(ids.stream().distinct()).hasSize(1);
        assertThat(other.expect(202).at("/id")).isNotEqualTo(ids.getFirst());
        change("update webhook_events set created_at = now() - interval '6 minutes' where id = ?::bigint",
                ids.getFirst());
        assertThat(sender.with(id, "d-2").post(address(workflow), body).expect(202).at("/id"))
                .isNotEqualTo(ids.getFirst());
    }

    /** A sender that signs the time means two of them. */
    @Test
    void areSeveralOfOneBodyWhereTheTimeIsSigned() {
        var workflow = workflows.active(
                "{\"type\":\"webhook\",\"verification\":\"hmac\",\"timestampHeader\":\"X-Time\",\"idHeader\":\"X-Delivery\"}",
                TASK.formatted("x"));
        rotate(workflow, SECRET);
        var now = Instant.now().getEpochSecond();

        var ids = List.of(timed(workflow, now, "d-1"), timed(workflow, now - 1, "d-2"), timed(workflow, now, "d-3"),
                timed(workflow, now - 2, "d-2"));

        assertThat(ids.get(1)).isNotEqualTo(ids.getFirst());
        assertThat(ids.get(2)).isEqualTo(ids.getFirst());
        assertThat(ids.get(3)).isEqualTo(ids.get(1));
    }

    private String timed(String workflow, long time, String id) {
        return api.with("X-Signature", signature(time + ".{}"))
                .with("X-Time", Long.toString(time))
                .with("X-Delivery", id)
                .post(address(workflow), "{}")
                .expect(202)
                .at("/id");
    }

    /** Two that say the same, such as that all is well, are two. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"type":"webhook","verification":"github"} | X-Hub-Signature-256 | sha256= | X-GitHub-Delivery
            {"type":"webhook","verification":"hmac","signatureHeader":"X-Sig","idHeader":"X-Delivery"} | X-Sig | '' | X-Delivery""")
    void areSeveralOfOneBodyWhereTheirSenderSaysSo(String trigger, String header, String prefix, String id) {
        var workflow = workflows.active(trigger, TASK.formatted("x"));
        rotate(workflow, SECRET);
        var sender = api.with(header, prefix + signature("{}"));

        var ids = Stream.of("d-1", "d-2", "d-1")
                .map(one -> sender.with(id, one).post(address(workflow), "{}").expect(202).at("/id"))
                .toList();

        assertThat(ids.get(1)).isNotEqualTo(ids.getFirst());
        assertThat(ids.get(2)).isEqualTo(ids.getFirst());
    }

    /** What an order is told under several topics has one body and one event, whether or not each has an id of its own. */
    @ParameterizedTest
    @CsvSource({"X-Shopify-Webhook-Id,true", "X-Shopify-Event-Id,false", "X-Other,false"})
    void ofShopifyAreKnownByTheirTopics(String header, boolean isOwn) {
        var workflow = workflows.active("{\"type\":\"webhook\",\"verification\":\"shopify\"}", TASK.formatted("x"));
        rotate(workflow, SECRET);
        var hash = Base64.getEncoder().encodeToString(Digests.hmac(SECRET.getBytes(StandardCharsets.UTF_8), "{}"));
        var signed = api.with("X-Shopify-Hmac-Sha256", hash);
        var sender = isOwn ? signed.with("X-Shopify-Event-Id", "e-1") : signed;

        var ids = IntStream.range(0, 4)
                .mapToObj(turn -> sender.with("X-Shopify-Topic", turn % 2 == 0 ? "orders/create" : "orders/paid")
                        .with(header, isOwn ? "w-" + turn % 2 : "e-1")
                        .post(address(workflow), "{}")
                        .expect(202)
                        .at("/id"))
                .toList();

        assertThat(ids.get(1)).isNotEqualTo(ids.getFirst());
        assertThat(ids.subList(2, 4)).isEqualTo(ids.subList(0, 2));
    }

    @Test
    void areTakenUpAgainByPeopleWhereTheyFailed() {
        var workflow = workflows.active(HMAC, TASK.formatted("Later"));
        rotate(workflow, SECRET);
        // As if it were deactivated between being accepted and being processed.
        change("update workflow_definitions set is_active = false where id = ?::uuid", workflow);
        var id = send(address(workflow), "d-1", "push", "application/json", "{}").expect(202).at("/id");
        var failed = processed(id);
        change("update workflow_definitions set is_active = true where id = ?::uuid", workflow);

        own.post(EVENTS + "/" + id + "/replays", "").expect(202);

        assertThat(failed.at("/status")).isEqualTo("failed");
        assertThat(failed.at("/errorMessage")).isEqualTo("the workflow is not active");
        assertThat(workflows.onlyRun(workflow).at("/status")).isEqualTo("succeeded");
        assertThat(processed(id).at("/status")).isEqualTo("processed");
        own.post(EVENTS + "/" + id + "/replays", "").expect(409);
        change("update webhook_events set created_at = now() - interval '31 days' where id = ?::bigint", id);
        assertThat(retention.forget()).isPositive();
        own.get(EVENTS + "/" + id).expect(404);
    }

    @Test
    void ofStripeStartAllThatWaitForTheIntegration() {
        var integration = own.post("/api/v1/integrations", """
                {"name":"Payments","provider":"stripe","configuration":{},"credentials":{"secretKey":"sk_test_1"}}""")
                .expect(201)
                .id();
        var webhook = "/api/v1/integrations/" + integration + "/webhook";
        own.get(webhook).expect(404);
        var address = own.post(webhook, "").expect(200).at("/path");
        own.post(webhook + "/secret/rotations", "{\"secret\":\"" + SECRET + "\"}").expect(200);
        var workflow = workflows.active(
                """
                {"type":"webhook","integrationId":"%s","filter":[{"field":"trigger.body.type","operator":"eq","value":"invoice.paid"}]}"""
                        .formatted(integration),
                TASK.formatted("{{trigger.body.data.object.number}}"));

        stripe(address, "evt_1", "invoice.paid").expect(404);
        change("update integrations set status = 'connected' where id = ?::uuid", integration);
        var first = stripe(address, "evt_1", "invoice.paid").expect(202);
        stripe(address, "evt_1", "invoice.paid").expect(202);
        stripe(address, "evt_2", "invoice.voided").expect(202);

        assertThat(workflows.onlyRun(workflow).at("/status")).isEqualTo("succeeded");
        assertThat(own.get("/api/v1/tasks").at("/results/0/title")).isEqualTo("R-7");
        assertThat(processed(first.at("/id")).at("/eventType")).isEqualTo("invoice.paid");
        assertThat(own.get(EVENTS + "?filter=source[eq]:stripe").json().at("/results")).hasSize(2);
        own.post("/api/v1/integrations/" + UUID.randomUUID() + "/webhook", "").expect(404);
        assertThat(own.delete("/api/v1/integrations/" + integration).expect(409).at("/detail")).contains(workflow);
        own.delete("/api/v1/integrations/" + integration + "?evenIfUsed=true").expect(204);
        assertThat(own.get(EVENTS).json().at("/results")).isEmpty();
        assertThat(own.get("/api/v1/workflows/" + workflow).at("/warnings/0/message"))
                .isEqualTo("there is no such integration, or no more");
    }

    /** Each has what it is about, and what it calls a message, elsewhere. */
    @Test
    void ofGitHubStartWhatTheyAreFor() {
        var workflow = workflows.active(
                """
                {"type":"webhook","verification":"github","filter":[{"field":"trigger.headers.x-github-event","operator":"eq","value":"push"}]}""",
                TASK.formatted("{{trigger.body.ref}}"));
        rotate(workflow, SECRET);
        var body = "{\"ref\":\"main\"}";
        var sender = api.with("X-Hub-Signature-256", "sha256=" + signature(body)).with("X-GitHub-Delivery", "d-1");

        var first = sender.with("X-GitHub-Event", "push").post(address(workflow), body).expect(202);
        var again = sender.with("X-GitHub-Event", "push").post(address(workflow), body).expect(202);

        assertThat(again.at("/id")).isEqualTo(first.at("/id"));
        assertThat(workflows.onlyRun(workflow).at("/status")).isEqualTo("succeeded");
        var event = processed(first.at("/id"));
        assertThat(event.at("/eventType") + " " + event.at("/messageId")).isEqualTo("push d-1");
        assertThat(event.json().at("/headers").propertyNames()).containsExactlyInAnyOrder("content-type",
                "x-github-event");
    }

    /** Slack asks first whether this is the address, and has a secret of its own. */
    @Test
    void ofSlackAreAnsweredAndStartAllThatWaitForTheIntegration() {
        var integration = own
                .post("/api/v1/integrations",
                        """
                {"name":"Talk","provider":"slack","configuration":{},"credentials":{"webhookUrl":"https://hooks.slack.example/services/x"}}""")
                .expect(201)
                .id();
        var webhook = "/api/v1/integrations/" + integration + "/webhook";
        var address = own.post(webhook, "").expect(200).at("/path");
        own.post(webhook + "/secret/rotations", "{\"secret\":\"" + SECRET + "\"}").expect(200);
        change("update integrations set status = 'connected' where id = ?::uuid", integration);
        var workflow = workflows.active("{\"type\":\"webhook\",\"integrationId\":\"%s\"}".formatted(integration),
                TASK.formatted("{{trigger.body.event.text}}"));
        var direct = workflows.active("{\"type\":\"webhook\",\"verification\":\"slack\"}", TASK.formatted("x"));

        var asked = slack(address, "{\"type\":\"url_verification\",\"challenge\":\"3eZbrw1a\"}");
        var told = slack(address,
                "{\"type\":\"event_callback\",\"event_id\":\"Ev1\",\"event\":{\"type\":\"message\",\"text\":\"hi\"}}")
                .expect(200);

        assertThat(asked.expect(200).text()).isEqualTo("{\"challenge\":\"3eZbrw1a\"}");
        assertThat(workflows.onlyRun(workflow).at("/status")).isEqualTo("succeeded");
        assertThat(told.text()).isEmpty();
        var event = processed(own.get(EVENTS).at("/results/0/id"));
        assertThat(event.at("/source") + " " + event.at("/eventType") + " " + event.at("/messageId"))
                .isEqualTo("slack message Ev1");
        assertThat(own.get(EVENTS + "?filter=source[eq]:slack").json().at("/results")).hasSize(1);
        assertThat(own.post("/api/v1/workflows/" + direct + "/webhook/secret/rotations", "{}")
                .expect(422)
                .at("/errors/0/code")).isEqualTo("required");
        api.with("X-Slack-Signature", "v0=00")
                .post(address, "{\"type\":\"url_verification\",\"challenge\":\"x\"}")
                .expect(401);
    }

    /** Whose signature has the address as it was asked for. */
    @Test
    void ofTwilioAreSignedWithTheirAddress() throws GeneralSecurityException {
        var workflow = workflows.active("{\"type\":\"webhook\",\"verification\":\"twilio\"}",
                TASK.formatted("{{trigger.body.Body}}"));
        rotate(workflow, SECRET);
        var address = address(workflow) + "?of=sms";
        var mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        var signed = "http://localhost:" + port() + address + "Bodyhi thereFrom+15550001";
        var signature = Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        var sender = api.with("X-Twilio-Signature", signature);
        var form = "application/x-www-form-urlencoded";

        var first = sender.send("POST", address, BodyPublishers.ofString("From=%2B15550001&Body=hi+there"), form)
                .expect(200);
        // Fields are signed in their order by name, whatever order they come in.
        sender.with("I-Twilio-Idempotency-Token", "another")
                .send("POST", address, BodyPublishers.ofString("Body=hi+there&From=%2B15550001"), form)
                .expect(200);
        // Nothing stands between names and values in what is signed, and no time does.
        change("update webhook_events set created_at = created_at - interval '1 hour' where webhook_receiver_id in (select id from webhook_receivers where workflow_id = ?::uuid)",
                workflow);
        sender.send("POST", address, BodyPublishers.ofString("From=%2B15550001&Bod=yhi+there"), form).expect(200);
        sender.send("POST", address + "x", BodyPublishers.ofString("From=%2B15550001&Body=hi+there"), form).expect(401);
        sender.send("POST", address, BodyPublishers.ofString("From=%2B15550001&Body=bye"), form).expect(401);

        workflows.onlyRun(workflow);
        assertThat(own.get("/api/v1/tasks").at("/results/0/title")).isEqualTo("hi there");
        assertThat(first.text()).endsWith("<Response/>");
        assertThat(own.get(EVENTS).json().at("/results")).hasSize(1);
    }

    /** What nobody has signed is not told what is wrong with it. */
    @Test
    void ofTwilioThatCannotBeReadAreRefusedAsUnsigned() {
        var workflow = workflows.active("{\"type\":\"webhook\",\"verification\":\"twilio\"}", TASK.formatted("x"));
        rotate(workflow, SECRET);

        api.with("X-Twilio-Signature", "AAAA")
                .send("POST", address(workflow), BodyPublishers.ofString("Body=%zz"),
                        "application/x-www-form-urlencoded")
                .expect(401);

        assertThat(own.get("/api/v1/workflows/" + workflow + "/webhook").expect(200).at("/refusedCount"))
                .isEqualTo("1");
    }

    @Test
    void sayWhyTheyCanBeReadNoMore() {
        var workflow = workflows.active(HMAC, TASK.formatted("x"));
        rotate(workflow, SECRET);
        var id = send(address(workflow), "d-1", "ping", "application/json", "{\"name\":\"Grace\"}").expect(202)
                .at("/id");
        processed(id);
        change("update webhook_events set payload = '{' where id = ?::bigint", id);

        own.post(EVENTS + "/" + id + "/replays", "").expect(202);

        var event = processed(id);
        assertThat(event.at("/status") + ": " + event.at("/errorMessage"))
                .startsWith("failed: the message can be read no more");
    }

    /** One cannot be read any more, and the database takes no run of another. */
    @Test
    void startTheOthersWhereSomeWorkflowsFail() {
        var address = connectedStripe();
        var some = waitingFor(address.integration, 4);
        change("update workflow_triggers set trigger_config = trigger_config || '{\"cron\":\"0 0 * * *\",\"catchUp\":\"never\"}' where workflow_id = ?::uuid",
                some.get(1));

        var event = whileRunsAreRefused(some.get(2), "23514", 1_000,
                () -> processed(stripe(address.url, "evt_1", "invoice.paid").expect(202).at("/id")));

        assertThat(event.at("/status")).isEqualTo("processed");
        assertThat(event.at("/errorMessage")).contains("workflow " + some.get(1) + ": ")
                .contains("workflow " + some.get(2) + ": ")
                .doesNotContain(some.getFirst(), some.getLast());
        assertThat(event.at("/runId")).isEqualTo(workflows.runs(some.getFirst()).at("/results/0/id"));
        assertThat(workflows.onlyRun(some.getFirst()).at("/status")).isEqualTo("succeeded");
        assertThat(workflows.onlyRun(some.getLast()).at("/status")).isEqualTo("succeeded");
        own.post(EVENTS + "/" + event.at("/id") + "/replays", "").expect(202);
        assertThat(processed(event.at("/id")).json().at("/outcomes")).hasSize(4);
        assertThat(workflows.onlyRun(some.get(2)).at("/status")).isEqualTo("succeeded");
        assertThat(workflows.runs(some.getFirst()).json().at("/results")).hasSize(1);
    }

    /** Only what is to start is waited for, and asked once more where it has been changed meanwhile. */
    @Test
    void waitForNoWorkflowThatTheyDoNotStart() throws SQLException {
        var address = connectedStripe();
        var filter = """
                "filter":[{"field":"trigger.body.type","operator":"eq","value":"other"}]""";
        var filtered = workflows.active(
                "{\"type\":\"webhook\",\"integrationId\":\"%s\",%s}".formatted(address.integration, filter),
                TASK.formatted("x"));
        var going = waitingFor(address.integration, 1).getFirst();
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select from workflow_definitions where id = '%s' for update".formatted(filtered));
            assertThat(processed(stripe(address.url, "evt_1", "invoice.paid").expect(202).at("/id")).at("/status"))
                    .isEqualTo("processed");
            connection.rollback();
            statement.execute("select from workflow_definitions where id = '%s' for update".formatted(going));
            statement.execute(
                    "update workflow_triggers set trigger_config = trigger_config || '{%s}' where workflow_id = '%s'"
                            .formatted(filter, going));
            var event = stripe(address.url, "evt_2", "invoice.paid").expect(202).at("/id");
            Workflows.await(() -> isWaitedFor(connection), "it waits for no workflow");
            connection.commit();

            assertThat(processed(event).json().at("/outcomes").valueStream().map(one -> one.path("result").asString()))
                    .containsExactly("filtered", "filtered");
        }
        assertThat(workflows.onlyRun(going).at("/status")).isEqualTo("succeeded");
    }

    private static boolean isWaitedFor(Connection holder) {
        try (var statement = holder.createStatement();
                var rows = statement.executeQuery(
                        "select exists (select from pg_stat_activity where pg_backend_pid() = any (pg_blocking_pids(pid)))")) {
            rows.next();
            return rows.getBoolean(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void areTakenUpAgainAsAWholeWhereTheDatabaseFailsInPassing() {
        var address = connectedStripe();
        var some = waitingFor(address.integration, 2);

        var event = whileRunsAreRefused(some.getLast(), "40P01", 1,
                () -> processed(stripe(address.url, "evt_1", "invoice.paid").expect(202).at("/id")));

        assertThat(event.at("/status")).isEqualTo("processed");
        assertThat(event.json().has("errorMessage")).isFalse();
        some.forEach(workflow -> assertThat(workflows.onlyRun(workflow).at("/status")).isEqualTo("succeeded"));
    }

    private static Answer whileRunsAreRefused(String workflow, String sqlState, int times, Supplier<Answer> work) {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement()) {
            statement.execute(
                    """
                            create sequence app.test_refusals;
                            create function app.test_refuse() returns trigger language plpgsql security definer as $$ begin
                                if nextval('app.test_refusals') <= %d then raise exception 'refused' using errcode = '%s'; end if; return new; end $$;
                            create trigger test_refuse before insert on workflow_execution_logs for each row when (new.workflow_id = '%s') execute function app.test_refuse()"""
                            .formatted(times, sqlState, workflow));
            try {
                return work.get();
            } finally {
                statement.execute(
                        "drop trigger test_refuse on workflow_execution_logs; drop function app.test_refuse(); drop sequence app.test_refusals");
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private record Address(String integration, String url) {}

    private Address connectedStripe() {
        var integration = own.post("/api/v1/integrations", """
                {"name":"Payments","provider":"stripe","configuration":{},"credentials":{"secretKey":"sk_test_1"}}""")
                .expect(201)
                .id();
        var webhook = "/api/v1/integrations/" + integration + "/webhook";
        var url = own.post(webhook, "").expect(200).at("/path");
        own.post(webhook + "/secret/rotations", "{\"secret\":\"" + SECRET + "\"}").expect(200);
        change("update integrations set status = 'connected' where id = ?::uuid", integration);
        return new Address(integration, url);
    }

    /** @return the workflows, in the order in which they are asked */
    private List<String> waitingFor(String integration, int count) {
        return IntStream.range(0, count)
                .mapToObj(
                        _ -> workflows.active("{\"type\":\"webhook\",\"integrationId\":\"%s\"}".formatted(integration),
                                TASK.formatted("x")))
                .sorted()
                .toList();
    }

    @Test
    void ofAnIntegrationStartHoweverManyWait() {
        var address = connectedStripe();
        var waiting = waitingFor(address.integration, 101);

        stripe(address.url, "evt_1", "invoice.paid").expect(202);

        assertThat(workflows.onlyRun(waiting.getFirst()).at("/status")).isEqualTo("succeeded");
        assertThat(workflows.onlyRun(waiting.getLast()).at("/status")).isEqualTo("succeeded");
    }

    @Test
    void areDescribedByAWorkflowThatIsChecked() {
        var faults = Map.of("{\"type\":\"webhook\"}", "trigger.verification",
                "{\"type\":\"webhook\",\"verification\":\"standard\",\"integrationId\":\"00000000-0000-0000-0000-000000000000\"}",
                "trigger.integrationId", "{\"type\":\"webhook\",\"verification\":\"none\"}", "trigger.verification",
                "{\"type\":\"webhook\",\"verification\":\"hmac\",\"replayWindow\":\"P2D\"}", "trigger.replayWindow",
                "{\"type\":\"webhook\",\"verification\":\"hmac\",\"headers\":[\"a b\"]}", "trigger.headers[0]",
                "{\"type\":\"webhook\",\"verification\":\"hmac\",\"cron\":\"0 0 * * *\"}", "trigger.cron",
                "{\"type\":\"webhook\",\"verification\":\"hmac\",\"filter\":[{\"field\":\"trigger.bdy\",\"operator\":\"exists\"}]}",
                "trigger.filter[0].field",
                "{\"type\":\"webhook\",\"verification\":\"github\",\"filter\":[{\"field\":\"trigger.headers.X-GitHub-Event\",\"operator\":\"eq\",\"value\":\"x\"}]}",
                "trigger.filter[0].field");

        assertThat(
                workflows.create("{\"type\":\"schedule\",\"cron\":\"0 9 * * *\"}", TASK.formatted("{{trigger.time}}"))
                        .expect(422)
                        .at("/errors/0/message"))
                .contains("scheduledAt");
        faults.forEach((trigger, field) -> assertThat(
                workflows.create(trigger, TASK.formatted("x")).expect(422).at("/errors/0/field")).as(trigger)
                .isEqualTo(field));
    }

    private Answer rotate(String workflow, @org.jspecify.annotations.Nullable String secret) {
        return own.post("/api/v1/workflows/" + workflow + "/webhook/secret/rotations",
                secret == null ? "{}" : "{\"secret\":\"" + secret + "\"}").expect(200);
    }

    private Answer hook(String workflow) {
        return own.get("/api/v1/workflows/" + workflow + "/webhook").expect(200);
    }

    private String address(String workflow) {
        return own.get("/api/v1/workflows/" + workflow + "/webhook").expect(200).at("/path");
    }

    private Answer send(String address, String id, String event, String type, String body) {
        return api.with("X-Sig", signature(body))
                .with("X-Delivery", id)
                .with("X-Event", event)
                .send("POST", address, BodyPublishers.ofString(body), type);
    }

    private Answer standard(String address, String secret, String id) {
        return standard(address, secret, id, Instant.now());
    }

    private Answer standard(String address, String secret, String id, Instant at) {
        var sender = api;
        for (var header : WebhookSignature.headers(List.of(secret), id, at, "{}").entrySet()) {
            sender = sender.with(header.getKey(), header.getValue());
        }
        return sender.post(address, "{}");
    }

    private Answer stripe(String address, String id, String type) {
        var body = "{\"id\":\"%s\",\"type\":\"%s\",\"data\":{\"object\":{\"number\":\"R-7\"}}}".formatted(id, type);
        var now = Instant.now().getEpochSecond();
        return api.with("Stripe-Signature", "t=" + now + ",v1=" + signature(now + "." + body)).post(address, body);
    }

    private Answer slack(String address, String body) {
        var now = Instant.now().getEpochSecond();
        return api.with("X-Slack-Signature", "v0=" + signature("v0:" + now + ":" + body))
                .with("X-Slack-Request-Timestamp", Long.toString(now))
                .post(address, body);
    }

    private static String signature(String signed) {
        return HexFormat.of().formatHex(Digests.hmac(SECRET.getBytes(StandardCharsets.UTF_8), signed));
    }

    private Answer processed(String id) {
        Workflows.await(() -> !own.get(EVENTS + "/" + id).expect(200).at("/status").equals("pending"),
                "it is not processed");
        return own.get(EVENTS + "/" + id);
    }

    private static void change(String statement, String key) {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var change = connection.prepareStatement(statement)) {
            change.setString(1, key);
            assertThat(change.executeUpdate()).isPositive();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
