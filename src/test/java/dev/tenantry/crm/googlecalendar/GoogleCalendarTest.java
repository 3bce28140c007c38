package dev.tenantry.crm.googlecalendar;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A member whose account at Google is connected. */
abstract class GoogleCalendarTest extends ApiTest {

    static final String PATH = "/api/v1/google-calendars";
    private static final String BACK = "https://app.example/google";
    /** A day that nothing else is about, ahead of now. */
    static final LocalDate DAY = LocalDate.now().plusDays(30);

    final GoogleServer google = new GoogleServer();
    Person owner;
    Person member;
    Api as = Api.at(0);
    String integration = "";
    String calendar = "";

    @BeforeEach
    void connectAccount() {
        owner = people.signUp();
        member = people.signUpInto(owner, "member");
        as = member.api();
        integration = owner.api()
                .post("/api/v1/integrations",
                        "{\"name\":\"Calendars\",\"provider\":\"google\",\"configuration\":%s,\"credentials\":{\"clientSecret\":\"hush\"}}"
                                .formatted(google.configuration(BACK)))
                .expect(201)
                .id();
        owner.api().put("/api/v1/integrations/" + integration + "/connection", "").expect(200);
        connectAccount(as);
    }

    void connectAccount(Api api) {
        var begun = api
                .post("/api/v1/google-credentials/authorizations",
                        "{\"integrationId\":\"%s\",\"redirectUri\":\"%s\"}".formatted(integration, BACK))
                .expect(201);
        api.post("/api/v1/google-credentials", "{\"state\":\"%s\",\"code\":\"c\"}".formatted(begun.at("/state")))
                .expect(201);
    }

    @AfterEach
    void close() throws SQLException {
        superuser("delete from google_calendars where organization_id = '" + owner.organizationId() + "'");
        google.close();
    }

    void connect(String direction) {
        var begun = Instant.now();
        calendar = as.post(PATH, "{\"integrationId\":\"%s\",\"calendarId\":\"%s\",\"direction\":\"%s\"}"
                .formatted(integration, GoogleServer.CALENDAR, direction)).expect(201).id();
        awaitSynced(begun);
    }

    void disconnect(String copies) {
        as.delete(PATH + "/" + calendar + "?copies=" + copies).expect(202);
        await().atMost(Duration.ofSeconds(15)).until(() -> as.get(PATH + "/" + calendar).status() == 404);
    }

    void synchronize() {
        var begun = Instant.now();
        as.post(PATH + "/" + calendar + "/synchronizations", "").expect(202);
        awaitSynced(begun);
    }

    private void awaitSynced(Instant begun) {
        await().atMost(Duration.ofSeconds(15)).pollInterval(Duration.ofMillis(50)).untilAsserted(() -> {
            var shown = as.get(PATH + "/" + calendar).expect(200);
            assertThat(shown.at("/state") + shown.at("/lastError")).startsWith("idle");
            assertThat(shown.at("/lastSyncedAt")).isGreaterThan(begun.toString());
        });
    }

    Answer awaitState(String state) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> as.get(PATH + "/" + calendar).at("/state").equals(state));
        return as.get(PATH + "/" + calendar);
    }

    List<JsonNode> events() {
        return as.get("/api/v1/events?limit=200&sort=id").expect(200).json().path("results").valueStream().toList();
    }

    JsonNode event(String title) {
        return events().stream().filter(one -> one.path("title").asString().equals(title)).findFirst().orElseThrow();
    }

    /** Hours of that day, by the clock of Vienna. */
    static String at(int hour) {
        return DAY.atTime(hour, 0).atZone(ZoneId.of("Europe/Vienna")).toOffsetDateTime().toString();
    }

    static String instant(int hour) {
        return Instant.from(OffsetDateTime.parse(at(hour))).toString();
    }

    String create(String title, int hour) {
        return as.post("/api/v1/events",
                "{\"title\":\"%s\",\"startAt\":\"%s\",\"endAt\":\"%s\",\"timeZone\":\"Europe/Vienna\",\"ownerId\":\"%s\"}"
                        .formatted(title, instant(hour), instant(hour + 1), member.userId()))
                .expect(201)
                .id();
    }

    static void superuser(String sql) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
