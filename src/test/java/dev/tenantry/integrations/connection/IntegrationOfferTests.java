package dev.tenantry.integrations.connection;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.tenantry.integrations.Integrations;
import dev.tenantry.integrations.Operation;
import dev.tenantry.integrations.OtherSide;
import dev.tenantry.integrations.OtherSide.Said;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.People;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;

/** What the platform offers, and two organizations that make integrations of it, with a server on the other side. */
class IntegrationOfferTests extends ApiTest {

    private static final String ADMIN = "/admin/api-integrations";
    private static final String OFFERS = "/api/v1/integration-offers";
    private static final String PATH = "/api/v1/integrations";
    private static final String SECRET = "sk-platform-that-must-not-be-seen";
    private static final String NEW_SECRET = "sk-another-that-must-not-be-seen";
    private static final String MODEL = "house-model-7";
    private static final String WITHDRAWN = "the platform does not offer this any more";

    @Autowired
    private Integrations integrations;
    @Autowired
    private HealthCheck health;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private PlatformTransactionManager transactions;

    private final OtherSide other = new OtherSide();
    private Api admin;
    private Person one;
    private Person two;

    @BeforeEach
    void signUp() {
        var person = people.signUp();
        People.promote(person.userId());
        admin = person.api();
        one = people.signUp();
        two = people.signUp();
    }

    @AfterEach
    void close() {
        other.close();
    }

    @Test
    void organizationsAreToldWhatAnOfferIsAndNothingOfWhatItIsTold() {
        var offered = offer(true);
        var kept = offer(false);

        var listed = one.api().get(OFFERS + "?filter=id[eq]:" + offered).expect(200);
        var single = one.api().get(OFFERS + "/" + offered).expect(200);

        assertThat(listed.at("/results/0/name")).isEqualTo("House model");
        assertThat(listed.at("/results/0/type")).isEqualTo("ai");
        assertThat(listed.at("/results/0/provider")).isEqualTo("openai");
        assertThat(listed.at("/results/0/description")).isEqualTo("For everybody");
        assertThat(listed.text() + single.text()).doesNotContain("localhost", MODEL, SECRET, "apiKey");
        assertThat(one.api().get(OFFERS + "?filter=id[eq]:" + kept).json().at("/results")).isEmpty();
        one.api().get(OFFERS + "/" + kept).expect(404);
        one.api().post(OFFERS + "/" + kept + "/integrations", "{\"name\": \"Ours\"}").expect(404);
        one.api().post(OFFERS + "/" + kept + "/integrations", "{\"name\": \" \"}").expect(422);
        one.api().get(ADMIN + "/" + offered).expect(403);
    }

    /** Requests of any kind could be about another organization's things, and a calendar is a member's. */
    @ParameterizedTest
    @ValueSource(strings = {"http", "google", "stripe"})
    void whatOrganizationsCannotShareIsNotOffered(String provider) {
        var refused = admin.post(ADMIN, """
                {"displayName": "a", "providerName": "%s", "offered": true, "configuration": {}}"""
                .formatted(provider));

        assertThat(refused.expect(422).at("/errors/0/field") + " " + refused.at("/errors/0/code"))
                .isEqualTo("offered unsuitable");
    }

    @Test
    void organizationsAskByOneOfferAndFromItsRotationOnByTheNewCredentials() {
        var offer = offer(true);
        var ours = connected(one, offer);
        var theirs = connected(two, offer);
        other.says(200,
                """
                {"model": "house-model-7", "choices": [{"message": {"content": "Hello"}}], "usage": {"prompt_tokens": 3}}""");

        var before = ask(one, ours);
        assertThat(other.last().authorization()).isEqualTo("Bearer " + SECRET);
        put(offer, "\"offered\": true, \"credentials\": {\"apiKey\": \"" + NEW_SECRET + "\"}").expect(200);
        ask(one, ours);
        assertThat(other.last().authorization()).isEqualTo("Bearer " + NEW_SECRET);
        ask(two, theirs);
        assertThat(other.last().authorization()).isEqualTo("Bearer " + NEW_SECRET);

        assertThat(before.result().path("text").asString()).isEqualTo("Hello");
        assertThat(before.result().has("model")).isFalse();
        assertThat(usage(one, ours)).isEqualTo("2");
        assertThat(usage(two, theirs)).isEqualTo("1");
        assertThat(shown(one, ours)).doesNotContain(SECRET, NEW_SECRET, MODEL, "localhost");
    }

    @Test
    void organizationsNameTheirIntegrationAndChangeNothingElse() {
        var offer = offer(true);
        var created = create(one, offer).expect(201);
        var place = PATH + "/" + created.id();

        assertThat(created.header("Location")).isEqualTo(place);
        assertThat(created.at("/offerId")).isEqualTo(offer);
        assertThat(created.at("/status")).isEqualTo("pending");
        assertThat(created.json().at("/configuration")).isEmpty();
        for (var change : Map.of("configuration", "{\"baseUrl\": \"https://evil.example\"}", "credentials",
                "{\"apiKey\": \"mine\"}", "type", "\"ai\"", "provider", "\"http\"").entrySet()) {
            var refused = one.api().patch(place, "{\"%s\": %s}".formatted(change.getKey(), change.getValue()));
            assertThat(refused.expect(422).at("/errors/0/field") + " " + refused.at("/errors/0/code"))
                    .isEqualTo(change.getKey() + " fixed");
        }
        assertThat(one.api().put(place, """
                {"name": "a", "provider": "openai", "configuration": {"model": "x", "baseUrl": "https://evil.example"},
                 "credentials": {"apiKey": "mine"}}""").expect(422).at("/errors/0/code")).isEqualTo("fixed");
        assertThat(one.api().patch(place, "{\"name\": \"Mine\"}").expect(200).at("/name")).isEqualTo("Mine");
        two.api().get(place).expect(404);
        one.api().delete(place).expect(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HOST has no SECRET", "MODEL at LOCALHOST:PORT is unknown",
        "house-model-7 of mx-1.internal.example:587",
        "https://api.platform.example/v1?model=house%2Dmodel%2D7",
        "10.1.2.3:80 and [2001:db8::1]:443 and ::1 are closed"})
    void whatTheOtherSideSaysShowsNeitherHostsNorWhatIsConfigured(String said) {
        var id = create(one, offer(true)).expect(201).id();
        var message = said.replace("HOST", other.url())
                .replace("SECRET", SECRET)
                .replace("MODEL", MODEL.toUpperCase(Locale.ROOT))
                .replace("PORT", other.url().replaceAll(".*:", ""));
        other.says(400, "{\"error\": {\"message\": \"" + "x ".repeat(135) + message + "\"}}");

        var tested = one.api().post(PATH + "/" + id + "/tests", "{}").expect(200);
        var refused = one.api().put(PATH + "/" + id + "/connection", "").expect(409);

        assertThat(tested.at("/error")).startsWith("the answer is 400: x x").contains("***");
        assertThat((tested.text() + refused.text() + shown(one, id)).toLowerCase(Locale.ROOT))
                .doesNotContain("localhost", "house", "example", "10.1.2.3", "2001:db8", "::1", SECRET);
    }

    @Test
    void whereNobodyAnswersTheHostIsNotNamed() {
        var id = create(one, offer(true)).expect(201).id();
        var port = other.url().replaceAll(".*:", "");
        other.close();

        var tested = one.api().post(PATH + "/" + id + "/tests", "{}").expect(200);

        assertThat(tested.at("/error")).contains("does not answer");
        assertThat(tested.text() + one.api().get(PATH + "/" + id).text()
                + one.api().get("/api/v1/integration-usage-logs").text())
                .doesNotContain("localhost", "127.0.0.1", ":" + port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"offered\": false", "\"offered\": true, \"active\": false", "delete"})
    void whatIsWithdrawnIsDisconnectedWithTheCause(String change) {
        var offer = offer(true);
        var ours = connected(one, offer);
        var theirs = connected(two, offer);
        var pending = create(two, offer).expect(201).id();
        var version = one.api().get(PATH + "/" + ours).header("ETag");

        if (change.equals("delete")) {
            admin.delete(ADMIN + "/" + offer).expect(204);
        } else {
            put(offer, change).expect(200);
        }
        var asked = other.asked().size();

        for (var answer : Stream.of(one.api().get(PATH + "/" + ours), two.api().get(PATH + "/" + theirs)).toList()) {
            assertThat(answer.expect(200).at("/status")).isEqualTo("disconnected");
            assertThat(answer.at("/lastError")).isEqualTo(WITHDRAWN);
            assertThat(answer.header("ETag")).isNotEqualTo(version);
        }
        assertThat(two.api().get(PATH + "/" + pending).at("/status")).isEqualTo("pending");
        assertThat(two.api().get(PATH + "/" + pending).at("/lastError")).isEqualTo(WITHDRAWN);
        assertThat(checks(one)).isZero();
        assertThat(ask(one, ours).error()).isEqualTo(WITHDRAWN);
        assertThat(one.api().put(PATH + "/" + ours + "/connection", "").expect(409).text()).contains(WITHDRAWN);
        assertThat(one.api().post(PATH + "/" + ours + "/tests", "{}").expect(200).at("/error")).isEqualTo(WITHDRAWN);
        assertThat(one.api().get("/api/v1/audit-logs?limit=200").expect(200).text()).contains("integration.updated");
        assertThat(other.asked()).hasSize(asked);
        if (!change.equals("delete")) {
            put(offer, "\"offered\": true").expect(200);
            assertThat(one.api().get(PATH + "/" + ours).at("/status")).isEqualTo("disconnected");
            var again = one.api().put(PATH + "/" + ours + "/connection", "").expect(200);
            assertThat(again.at("/status")).isEqualTo("connected");
            assertThat(again.at("/lastError")).isEmpty();
            assertThat(checks(one)).isOne();
        }
    }

    /** What is under way when an offer is withdrawn says nothing of the integration any more. */
    @Test
    void whatComesOfACallThatWasUnderWayDoesNotHideTheCause() throws Exception {
        var offer = offer(true);
        var ours = connected(one, offer);
        var pending = create(two, offer).expect(201).id();
        var reached = new CountDownLatch(2);
        var withdrawn = new CountDownLatch(1);
        other.says(_ -> {
            reached.countDown();
            awaited(withdrawn);
            return new Said(200, "{}");
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tested = threads.submit(() -> one.api().post(PATH + "/" + ours + "/tests", "{}"));
            var connecting = threads.submit(() -> two.api().put(PATH + "/" + pending + "/connection", ""));
            awaited(reached);
            put(offer, "\"offered\": false").expect(200);
            withdrawn.countDown();

            tested.get().expect(200);
            assertThat(connecting.get().expect(409).text()).contains(WITHDRAWN);
        }
        for (var answer : Stream.of(one.api().get(PATH + "/" + ours), two.api().get(PATH + "/" + pending)).toList()) {
            assertThat(answer.at("/status")).isIn("disconnected", "pending");
            assertThat(answer.at("/lastError")).isEqualTo(WITHDRAWN);
        }
    }

    @Test
    void nothingIsConnectedByAnOfferThatIsWithdrawnMeanwhile() throws Exception {
        var offer = offer(true);
        var ours = create(one, offer).expect(201).id();
        var theirs = create(two, offer).expect(201).id();
        other.says(200, "{}");
        for (var round = 0; round < 12; round++) {
            put(offer, "\"offered\": true").expect(200);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var first = threads.submit(() -> one.api().put(PATH + "/" + ours + "/connection", ""));
                var second = threads.submit(() -> two.api().put(PATH + "/" + theirs + "/connection", ""));
                Thread.sleep(round * 3L);
                threads.submit(() -> put(offer, "\"offered\": false").expect(200)).get();
                assertThat(first.get().status()).isIn(200, 409);
                assertThat(second.get().status()).isIn(200, 409);
            }
            assertThat(one.api().get(PATH + "/" + ours).at("/status")).isIn("disconnected", "pending");
            assertThat(two.api().get(PATH + "/" + theirs).at("/status")).isIn("disconnected", "pending");
            assertThat(checks(one) + checks(two)).isZero();
        }
    }

    @Test
    void eachHasACircuitAndChecksOfItsOwn() {
        var offer = offer(true);
        var ours = connected(one, offer);
        var theirs = connected(two, offer);
        other.says(503, "");
        for (var failure = 0; failure < 5; failure++) {
            assertThat(ask(one, ours).isOutage()).isTrue();
        }
        other.says(200, "{\"choices\": [{\"message\": {\"content\": \"Hello\"}}]}");

        assertThat(ask(one, ours).isDeferred()).isTrue();
        assertThat(ask(two, theirs).isSuccess()).isTrue();
        assertThat(one.api().get(PATH + "/" + ours).at("/status")).isEqualTo("error");
        assertThat(two.api().get(PATH + "/" + theirs).at("/status")).isEqualTo("connected");

        other.says(401, "{\"error\": {\"message\": \"" + MODEL + " is not yours\"}}");
        in(two, () -> jdbc.sql("update integration_checks set due_at = now() where organization_id = app.org_id()")
                .update());
        health.work();
        assertThat(two.api().get(PATH + "/" + theirs).at("/lastError")).contains("*** is not yours");
    }

    private String offer(boolean isOffered) {
        return admin
                .post(ADMIN,
                        body("\"offered\": %s, \"credentials\": {\"apiKey\": \"%s\"}".formatted(isOffered, SECRET)))
                .expect(201)
                .id();
    }

    private Answer put(String offer, String more) {
        return admin.put(ADMIN + "/" + offer, body(more));
    }

    private String body(String more) {
        return """
                {"displayName": "House model", "description": "For everybody", "providerName": "openai",
                 "configuration": {"model": "%s", "baseUrl": "%s/v1"}, %s}""".formatted(MODEL, other.url(), more);
    }

    private static Answer create(Person person, String offer) {
        return person.api().post(OFFERS + "/" + offer + "/integrations", "{\"name\": \"Ours\"}");
    }

    private String connected(Person person, String offer) {
        other.says(200, "{}");
        var id = create(person, offer).expect(201).id();
        assertThat(person.api().put(PATH + "/" + id + "/connection", "").expect(200).at("/status"))
                .isEqualTo("connected");
        return id;
    }

    private dev.tenantry.integrations.Answer ask(Person person, String id) {
        return context(person).call(() -> integrations.ask(UUID.fromString(id), new Operation.Complete(null, "Hi", 10),
                null, Duration.ofSeconds(10)));
    }

    private static String usage(Person person, String id) {
        return person.api()
                .get("/api/v1/integration-usage-logs?total=true&filter=operationType[eq]:complete,integrationId[eq]:"
                        + id)
                .expect(200)
                .at("/total");
    }

    /** All that an organization reads of it. */
    private static String shown(Person person, String id) {
        return person.api().get(PATH + "/" + id).expect(200).text() + person.api().get(PATH).text()
                + person.api().get("/api/v1/integration-usage-logs").text()
                + person.api().get("/api/v1/audit-logs?limit=200").text().replace(person.email(), "{member}");
    }

    private int checks(Person person) {
        return in(person,
                () -> jdbc.sql("select count(*)::int from integration_checks where organization_id = app.org_id()")
                        .query(Integer.class)
                        .single());
    }

    private <T> T in(Person person, Supplier<T> work) {
        return context(person).call(() -> new TransactionTemplate(transactions).execute(_ -> work.get()));
    }

    private static TenantContext context(Person person) {
        return new TenantContext(person.organizationId(), person.userId());
    }

    private static void awaited(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
