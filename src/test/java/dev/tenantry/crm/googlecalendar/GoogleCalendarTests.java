package dev.tenantry.crm.googlecalendar;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What changes on one side changes on the other. */
class GoogleCalendarTests extends GoogleCalendarTest {

    @Test
    void listsTheAccountsCalendarsAndConnectsOne() {
        var available = as.get(PATH + "/available?integrationId=" + integration).expect(200);

        connect("both");

        assertThat(available.at("/results/0/id") + " " + available.at("/results/0/accessRole"))
                .isEqualTo(GoogleServer.CALENDAR + " owner");
        assertThat(as.get(PATH).at("/results/0/name")).isEqualTo("Ada");
        as.post(PATH, "{\"integrationId\":\"%s\",\"calendarId\":\"%s\"}".formatted(integration,
                GoogleServer.CALENDAR)).expect(409);
        assertThat(as
                .post(PATH, "{\"integrationId\":\"%s\",\"calendarId\":\"nobody@x.example\"}".formatted(integration))
                .expect(422)
                .at("/errors/0/field")).isEqualTo("calendarId");
    }

    @Test
    void takesWhatIsAtGoogle() {
        var talk = google.events.event("Gespräch 🎉", at(9), at(10))
                .put("location", "Graben 1")
                .put("hangoutLink", "https://meet.google.com/abc");
        talk.putArray("attendees")
                .add(google.events.event("", at(1), at(1))
                        .put("email", "zoe@x.example")
                        .put("responseStatus", "accepted"));
        google.events.add("talk1", talk);
        google.events.add("days1", google.events.event("Away", DAY.toString(), DAY.plusDays(2).toString()));
        google.events.add("secret1", google.events.event("Doctor", at(11), at(12)).put("visibility", "private"));
        google.events.add("free1", google.events.event("Free", at(13), at(14)).put("transparency", "transparent"));

        connect("both");

        var taken = event("Gespräch 🎉");
        assertThat(taken.path("startAt").asString()).isEqualTo(instant(9));
        assertThat(taken.path("timeZone").asString()).isEqualTo("Europe/Vienna");
        assertThat(taken.path("place").asString()).isEqualTo("Graben 1");
        assertThat(taken.path("conferenceUrl").asString()).isEqualTo("https://meet.google.com/abc");
        assertThat(taken.path("googleEventId").asString()).isEqualTo("talk1");
        assertThat(as.get("/api/v1/events/" + taken.path("id").asString() + "/attendees").at("/attendees/0/answer"))
                .isEqualTo("accepted");
        assertThat(event("Away").path("endDate").asString()).isEqualTo(DAY.plusDays(1).toString());
        assertThat(event("Doctor").path("visibility").asString()).isEqualTo("private");
        assertThat(event("Free").path("transparency").asString()).isEqualTo("transparent");
        assertThat(event("Away").path("transparency").asString()).isEqualTo("opaque");
        assertThat(owner.api().get("/api/v1/events").text()).doesNotContain("Doctor").contains("Away");
        assertThat(google.writes).hasValue(0);
    }

    @Test
    void takesSeriesWithWhatOfThemIsOtherwise() {
        var daily = google.events.event("Daily", at(9), at(10));
        daily.putArray("recurrence").add("RRULE:FREQ=DAILY;COUNT=5");
        google.events.add("daily1", daily);
        google.events.except("daily1", at(9).replace(DAY.toString(), DAY.plusDays(1).toString()),
                one -> one.put("summary", "Daily, longer"));
        google.events.except("daily1", at(9).replace(DAY.toString(), DAY.plusDays(2).toString()),
                one -> one.put("status", "cancelled"));

        connect("both");
        synchronize();

        var series = event("Daily");
        assertThat(series.path("recurrenceRule").asString()).isEqualTo("FREQ=DAILY;COUNT=5");
        assertThat(series.path("excludedDates").get(0).asString()).isEqualTo(DAY.plusDays(2) + "T09:00:00");
        assertThat(event("Daily, longer").path("originalStart").asString()).isEqualTo(DAY.plusDays(1) + "T09:00:00");
        assertThat(google.writes).hasValue(0);
    }

    @Test
    void tellsGoogleWhatChangesHereAndNothingTwice() {
        connect("both");

        var id = create("Lunch", 12);
        synchronize();
        var key = event("Lunch").path("googleEventId").asString();
        assertThat(google.events.find(key).path("summary").asString()).isEqualTo("Lunch");
        assertThat(google.events.find(key).at("/start/dateTime").asString()).startsWith(DAY + "T12:00:00");
        as.patch("/api/v1/events/" + id, "{\"title\":\"Late lunch\",\"place\":\"Naschmarkt\"}").expect(200);
        synchronize();
        assertThat(google.events.find(key).path("summary").asString()).isEqualTo("Late lunch");
        assertThat(google.events.find(key).path("location").asString()).isEqualTo("Naschmarkt");
        assertThat(google.events.find(key).path("transparency").asString()).isEqualTo("opaque");
        as.patch("/api/v1/events/" + id, "{\"transparency\":\"transparent\"}").expect(200);
        synchronize();
        assertThat(google.events.find(key).path("transparency").asString()).isEqualTo("transparent");
        google.events.edit(key, one -> one.remove("transparency"));
        synchronize();
        assertThat(event("Late lunch").path("transparency").asString()).isEqualTo("opaque");
        synchronize();
        assertThat(google.writes).hasValue(3);
        as.delete("/api/v1/events/" + id).expect(204);
        synchronize();
        synchronize();

        assertThat(google.events.live()).isEmpty();
        assertThat(google.writes).hasValue(4);
        assertThat(google.asked).filteredOn(GoogleServer.Asked::isWrite)
                .allSatisfy(write -> assertThat(write.query()).containsEntry("sendUpdates", "none"));
        assertThat(google.asked).filteredOn(write -> write.method().equals("PATCH"))
                .allSatisfy(write -> assertThat(write.ifMatch()).isNotNull());
        assertThat(events()).isEmpty();
    }

    @Test
    void tellsGoogleOfSeriesOccurrenceByOccurrence() {
        connect("both");
        var id = as
                .post("/api/v1/events",
                        """
                {"title":"Weekly","startAt":"%s","endAt":"%s","timeZone":"Europe/Vienna","ownerId":"%s","recurrenceRule":"FREQ=DAILY;COUNT=6"}"""
                                .formatted(instant(9), instant(10), member.userId()))
                .expect(201)
                .id();
        synchronize();

        as.put("/api/v1/events/" + id + "/occurrences/" + DAY.plusDays(1) + "T09:00:00",
                """
                {"title":"Weekly, once","startAt":"%s","endAt":"%s","timeZone":"Europe/Vienna","ownerId":"%s"}"""
                        .formatted(
                                instant(9).replace(DAY.toString(), DAY.plusDays(1).toString()),
                                instant(11).replace(DAY.toString(), DAY.plusDays(1).toString()), member.userId()))
                .expect(200);
        as.delete("/api/v1/events/" + id + "/occurrences/" + DAY.plusDays(2) + "T09:00:00").expect(204);
        synchronize();
        synchronize();

        var writes = google.writes.get();
        var master = google.events.find(event("Weekly").path("googleEventId").asString());
        assertThat(master.path("recurrence").toString()).contains("RRULE:FREQ=DAILY;COUNT=6",
                "EXDATE;TZID=Europe/Vienna");
        var instance = google.events.find(event("Weekly, once").path("googleEventId").asString());
        assertThat(instance.path("summary").asString()).isEqualTo("Weekly, once");
        as.delete("/api/v1/events/" + event("Weekly, once").path("id").asString()).expect(204);
        synchronize();
        synchronize();
        assertThat(GoogleEvents.isCancelled(google.events.find(instance.path("id").asString()))).isTrue();
        assertThat(google.writes).hasValue(writes + 1);
    }

    @Test
    void keepsWhatEachSideHasChangedOfOneEvent() {
        google.events.add("talk1", google.events.event("Talk", at(9), at(10)));
        connect("both");
        var id = event("Talk").path("id").asString();

        google.events.edit("talk1", one -> one.put("location", "Room 7"));
        as.patch("/api/v1/events/" + id, "{\"title\":\"Long talk\"}").expect(200);
        synchronize();

        assertThat(event("Long talk").path("place").asString()).isEqualTo("Room 7");
        assertThat(google.events.find("talk1").path("summary").asString()).isEqualTo("Long talk");
        assertThat(google.events.find("talk1").path("location").asString()).isEqualTo("Room 7");
    }

    @Test
    void keepsWhatGoogleAloneKnowsOfGuests() {
        var talk = google.events.event("Talk", at(9), at(10));
        var guests = talk.putArray("attendees");
        guests.addObject().put("email", "room7@resource.example").put("resource", true);
        guests.addObject().put("email", "zoe@x.example").put("optional", true).put("responseStatus", "needsAction");
        google.events.add("talk1", talk);
        connect("both");
        var path = "/api/v1/events/" + event("Talk").path("id").asString() + "/attendees";

        as.put(path,
                "{\"attendees\":[{\"email\":\"zoe@x.example\",\"answer\":\"accepted\"},{\"email\":\"max@x.example\"}]}")
                .expect(200);
        synchronize();

        var told = google.events.find("talk1").path("attendees");
        assertThat(told.toString()).contains("room7@resource.example", "max@x.example");
        assertThat(told.get(1).path("optional").asBoolean()).isTrue();
        assertThat(told.get(1).path("responseStatus").asString()).isEqualTo("accepted");
        assertThat(as.get(path).expect(200).json().path("attendees")).hasSize(2);
        assertThat(google.writes).hasValue(1);
    }

    @Test
    void writesOnlyWhatIsAsItWasRead() {
        google.events.add("talk1", google.events.event("Talk", at(9), at(10)));
        connect("both");
        var races = new AtomicInteger(2);
        google.betweenReadAndWrite = () -> {
            if (races.getAndDecrement() > 0) {
                google.events.edit("talk1", one -> one.put("location", "Room " + races.get()));
            }
        };

        as.patch("/api/v1/events/" + event("Talk").path("id").asString(), "{\"title\":\"Long talk\"}").expect(200);
        synchronize();

        assertThat(google.events.find("talk1").path("summary").asString()).isEqualTo("Long talk");
        assertThat(event("Long talk").path("place").asString()).isEqualTo("Room 0");
    }

    @Test
    void whatIsDeletedStaysDeleted() {
        google.events.add("here1", google.events.event("Deleted here", at(9), at(10)));
        google.events.add("there1", google.events.event("Deleted there", at(9), at(10)));
        connect("both");

        as.delete("/api/v1/events/" + event("Deleted here").path("id").asString()).expect(204);
        google.events.edit("here1", one -> one.put("location", "changed meanwhile"));
        google.events.remove("there1");
        synchronize();
        synchronize();

        assertThat(google.events.live()).isEmpty();
        assertThat(event("Deleted there").path("status").asString()).isEqualTo("cancelled");
        assertThat(events()).hasSize(1);
    }

    @Test
    void whatIsChangedThereClearlyAfterItWasDeletedHereComesBack() {
        google.events.add("here1", google.events.event("Deleted here", at(9), at(10)));
        connect("both");

        google.events.runAhead(Duration.ofMinutes(20));
        google.before = request -> request.isWrite() ? GoogleServer.Said.error(503, "backendError") : null;
        as.delete("/api/v1/events/" + event("Deleted here").path("id").asString()).expect(204);
        google.events.edit("here1", one -> one.put("summary", "Wanted after all"));
        google.before = _ -> null;
        synchronize();

        assertThat(event("Wanted after all").path("startAt").asString()).isEqualTo(instant(9));
        assertThat(google.events.live()).hasSize(1);
    }

    @Test
    void onlyTakesInOrOnlyTellsWhereThatIsWanted() {
        google.events.add("talk1", google.events.event("Talk", at(9), at(10)));
        connect("in");
        as.patch("/api/v1/events/" + event("Talk").path("id").asString(), "{\"title\":\"Mine\"}").expect(200);
        create("Own", 12);
        synchronize();
        assertThat(google.writes).hasValue(0);
        as.delete(PATH + "/" + calendar + "?copies=trash").expect(202);
        await().until(() -> as.get(PATH + "/" + calendar).status() == 404);
        assertThat(events()).hasSize(1);

        connect("out");

        assertThat(google.events.live()).extracting(one -> one.path("summary").asString())
                .containsExactlyInAnyOrder("Talk", "Own");
        assertThat(events()).hasSize(1);
        var known = google.events.live()
                .stream()
                .filter(one -> one.path("summary").asString().equals("Own"))
                .findFirst()
                .orElseThrow();
        google.events.edit(known.path("id").asString(), one -> one.put("summary", "Theirs"));
        as.patch("/api/v1/events/" + event("Own").path("id").asString(), "{\"place\":\"Here\"}").expect(200);
        synchronize();
        assertThat(google.events.find(known.path("id").asString()).path("summary").asString()).isEqualTo("Own");
        assertThat(event("Own").path("place").asString()).isEqualTo("Here");
    }
}
