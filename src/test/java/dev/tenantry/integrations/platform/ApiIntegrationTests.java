package dev.tenantry.integrations.platform;

import java.sql.SQLException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.automation.Workflows;
import dev.tenantry.integrations.OtherSide;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.People;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** The platform's own integrations, over HTTP. */
class ApiIntegrationTests extends ApiTest {

    private static final String PATH = "/admin/api-integrations";
    private static final String SECRET = "sk-platform-that-must-not-be-seen";

    @Autowired
    private ApiIntegrationHealth health;

    private final OtherSide other = new OtherSide();
    private Api admin;

    @BeforeEach
    void promote() {
        var person = people.signUp();
        People.promote(person.userId());
        admin = person.api();
    }

    @AfterEach
    void close() {
        other.close();
    }

    /** Those in use alone, each when it is due, and by whoever comes first. */
    @Test
    void areAskedNowAndThenWhetherTheyAreStillThere() throws SQLException {
        var used = admin.post(PATH, body("used", "\"credentials\": {\"apiKey\": \"" + SECRET + "\"}")).expect(201).id();
        var idle = admin
                .post(PATH, body("idle", "\"active\": false, \"credentials\": {\"apiKey\": \"" + SECRET + "\"}"))
                .expect(201)
                .id();
        other.says(401, "{\"error\": {\"message\": \"I know no " + SECRET + "\"}}");

        health.work();
        Workflows.await(() -> admin.get(PATH + "/" + used).at("/status").equals("error"), "nobody has asked");
        var failed = admin.get(PATH + "/" + used);
        other.says(200, "{}");
        health.work();
        assertThat(admin.get(PATH + "/" + used).at("/status")).isEqualTo("error");
        makeDue(used);
        health.work();
        Workflows.await(() -> admin.get(PATH + "/" + used).at("/status").equals("connected"), "nobody has asked again");

        assertThat(failed.at("/lastError")).contains("I know no ***");
        assertThat(failed.at("/lastPingAt")).isNotEmpty();
        assertThat(admin.get(PATH + "/" + idle).at("/status")).isEqualTo("pending");
    }

    private static void makeDue(String id) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var update = connection.prepareStatement(
                        "update api_integrations set last_ping_at = last_ping_at - interval '1 day' where id = ?::uuid")) {
            update.setString(1, id);
            assertThat(update.executeUpdate()).isOne();
        }
    }

    @Test
    void areTestedByAskingTheOtherSideAndTellNoCredentials() throws SQLException {
        var created = admin.post(PATH, body("a", "\"credentials\": {\"apiKey\": \"" + SECRET + "\"}")).expect(201);
        other.says(401, "{\"error\": {\"message\": \"no such key: " + SECRET + "\"}}");

        var failed = admin.post(PATH + "/" + created.id() + "/tests", "").expect(200);
        other.says(200, "{}");
        admin.put("/admin/encryption-keys/current/data-keys", "").expect(200);
        var connected = admin.post(PATH + "/" + created.id() + "/tests", "").expect(200);

        assertThat(created.at("/status")).isEqualTo("pending");
        assertThat(failed.at("/status")).isEqualTo("error");
        assertThat(failed.at("/lastError")).contains("no such key: ***");
        assertThat(connected.at("/status")).isEqualTo("connected");
        assertThat(connected.at("/lastPingAt")).isNotEmpty();
        assertThat(other.last().authorization()).isEqualTo("Bearer " + SECRET);
        assertThat(created.text() + failed.text() + connected.text() + row(created.id())
                + admin.get("/api/v1/audit-logs?limit=200").text()).contains("api-integration.tested")
                .doesNotContain(SECRET);
    }

    @Test
    void changeAndGoAsOthersDo() {
        var created = admin.post(PATH, body("a", "\"credentials\": {\"apiKey\": \"" + SECRET + "\"}")).expect(201);
        var place = PATH + "/" + created.id();

        var elsewhere = admin.put(place, body("b", "\"active\": true").replace("localhost", "127.0.0.1"));
        var replaced = admin.with("If-Match", created.header("ETag")).put(place, body("b", "\"active\": false"));

        assertThat(elsewhere.expect(422).at("/errors/0/code")).isEqualTo("state-anew");
        assertThat(replaced.expect(200).at("/active")).isEqualTo("false");
        assertThat(replaced.json().at("/credentialNames")).hasToString("[\"apiKey\"]");
        admin.with("If-Match", created.header("ETag")).delete(place).expect(412);
        admin.delete(place).expect(204);
        admin.get(place).expect(404);
        people.signUp().api().get(PATH).expect(403);
    }

    /** What an answer says is of the place that was asked. */
    @Test
    void areAskedAnewWhereTheyLeadElsewhere() {
        var credentials = "\"credentials\": {\"apiKey\": \"" + SECRET + "\"}";
        var place = PATH + "/" + admin.post(PATH, body("a", credentials)).expect(201).id();
        other.says(200, "{}");
        assertThat(admin.post(place + "/tests", "").expect(200).at("/status")).isEqualTo("connected");

        assertThat(admin.put(place, body("b", "\"active\": true")).expect(200).at("/status")).isEqualTo("connected");
        assertThat(admin.put(place, body("b", credentials)).expect(200).at("/status")).isEqualTo("pending");
        other.says(_ -> {
            admin.put(place, body("b", credentials)).expect(200);
            return new OtherSide.Said(200, "{}");
        });
        assertThat(admin.post(place + "/tests", "").expect(200).at("/status")).isEqualTo("pending");
    }

    private String body(String name, String more) {
        return """
                {"displayName": "%s", "providerName": "openai", "configuration": {"model": "small", "baseUrl": "%s/v1"}, %s}"""
                .formatted(name, other.url(), more);
    }

    private static String row(String id) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var query = connection.prepareStatement("select i::text from api_integrations i where id = ?::uuid")) {
            query.setString(1, id);
            var rows = query.executeQuery();
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
