package dev.tenantry.crm.googlecalendar;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tenantry.crm.googlecalendar.GoogleServer.Said;
import dev.tenantry.support.Mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What goes wrong at Google, or on the way, loses nothing and does nothing twice. */
class GoogleFaultTests extends GoogleCalendarTest {

    /** A list of all has no trace of what was deleted, and none of what is long over. */
    @Test
    void listsAllAnewWhereGoogleHasForgottenWhatChanged() throws SQLException {
        google.events.add("stays1", google.events.event("Stays", at(9), at(10)));
        google.events.add("goes1", google.events.event("Goes", at(9), at(10)));
        google.events.add("past1", google.events.event("Past", at(9), at(10)));
        connect("both");
        create("Own", 12);
        synchronize();
        superuser(
                "update crm_events set event_start_time = now() - interval '200 days', event_end_time = now() - interval '200 days', "
                        + "last_end_at = now() - interval '200 days' where google_event_id = 'past1'");
        google.events.remove("goes1");
        google.events.remove("past1");
        google.expiredBefore = Long.MAX_VALUE;
        google.forgetsDeleted = true;
        google.pageSize = 1;

        synchronize();

        assertThat(event("Goes").path("status").asString()).isEqualTo("cancelled");
        assertThat(event("Stays").path("status").asString()).isEqualTo("confirmed");
        assertThat(event("Past").path("status").asString()).isEqualTo("confirmed");
        assertThat(event("Own").path("status").asString()).isEqualTo("confirmed");
        assertThat(google.events.live()).hasSize(2);
        assertThat(google.asked).anyMatch(one -> one.query().containsKey("syncToken"))
                .noneMatch(one -> one.query().containsKey("syncToken") && one.query().containsKey("timeMin"));
    }

    /** Pages that come twice, and one event in several of them. */
    @Test
    void takesPagesThatComeTwice() {
        for (var number = 0; number < 7; number++) {
            google.events.add("event" + number, google.events.event("Talk " + number, at(9 + number), at(10 + number)));
        }
        google.pageSize = 2;
        var again = new AtomicInteger();
        google.before = request -> request.query().containsKey("pageToken") && again.getAndIncrement() == 0
                ? new Said(503, "{}")
                : null;

        calendar = as.post(PATH, "{\"integrationId\":\"%s\",\"calendarId\":\"%s\"}".formatted(integration,
                GoogleServer.CALENDAR)).expect(201).id();
        awaitState("error");
        synchronize();

        assertThat(events()).hasSize(7);
        assertThat(google.writes).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource({"403, rateLimitExceeded", "403, userRateLimitExceeded", "429, rateLimitExceeded",
        "500, backendError", "503, backendError"})
    void triesAgainLaterWhereGoogleIsOverwhelmed(int status, String reason) {
        connect("both");
        google.before = request -> request.path().endsWith("/events")
                ? new Said(status, Said.error(status, reason).body(), Map.of("Retry-After", "120"))
                : null;

        as.post(PATH + "/" + calendar + "/synchronizations", "").expect(202);

        var shown = awaitState("error");
        assertThat(shown.at("/lastError")).contains(String.valueOf(status));
        assertThat(Instant.parse(shown.at("/nextAttemptAt")))
                .isBetween(Instant.now().plusSeconds(90), Instant.now().plusSeconds(180));
        google.before = _ -> null;
        synchronize();
        assertThat(as.get(PATH + "/" + calendar).json().has("lastError")).isFalse();
    }

    @Test
    void saysWhereTheConsentHasEndedAndGoesOnOnceThereIsAnother() throws SQLException {
        connect("both");
        google.takesTokens = false;
        superuser("update google_credentials set access_token_expires_at = now()");

        as.post(PATH + "/" + calendar + "/synchronizations", "").expect(202);

        assertThat(awaitState("error").at("/lastError")).contains("expired or revoked");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> Mailbox.newest(member.email()).template().equals("google-calendar-stopped"));
        google.takesTokens = true;
        connectAccount(as);
        create("Lunch", 12);
        synchronize();
        assertThat(google.events.live()).hasSize(1);
    }

    /** Whatever was done, and nobody heard of it. */
    @Test
    void makesNothingTwiceWhereAnswersGetLost() {
        connect("both");
        var lost = new AtomicInteger();
        google.losing = request -> request.isWrite() && lost.getAndIncrement() % 2 == 0;
        var id = create("Lunch", 12);
        settle();
        assertThat(google.events.live()).hasSize(1);

        as.patch("/api/v1/events/" + id, "{\"title\":\"Late lunch\"}").expect(200);
        settle();

        assertThat(google.events.live()).extracting(one -> one.path("summary").asString())
                .containsExactly("Late lunch");
        assertThat(events()).hasSize(1);
    }

    private void settle() {
        for (var attempt = 0; attempt < 4; attempt++) {
            as.post(PATH + "/" + calendar + "/synchronizations", "").expect(202);
            await().until(() -> !as.get(PATH + "/" + calendar).at("/state").equals("syncing"));
            await().pollDelay(Duration.ofMillis(300)).until(() -> true);
        }
    }

    @Test
    void tellsWhatCannotBeKeptTheSame() {
        google.events.add("long1", google.events.event("x".repeat(600), at(9), at(10)));
        google.events.add("fine1", google.events.event("Fine", at(9), at(10)));
        connect("both");
        google.before = request -> request.method().equals("POST") && request.path().endsWith("/events")
                ? Said.error(400, "invalid")
                : null;
        var id = create("Refused", 12);
        synchronize();

        var faults = as.get(PATH + "/" + calendar + "/faults").expect(200);
        assertThat(faults.text()).contains("\"long1\"", "title", "\"eventId\":\"" + id + "\"", "400");
        assertThat(events()).extracting(one -> one.path("title").asString()).containsExactly("Fine", "Refused");
        google.before = _ -> null;
        as.patch("/api/v1/events/" + id, "{\"place\":\"Here\"}").expect(200);
        google.events.edit("long1", one -> one.put("summary", "Short"));
        synchronize();
        assertThat(as.get(PATH + "/" + calendar + "/faults").json().path("results")).isEmpty();
        assertThat(google.events.live()).hasSize(3);
        assertThat(events()).hasSize(3);
    }

    @Test
    void isWokenByWhatGoogleTellsAndByNothingElse() throws SQLException, IOException, InterruptedException {
        connect("both");
        var token = ChannelToken.next(owner.organizationId(), member.userId(), Long.valueOf(calendar));
        superuser(
                ("update google_calendars set channel = 'c1', channel_hash = '%s', channel_expires_at = now() + interval '1 day'"
                        + " where id = %s and organization_id = '%s'")
                        .formatted(token.hash(), calendar, owner.organizationId()));
        google.events.add("talk1", google.events.event("Talk", at(9), at(10)));
        var hook = "http://localhost:" + port() + "/hooks/google-calendar";
        var forged = ChannelToken.next(owner.organizationId(), member.userId(), Long.valueOf(calendar));

        assertThat(GoogleGrants.push(hook, "c1", forged.text())).isEqualTo(404);
        assertThat(GoogleGrants.push(hook, "c2", token.text())).isEqualTo(404);
        assertThat(GoogleGrants.push(hook, "c1", "")).isEqualTo(404);
        assertThat(GoogleGrants.push(hook, "c1", token.text())).isEqualTo(204);

        await().atMost(Duration.ofSeconds(15)).until(() -> events().size() == 1);
        superuser("update google_calendars set channel_expires_at = now() where organization_id = '"
                + owner.organizationId() + "'");
        assertThat(GoogleGrants.push(hook, "c1", token.text())).isEqualTo(404);
    }

    @Test
    void isNobodysButItsMembers() {
        google.events.add("secret1", google.events.event("Doctor", at(11), at(12)).put("visibility", "private"));
        connect("both");

        assertThat(owner.api().get(PATH).json().path("results")).isEmpty();
        owner.api().get(PATH + "/" + calendar).expect(404);
        owner.api().get(PATH + "/" + calendar + "/faults").expect(404);
        owner.api().post(PATH + "/" + calendar + "/synchronizations", "").expect(404);
        owner.api().delete(PATH + "/" + calendar).expect(404);
        assertThat(owner.api().get("/api/v1/events").text()).doesNotContain("Doctor");
        assertThat(owner.api()
                .get("/api/v1/events/free-busy?memberId=" + member.userId() + "&from=" + instant(8) + "&to="
                        + instant(18))
                .text()).contains(instant(11)).doesNotContain("Doctor");
    }
}
