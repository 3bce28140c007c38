package dev.tenantry.integrations.webhook;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.shared.crypto.WebhookSignature;
import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.HookReceiver;
import dev.tenantry.support.Mailbox;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static dev.tenantry.automation.Workflows.await;
import static org.assertj.core.api.Assertions.assertThat;

/** Outbound webhooks, from what happens to what a server is told. */
class WebhookEndpointTests extends ApiTest {

    private static final String ENDPOINTS = "/api/v1/webhook-endpoints";
    private static final String DELIVERIES = "/api/v1/webhook-deliveries";

    private final HookReceiver receiver = new HookReceiver();
    /** What the next delivery that tells of a name is answered. */
    private final ConcurrentHashMap<String, Integer> answers = new ConcurrentHashMap<>();
    @Autowired
    private WebhookRetention retention;
    @SuppressWarnings("NullAway.Init")
    private Person owner;
    private Api own = Api.at(0);

    @BeforeEach
    void somebody() {
        owner = people.signUp();
        own = owner.api();
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void areToldWhatTheySubscribedToSignedWithTheirSecret() {
        var endpoint = endpoint(
                "{\"event\":\"contact.*\",\"filter\":[{\"field\":\"name\",\"operator\":\"in\",\"value\":[\"Ada\",\"Eve\"]}]}");
        endpoint("{\"event\":\"company.created\"}");

        contact("Bob");
        var ada = contact("Ada");

        var sent = received(1).getFirst();
        assertThat(body(sent).at("/type").asString()).isEqualTo("contact.created");
        assertThat(body(sent).at("/timestamp").asString()).endsWith("Z");
        assertThat(body(sent).at("/data/contactId").asString()).isEqualTo(ada);
        assertThat(sent.signature()).isEqualTo(signature(sent, secret(endpoint)));
        var log = ended(endpoint);
        assertThat(log.at("/results/0/status")).isEqualTo("succeeded");
        assertThat(log.at("/results/0/messageId")).isEqualTo(sent.id()).startsWith("msg_");
        assertThat(log.json().at("/results").size()).isEqualTo(1);
        var delivery = own.get(DELIVERIES + "/" + log.at("/results/0/id")).expect(200);
        assertThat(delivery.json().at("/payload")).isEqualTo(body(sent));
        assertThat(delivery.at("/attempts/0/responseStatus")).isEqualTo("200");
        assertThat(delivery.at("/attempts/0/responseBody")).isEqualTo("thanks");
    }

    @Test
    void areAsTheyWereAnsweredWhateverTheirFiltersLeaveOut() {
        var endpoint = endpoint("{\"event\":\"*\"}");
        var path = ENDPOINTS + "/" + endpoint;
        for (var value : List.of("", ",\"value\":null", ",\"value\":true")) {
            var subscriptions = "[{\"event\":\"contact.updated\",\"filter\":[{\"field\":\"email\",\"operator\":\"exists\"%s}]}]"
                    .formatted(value);
            endpoint(subscriptions.substring(1, subscriptions.length() - 1));
            var changed = own.patch(path, "{\"subscriptions\":%s}".formatted(subscriptions)).expect(200);

            assertThat(own.get(path).expect(200).at("/version")).as(value).isEqualTo(changed.at("/version"));
        }
    }

    @Test
    void areSignedToWithBothSecretsWhileOneReplacesTheOther() {
        var endpoint = endpoint("{\"event\":\"*\"}");
        var old = secret(endpoint);

        own.post(ENDPOINTS + "/" + endpoint + "/secret/rotations", "").expect(200);
        own.post(ENDPOINTS + "/" + endpoint + "/secret/rotations", "").expect(409);
        own.post(ENDPOINTS + "/" + endpoint + "/tests", "").expect(202);

        var sent = received(1).getFirst();
        assertThat(secret(endpoint)).isNotEqualTo(old).startsWith("whsec_");
        assertThat(sent.signature()).isEqualTo(signature(sent, secret(endpoint), old));
        assertThat(body(sent).at("/type").asString()).isEqualTo("webhook-endpoint.test");
        own.post(ENDPOINTS + "/" + endpoint + "/secret/rotations?endPrevious=true", "").expect(200);
    }

    @Test
    void areToldOfOneRecordInOrderAndOfOthersMeanwhile() throws Exception {
        answers.put("Ada", 503);
        var endpoint = endpoint("{\"event\":\"contact.*\"}");
        receiver.answerWith(exchange -> {
            var told = receiver.deliveries().getLast();
            exchange.getResponseHeaders().set("Retry-After", "3600");
            HookReceiver.answer(exchange, told.body().contains("Ada") ? answers.getOrDefault("Ada", 200) : 200, "");
        });

        var ada = contact("Ada");
        received(1);
        own.patch("/api/v1/contacts/" + ada, "{\"jobTitle\":\"Countess\"}").expect(200);
        contact("Bob");

        assertThat(names(received(2))).containsExactly("contact.created Ada", "contact.created Bob");
        await(() -> find(endpoint, "status[eq]:pending").json().at("/results").size() == 2, "nothing waits");
        assertThat(Instant.parse(find(endpoint, "failures[gt]:0").at("/results/0/dueAt")))
                .isAfter(Instant.now().plusSeconds(3500));
        answers.remove("Ada");
        elapse(endpoint);
        assertThat(names(received(4))).containsExactly("contact.created Ada", "contact.created Bob",
                "contact.created Ada", "contact.updated Ada");
        IntStream.range(0, 30)
                .forEach(
                        number -> own.patch("/api/v1/contacts/" + ada, "{\"jobTitle\":\"%d\"}".formatted(number))
                                .expect(200));
        assertThat(received(34).subList(4, 34))
                .extracting(told -> body(told).at("/data/changes/jobTitle/after").asString())
                .containsExactlyElementsOf(IntStream.range(0, 30).mapToObj(Integer::toString).toList());
        assertThat(receiver.deliveries().get(2).id()).isEqualTo(receiver.deliveries().getFirst().id());
        assertThat(find(endpoint, "failures[gt]:0").at("/results/0/failures")).isEqualTo("1");
    }

    @Test
    void areDisabledAtOnceWhereTheyAreGoneAndToldWhatTheyMissed() {
        receiver.answerWith(exchange -> HookReceiver.answer(exchange, 410, ""));
        var endpoint = endpoint("{\"event\":\"contact.*\"}");

        contact("Ada");
        await(() -> !enabled(endpoint), "the endpoint is still enabled");
        contact("Bob");

        var disabled = own.get(ENDPOINTS + "/" + endpoint).expect(200);
        assertThat(disabled.at("/disabledReason")).isEqualTo("gone");
        assertThat(Mailbox.newest(owner.email()).body()).contains(receiver.url("/hook"), "410");
        var failed = ended(endpoint).at("/results/0/id");
        own.post(DELIVERIES + "/" + failed + "/replays", "").expect(409);
        receiver.answerWith(exchange -> HookReceiver.answer(exchange, 200, ""));
        own.patch(ENDPOINTS + "/" + endpoint, "{\"enabled\":true}").expect(200);
        var replayed = own.post(ENDPOINTS + "/" + endpoint + "/replays", "{\"since\":\"2026-01-01T00:00:00Z\"}")
                .expect(202);

        assertThat(replayed.at("/deliveries")).isEqualTo("1");
        assertThat(received(2).stream().map(HookReceiver.Delivery::id).distinct()).hasSize(1);
        await(() -> find(endpoint, "status[eq]:succeeded").json().at("/results").size() == 1, "it was not taken");
        own.post(DELIVERIES + "/" + failed + "/replays", "").expect(202);
        assertThat(received(3)).hasSize(3);
        own.post(ENDPOINTS + "/" + UUID.randomUUID() + "/replays", "{\"since\":\"2026-01-01T00:00:00Z\"}").expect(404);
    }

    /** Of one record in order, whatever is pending of it by then; each once, however often it is asked for. */
    @Test
    void areToldWhatHappenedWhileTheyWereDisabled() {
        receiver.answerWith(exchange -> HookReceiver.answer(exchange, 200, ""));
        var before = contact("Before");
        // An endpoint is told whatever is dispatched once it is there.
        dispatched();
        var endpoint = endpoint(
                "{\"event\":\"contact.*\",\"filter\":[{\"field\":\"name\",\"operator\":\"neq\",\"value\":\"Left out\"}]}");
        own.patch(ENDPOINTS + "/" + endpoint, "{\"enabled\":false}").expect(200);
        var missed = contact("Missed");
        contact("Left out");
        IntStream.range(0, 3)
                .forEach(number -> own.patch("/api/v1/contacts/" + missed, "{\"jobTitle\":\"%d\"}".formatted(number))
                        .expect(200));
        dispatched();
        receiver.answerWith(exchange -> HookReceiver.answer(exchange, 503, ""));
        own.patch(ENDPOINTS + "/" + endpoint, "{\"enabled\":true}").expect(200);
        own.patch("/api/v1/contacts/" + missed, "{\"jobTitle\":\"last\"}").expect(200);
        await(() -> !find(endpoint, "failures[gt]:0").json().at("/results").isEmpty(), "nothing is pending");
        receiver.answerWith(exchange -> HookReceiver.answer(exchange, 200, ""));
        var told = receiver.deliveries().size();

        var range = "{\"since\":\"2026-01-01T00:00:00Z\",\"missed\":true}";
        var unasked = own.post(ENDPOINTS + "/" + endpoint + "/replays", "{\"since\":\"2026-01-01T00:00:00Z\"}")
                .expect(202);
        var replayed = own.post(ENDPOINTS + "/" + endpoint + "/replays", range).expect(202);
        var again = own.post(ENDPOINTS + "/" + endpoint + "/replays", range).expect(202);

        assertThat(unasked.at("/deliveries")).isEqualTo("0");
        assertThat(replayed.at("/deliveries")).isEqualTo("4");
        assertThat(replayed.json().has("next")).isFalse();
        assertThat(again.at("/deliveries")).isEqualTo("0");
        assertThat(received(told + 5).subList(told, told + 5))
                .extracting(delivery -> body(delivery).at("/data/changes/jobTitle/after").asString(""))
                .containsExactly("", "0", "1", "2", "last");
        assertThat(find(endpoint, "status[eq]:succeeded").text()).doesNotContain("\"" + before + "\"");
    }

    @Test
    void areDisabledWhereNothingHasGotThroughForDays() throws Exception {
        receiver.answerWith(exchange -> HookReceiver.answer(exchange, 500, ""));
        var endpoint = endpoint("{\"event\":\"contact.*\"}");
        var entitled = people.signUpInto(owner, "viewer");
        var role = own
                .post("/api/v1/roles",
                        "{\"name\":\"Hooks\",\"permissions\":[\"webhook-endpoints:read\",\"webhook-endpoints:update\"]}")
                .expect(201)
                .id();
        own.put("/api/v1/organization/members/" + entitled.userId() + "/roles/" + role, "");
        contact("Ada");
        await(() -> !own.get(ENDPOINTS + "/" + endpoint).json().path("firstFailedAt").isMissingNode(), "does not fail");

        change("update webhook_endpoints set first_failed_at = now() - interval '6 days' where id = ?::uuid", endpoint);
        contact("Bob");

        await(() -> !enabled(endpoint), "the endpoint is still enabled");
        assertThat(own.get(ENDPOINTS + "/" + endpoint).at("/disabledReason")).isEqualTo("failing");
        assertThat(Mailbox.newest(owner.email()).template()).isEqualTo("webhook-disabled");
        assertThat(Mailbox.newest(entitled.email()).template()).isEqualTo("webhook-disabled");
        elapse(endpoint);
        await(() -> find(endpoint, "status[eq]:pending").json().at("/results").isEmpty(), "it is sent all the same");
        assertThat(find(endpoint, "failures[eq]:1").json().at("/results").valueStream())
                .anySatisfy(
                        one -> assertThat(one.at("/errorMessage").asString()).isEqualTo("the endpoint is disabled"));
    }

    @Test
    void areDisabledWhereTooMuchWaitsForThem() throws Exception {
        receiver.answerWith(exchange -> HookReceiver.answer(exchange, 500, ""));
        var endpoint = endpoint("{\"event\":\"contact.*\"}");
        contact("Ada");
        await(() -> !own.get(ENDPOINTS + "/" + endpoint).json().path("firstFailedAt").isMissingNode(), "does not fail");

        wait(endpoint, 119);
        contact("Bob");
        await(() -> find(endpoint, "failures[gt]:0").json().at("/results").size() == 2, "it is not told");
        assertThat(enabled(endpoint)).isTrue();
        wait(endpoint, 121);
        contact("Eve");

        await(() -> !enabled(endpoint), "the endpoint is still enabled");
        assertThat(own.get(ENDPOINTS + "/" + endpoint).at("/disabledReason")).isEqualTo("backlog");
    }

    /** What is replayed waits since then. */
    @Test
    void areNotDisabledByAReplayOfWhatIsOld() throws Exception {
        var endpoint = endpoint("{\"event\":\"contact.*\"}");
        contact("Bob");
        contact("Eve");
        await(() -> find(endpoint, "status[eq]:succeeded").json().at("/results").size() == 2, "they are not taken");
        wait(endpoint, 168);
        receiver.answerWith(exchange -> HookReceiver.answer(exchange, 500, ""));

        own.post(ENDPOINTS + "/" + endpoint + "/replays", "{\"since\":\"2020-01-01T00:00:00Z\",\"failedOnly\":false}")
                .expect(202);

        await(() -> find(endpoint, "failures[gt]:0").json().at("/results").size() == 2, "they are not sent again");
        assertThat(enabled(endpoint)).isTrue();
    }

    @Test
    void sayWhereToGoOnWhereMoreIsSentAgainThanGoesAtOnce() throws Exception {
        receiver.answerWith(exchange -> HookReceiver.answer(exchange, 500, ""));
        var endpoint = endpoint("{\"event\":\"contact.*\"}");
        contact("Bob");
        await(() -> find(endpoint, "failures[gt]:0").json().at("/results").size() == 1, "it is not told");
        change("""
                insert into webhook_deliveries (organization_id, webhook_endpoint_id, message_id, event_id, event_name, aggregate_type, aggregate_id,
                    body, status, ended_at, due_at, created_at)
                select d.organization_id, d.webhook_endpoint_id, 'msg_' || n, -n, d.event_name, d.aggregate_type, d.aggregate_id, '{}', 'failed', now(), null,
                    timestamptz '2026-01-01' + n * interval '1 second'
                from webhook_deliveries d cross join generate_series(1, 10001) as n where d.webhook_endpoint_id = ?::uuid order by n""",
                endpoint);
        var replays = ENDPOINTS + "/" + endpoint + "/replays";

        var some = own.post(replays, "{\"since\":\"2020-01-01T00:00:00Z\",\"until\":\"2026-01-02T00:00:00Z\"}")
                .expect(202);
        var others = own
                .post(replays, "{\"since\":\"%s\",\"until\":\"2026-01-02T00:00:00Z\"}".formatted(some.at("/next")))
                .expect(202);
        change("delete from webhook_deliveries where webhook_endpoint_id = ?::uuid", endpoint);

        assertThat(some.at("/deliveries")).isEqualTo("10000");
        assertThat(some.at("/next")).isEqualTo("2026-01-01T02:46:41Z");
        assertThat(others.at("/deliveries")).isEqualTo("1");
        assertThat(others.json().has("next")).isFalse();
    }

    /** Whether it gets through moves by itself, and says nothing about what somebody has read and changes. */
    @Test
    void areChangedWhetherTheyFailMeanwhileOrNot() throws Exception {
        var endpoint = endpoint("{\"event\":\"contact.created\"}");
        var read = own.get(ENDPOINTS + "/" + endpoint).expect(200);

        change("update webhook_endpoints set first_failed_at = now() where id = ?::uuid", endpoint);

        assertThat(own.get(ENDPOINTS + "/" + endpoint).header("ETag")).isNotEqualTo(read.header("ETag"));
        own.with("If-Match", read.header("ETag"))
                .patch(ENDPOINTS + "/" + endpoint, "{\"description\":\"x\"}")
                .expect(200);
    }

    @Test
    void areNotToldWhatIsTooMuchAndItIsNoted() throws Exception {
        var endpoint = endpoint("{\"event\":\"contact.updated\"}");
        var ada = contact("Ada");
        var told = """
                insert into domain_events (organization_id, event_name, aggregate_type, aggregate_id, payload, root_id)
                select organization_id, 'contact.updated', 'contact', '%s', jsonb_build_object('name', repeat('x', 262144)), gen_random_uuid()
                from webhook_endpoints where id = ?::uuid""".formatted(ada);
        change(told, endpoint);
        change("""
                with told as (select organization_id, id from domain_events
                    where organization_id = (select organization_id from webhook_endpoints where id = ?::uuid) and event_name = 'contact.updated'),
                pending as (insert into pending_events (organization_id, id) select organization_id, id from told)
                insert into work_tickets (organization_id, queue) select organization_id, 'events' from told""",
                endpoint);

        var dropped = ended(endpoint);

        assertThat(dropped.at("/results/0/status")).isEqualTo("failed");
        assertThat(dropped.at("/results/0/errorMessage")).startsWith("it tells more than 256 KB");
        assertThat(receiver.deliveries()).isEmpty();
        own.post(DELIVERIES + "/" + dropped.at("/results/0/id") + "/replays", "").expect(202);
        assertThat(body(received(1).getFirst()).at("/data/id").asString()).isEqualTo(ada);
    }

    @Test
    void areToldWhatTheirMaintainerMayRead() {
        var key = own
                .post("/api/v1/api-keys",
                        """
                {"name":"program","scopes":["webhook-endpoints:create","webhook-endpoints:read","webhook-endpoints:update","companies:read"]}""")
                .expect(201);
        var program = api.bearer(key.at("/key"));
        var endpoint = endpoint("{\"event\":\"contact.created\"}");

        assertThat(create(program, "{\"event\":\"contact.*\"}").status()).isEqualTo(403);
        assertThat(create(program, "{\"event\":\"*\"}").status()).isEqualTo(403);
        assertThat(create(program, "{\"event\":\"company.created\"}").status()).isEqualTo(201);
        program.patch(ENDPOINTS + "/" + endpoint, "{\"url\":\"" + receiver.url("/mine") + "\"}").expect(403);
        program.patch(ENDPOINTS + "/" + endpoint, "{\"enabled\":false}").expect(200);
        program.patch(ENDPOINTS + "/" + endpoint, "{\"enabled\":true}").expect(403);
        own.patch(ENDPOINTS + "/" + endpoint, "{\"enabled\":true}").expect(200);
        contact("Ada");
        var delivery = ended(endpoint).at("/results/0/id");
        var hidden = program.get(DELIVERIES + "/" + delivery).expect(200);
        assertThat(hidden.text()).doesNotContain("Ada", "thanks");
        assertThat(hidden.at("/lacking/0")).isEqualTo("contacts:read");
    }

    @Test
    void restWhereTheirMaintainerHasLeft() {
        var admin = people.signUpInto(owner, "admin");
        var made = create(admin.api(), "{\"event\":\"contact.*\"}").expect(201).id();

        own.delete("/api/v1/organization/members/" + admin.userId()).expect(204);

        assertThat(own.get(ENDPOINTS + "/" + made).at("/disabledReason")).isEqualTo("maintainer-gone");
        own.patch(ENDPOINTS + "/" + made, "{\"enabled\":true}").expect(200);
        assertThat(own.get(ENDPOINTS + "/" + made).at("/maintainedBy")).isEqualTo(owner.userId().toString());
    }

    @Test
    void forgetWhatTheyWereToldOfWhatIsDeletedForGoodAndAfterAWhileAll() throws Exception {
        var endpoint = endpoint("{\"event\":\"contact.created\"}");
        var ada = contact("Ada");
        contact("Bob");
        received(2);
        ended(endpoint);

        own.delete("/api/v1/contacts/" + ada + "?permanent=true").expect(204);

        assertThat(find(endpoint, "failures[gte]:0").json().at("/results").valueStream())
                .singleElement()
                .satisfies(left -> assertThat(left.at("/aggregateId").asString()).isNotEqualTo(ada));
        change("update webhook_deliveries set ended_at = now() - interval '31 days' where webhook_endpoint_id = ?::uuid",
                endpoint);
        assertThat(retention.forget()).isPositive();
        assertThat(find(endpoint, "failures[gte]:0").json().at("/results")).isEmpty();
        contact("Eve");
        var delivery = ended(endpoint).at("/results/0/id");
        own.delete(ENDPOINTS + "/" + endpoint).expect(204);
        own.get(DELIVERIES + "/" + delivery).expect(404);
    }

    @Test
    void areCheckedAndBounded() {
        assertThat(refused("http://example.test/", "{\"event\":\"*\"}").at("/errors/0/field")).isEqualTo("url");
        assertThat(refused("https://10.0.0.1/", "{\"event\":\"*\"}").at("/errors/0/field")).isEqualTo("url");
        assertThat(refused("https://example.test/", "{\"event\":\"nothing.*\"}").at("/errors/0/field"))
                .isEqualTo("subscriptions[0].event");
        assertThat(refused("https://example.test/",
                "{\"event\":\"contact.created\",\"filter\":[{\"field\":\"nose\",\"operator\":\"eq\",\"value\":\"long\"}]}")
                .at("/errors/0/field")).isEqualTo("subscriptions[0].filter[0].field");
        IntStream.range(0, 50).forEach(_ -> endpoint("{\"event\":\"contact.updated\"}"));

        assertThat(create(own, "{\"event\":\"*\"}").status()).isEqualTo(409);
    }

    private Answer refused(String url, String subscription) {
        return own.post(ENDPOINTS, "{\"url\":\"%s\",\"subscriptions\":[%s]}".formatted(url, subscription)).expect(422);
    }

    private Answer create(Api as, String subscription) {
        return as.post(ENDPOINTS,
                "{\"url\":\"%s\",\"subscriptions\":[%s]}".formatted(receiver.url("/hook"), subscription));
    }

    private String endpoint(String subscription) {
        return create(own, subscription).expect(201).id();
    }

    private String contact(String name) {
        return own.post("/api/v1/contacts", "{\"name\":\"%s\"}".formatted(name)).expect(201).id();
    }

    private String secret(String endpoint) {
        return own.get(ENDPOINTS + "/" + endpoint + "/secret").expect(200).at("/secret");
    }

    private boolean enabled(String endpoint) {
        return own.get(ENDPOINTS + "/" + endpoint).expect(200).json().at("/enabled").asBoolean();
    }

    private Answer find(String endpoint, String filter) {
        return own.get(ENDPOINTS + "/" + endpoint + "/deliveries?sort=id&filter=" + filter).expect(200);
    }

    /** Once there is something, and nothing is pending. */
    private Answer ended(String endpoint) {
        await(() -> find(endpoint, "status[eq]:pending").json().at("/results").isEmpty()
                && !find(endpoint, "failures[gte]:0").json().at("/results").isEmpty(), "a delivery did not end");
        return find(endpoint, "failures[gte]:0");
    }

    private List<HookReceiver.Delivery> received(int count) {
        await(() -> receiver.deliveries().size() >= count, "there are only " + receiver.deliveries().size());
        return receiver.deliveries();
    }

    private static List<String> names(List<HookReceiver.Delivery> deliveries) {
        return deliveries.stream()
                .map(one -> body(one).at("/type").asString() + " " + body(one).at("/data/name").asString())
                .toList();
    }

    private static JsonNode body(HookReceiver.Delivery delivery) {
        return new JsonMapper().readTree(delivery.body());
    }

    private static String signature(HookReceiver.Delivery delivery, String... secrets) {
        return WebhookSignature
                .headers(List.of(secrets), delivery.id(),
                        Instant.ofEpochSecond(Long.parseLong(delivery.timestamp())), delivery.body())
                .get("webhook-signature");
    }

    /** As if all that it is told had been told so many hours ago. */
    private static void wait(String endpoint, int hours) throws SQLException {
        change("update webhook_deliveries set created_at = now() - interval '%1$d hours', begun_at = now() - interval '%1$d hours' where webhook_endpoint_id = ?::uuid"
                .formatted(hours), endpoint);
    }

    /** As if the pauses of all that waits were over. */
    private static void elapse(String endpoint) throws SQLException {
        change("""
                with over as (
                    update webhook_deliveries set due_at = now() where webhook_endpoint_id = ?::uuid and due_at > now() returning organization_id)
                insert into work_tickets (organization_id, queue) select organization_id, 'webhooks' from over""",
                endpoint);
    }

    /** Whoever reacts to what has happened has done so. */
    private void dispatched() {
        await(() -> {
            try (var connection = TestDatabase.server().connectAsSuperuser();
                    var pending = connection.prepareStatement("select from pending_events where organization_id = ?")) {
                pending.setObject(1, owner.organizationId());
                return !pending.executeQuery().next();
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
        }, "events are pending still");
    }

    private static void change(String sql, String endpoint) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var change = connection.prepareStatement(sql)) {
            change.setString(1, endpoint);
            change.execute();
        }
    }
}
