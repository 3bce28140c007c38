package dev.tenantry.crm.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import dev.tenantry.integrations.OtherSide;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Reminders by WhatsApp, by the organization's own integration. */
class ReminderTextTests extends ApiTest {

    private final OtherSide other = new OtherSide();
    private Api as = Api.at(0);
    private String path = "";

    @BeforeEach
    void plan() {
        as = people.signUp().api();
        var start = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(3, ChronoUnit.DAYS);
        path = "/api/v1/events/" + as.post("/api/v1/events", "{\"title\": \"Talk\", \"startAt\": \"" + start
                + "\", \"endAt\": \"" + start + "\"}").expect(201).id();
        var contact = as.post("/api/v1/contacts", "{\"name\": \"Zoe\", \"phone\": \"+49 151 12345678\"}")
                .expect(201)
                .id();
        as.put(path + "/attendees", "{\"attendees\": [{\"contactId\": \"" + contact + "\"}]}").expect(200);
        as.put(path + "/reminders", "{\"reminders\": [{\"method\": \"whatsapp\", \"minutesBefore\": 60}]}")
                .expect(200);
    }

    @AfterEach
    void close() {
        other.close();
    }

    @Test
    void reachWhoseNumberIsKnownOnce() {
        connect();
        other.says(201, "{\"sid\": \"SM1\", \"status\": \"queued\"}");

        begin();

        var sent = awaited("sent");
        assertThat(other.last().body()).contains("To=whatsapp%3A%2B4915112345678", "Reminder");
        assertThat(sent.path("attempts").asInt()).isEqualTo(1);
        assertThat(sent.has("error")).isFalse();
    }

    @Test
    void areTriedAgainWhereTheOtherSideRefusesForNow() {
        connect();
        other.says(503, "{}");

        begin();

        await().atMost(Duration.ofSeconds(30))
                .until(() -> deliveries().at("/deliveries/0/attempts").asInt() == 1
                        && deliveries().at("/deliveries/0/error").asString("").contains("503"));
        assertThat(deliveries().at("/deliveries/0/status").asString()).isEqualTo("scheduled");
    }

    @Test
    void failWhereNothingIsConnectedThatSendsThem() {
        begin();

        assertThat(awaited("failed").path("error").asString()).contains("no integration is connected");
    }

    private void connect() {
        other.says(201, "{}");
        var integration = as.post("/api/v1/integrations", """
                {"name": "Texts", "provider": "twilio", "credentials": {"authToken": "secret"},
                 "configuration": {"accountSid": "AC1", "from": "+4930123", "baseUrl": "%s"}}""".formatted(other.url()))
                .expect(201)
                .id();
        as.put("/api/v1/integrations/" + integration + "/connection", "").expect(200);
    }

    private void begin() {
        var start = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(30, ChronoUnit.MINUTES);
        as.patch(path, "{\"startAt\": \"" + start + "\", \"endAt\": \"" + start + "\"}").expect(200);
    }

    private JsonNode awaited(String status) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> deliveries().at("/deliveries/0/status").asString("").equals(status));
        return deliveries().at("/deliveries/0");
    }

    private JsonNode deliveries() {
        return as.get(path + "/reminder-deliveries").expect(200).json();
    }
}
