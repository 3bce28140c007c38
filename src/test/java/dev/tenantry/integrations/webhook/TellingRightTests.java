package dev.tenantry.integrations.webhook;

import java.sql.SQLException;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.HookReceiver;
import dev.tenantry.support.TestDatabase;

import static dev.tenantry.automation.Workflows.await;
import static org.assertj.core.api.Assertions.assertThat;

/** Nobody has sent, or sent elsewhere, what they may not read. */
class TellingRightTests extends ApiTest {

    private static final String ENDPOINTS = "/api/v1/webhook-endpoints/";
    private static final String RANGE = "{\"since\":\"2026-01-01T00:00:00Z\",\"failedOnly\":false}";

    private final HookReceiver receiver = new HookReceiver();
    private Api own = Api.at(0);
    private Api poor = own;

    @BeforeEach
    void somebody() {
        own = people.signUp().api();
        poor = key("");
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void whatWasToldIsSentAgainByWhoMayReadIt() {
        var endpoint = endpoint(receiver.url("/hook"));
        var delivery = delivery(endpoint, "succeeded");

        for (var replay : new String[]{"/api/v1/webhook-deliveries/" + delivery, ENDPOINTS + endpoint}) {
            var request = replay.startsWith(ENDPOINTS) ? RANGE : "";
            refused(poor.post(replay + "/replays", request));
            assertThat(receiver.deliveries()).hasSize(1);
        }
        poor.post(ENDPOINTS + endpoint + "/replays", "{\"since\":\"2026-01-01T00:00:00Z\"}").expect(202);
        key(",\"contacts:read\"").post(ENDPOINTS + endpoint + "/replays", RANGE).expect(202);
        await(() -> receiver.deliveries().size() == 2, "nothing is sent again");
    }

    @Test
    void whatIsStillToBeToldGoesElsewhereByWhoMayReadIt() {
        receiver.answerWith(exchange -> HookReceiver.answer(exchange, 500, ""));
        var endpoint = endpoint(receiver.url("/hook"));
        delivery(endpoint, "pending");
        var elsewhere = request(receiver.url("/elsewhere"), "company.created");

        refused(poor.put(ENDPOINTS + endpoint, elsewhere));
        poor.put(ENDPOINTS + endpoint, request(receiver.url("/hook"), "company.created")).expect(200);
        refused(poor.patch(ENDPOINTS + endpoint, "{\"url\":\"%s\"}".formatted(receiver.url("/elsewhere"))));
        key(",\"contacts:read\"").put(ENDPOINTS + endpoint, elsewhere).expect(200);

        var empty = endpoint(receiver.url("/other"));
        poor.put(ENDPOINTS + empty, elsewhere).expect(200);
    }

    /** Whoever has the secret can tell the receiver anything. */
    @Test
    void whatItIsSignedWithIsForWhoMayReadWhatIsTold() {
        receiver.answerWith(exchange -> HookReceiver.answer(exchange, 500, ""));
        var endpoint = ENDPOINTS + endpoint(receiver.url("/hook"));
        var all = ENDPOINTS + own.post("/api/v1/webhook-endpoints", request(receiver.url("/other"), "*"))
                .expect(201)
                .id();
        var reader = key(",\"contacts:read\"");

        refused(poor.get(endpoint + "/secret"));
        refused(poor.post(endpoint + "/secret/rotations", ""));
        refused(poor.get(all + "/secret"));
        assertThat(reader.get(all + "/secret").expect(403).at("/detail")).contains("opportunities:read");
        reader.get(endpoint + "/secret").expect(200);
        reader.post(endpoint + "/secret/rotations", "").expect(200);

        own.post("/api/v1/contacts", "{\"name\":\"Grace\"}").expect(201);
        await(() -> own.get(endpoint + "/deliveries").json().path("results").size() == 1, "there is no delivery");
        own.patch(endpoint, "{\"subscriptions\":[{\"event\":\"company.created\"}]}").expect(200);
        refused(poor.get(endpoint + "/secret"));
        poor.get(ENDPOINTS + own.post("/api/v1/webhook-endpoints", request(receiver.url("/third"), "company.created"))
                .expect(201)
                .id() + "/secret").expect(200);
    }

    /** What it may not be told any more is not sent, and so does not count. */
    @Test
    void whatTheMaintainerMayNotReadIsNotSentAgain() throws SQLException {
        var endpoint = endpoint(receiver.url("/hook"));
        delivery(endpoint, "succeeded");
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var change = connection
                        .prepareStatement("update webhook_endpoints set maintained_by = ? where id = ?")) {
            change.setObject(1, people.signUp().userId());
            change.setObject(2, UUID.fromString(endpoint));
            change.executeUpdate();
        }

        var replayed = own.post(ENDPOINTS + endpoint + "/replays", RANGE).expect(202);

        assertThat(replayed.at("/deliveries")).isEqualTo("0");
        assertThat(own.get(ENDPOINTS + endpoint + "/deliveries").at("/results/0/status")).isEqualTo("succeeded");
    }

    /** What the member may read later by themselves is nothing that the key was given. */
    @Test
    void whatAKeyStatesStaysWithinTheKey() throws SQLException {
        var both = "{\"url\":\"%s\",\"subscriptions\":[{\"event\":\"contact.created\"},{\"event\":\"company.created\"}]}"
                .formatted(receiver.url("/hook"));
        var made = key(",\"webhook-endpoints:create\",\"contacts:read\"").post("/api/v1/webhook-endpoints", both)
                .expect(201);
        assertThat(made.json().at("/maintainedScopes").toString()).contains("contacts:read", "companies:read")
                .doesNotContain("tasks:read");
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var change = connection.prepareStatement(
                        "update webhook_endpoints set maintained_scopes = array_remove(maintained_scopes, 'contacts:read') where id = ?")) {
            change.setObject(1, UUID.fromString(made.id()));
            change.executeUpdate();
        }

        own.post("/api/v1/contacts", "{\"name\":\"Grace\"}").expect(201);
        own.post("/api/v1/companies", "{\"name\":\"Acme\"}").expect(201);

        await(() -> !receiver.deliveries().isEmpty(), "nothing is told");
        assertThat(own.get(ENDPOINTS + made.id() + "/deliveries").expect(200).json().path("results").valueStream())
                .allMatch(one -> one.path("event").asString().equals("company.created"));
        assertThat(own.post(ENDPOINTS + made.id() + "/replays", "{\"since\":\"2026-01-01T00:00:00Z\",\"missed\":true}")
                .expect(202)
                .at("/deliveries")).isEqualTo("0");
        var described = own.patch(ENDPOINTS + made.id(), "{\"description\":\"ours\"}").expect(200);
        assertThat(described.json().has("maintainedScopes")).isTrue();
        var taken = own.patch(ENDPOINTS + made.id(), "{\"subscriptions\":[{\"event\":\"contact.created\"}]}")
                .expect(200);
        assertThat(taken.json().has("maintainedScopes")).isFalse();
    }

    private static void refused(Answer answer) {
        assertThat(answer.expect(403).at("/detail")).contains("contacts:read");
    }

    private String endpoint(String url) {
        return own.post("/api/v1/webhook-endpoints", request(url, "contact.created")).expect(201).id();
    }

    private static String request(String url, String event) {
        return "{\"url\":\"%s\",\"subscriptions\":[{\"event\":\"%s\"}]}".formatted(url, event);
    }

    private String delivery(String endpoint, String status) {
        own.post("/api/v1/contacts", "{\"name\":\"Ada\"}").expect(201);
        var path = ENDPOINTS + endpoint + "/deliveries?filter=status[eq]:" + status;
        await(() -> own.get(path).json().path("results").size() == 1, "there is no delivery");
        return own.get(path).at("/results/0/id");
    }

    private Api key(String further) {
        return Api.at(port())
                .bearer(own.post("/api/v1/api-keys", """
                {"name":"k","scopes":["webhook-endpoints:read","webhook-endpoints:update","companies:read"%s]}"""
                        .formatted(further)).expect(201).at("/key"));
    }
}
