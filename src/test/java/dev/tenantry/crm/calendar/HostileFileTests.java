package dev.tenantry.crm.calendar;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;

/** Files that are made to cost much, to overflow, or to answer for others. Lines are parted by /, and | is one. */
class HostileFileTests extends ApiTest {

    private static final String EVENTS = "/api/v1/events";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @SuppressWarnings("NullAway.Init")
    private Person owner;

    @BeforeEach
    void signUp() {
        owner = people.signUp();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RRULE:FREQ=SECONDLY", "RR/ ULE:FREQ=HOURLY", "rrule;X=1:FREQ=MINUTELY"})
    void aZoneThatRecursWithoutEndCostsNothing(String rule) throws Exception {
        var zone = "BEGIN:VTIMEZONE/TZID:Europe|Vienna/BEGIN:STANDARD/DTSTART:16010101T000000/TZOFFSETFROM:+0200/TZOFFSETTO:+0100/"
                + rule + "/END:STANDARD/END:VTIMEZONE/";
        var event = "BEGIN:VEVENT/UID:1/DTSTART;TZID=Europe|Vienna:20260302T090000/END:VEVENT/";

        var taken = posted(owner, EVENTS + "/import",
                "BEGIN:VCALENDAR/VERSION:2.0/PRODID:x/" + zone + event + "END:VCALENDAR/");
        var replied = posted(owner, "/api/v1/event-replies",
                "BEGIN:VCALENDAR/VERSION:2.0/PRODID:x/METHOD:REPLY/" + zone + event + "END:VCALENDAR/");

        assertThat(taken.body()).contains("\"created\"");
        assertThat(replied.statusCode()).isEqualTo(200);
        assertThat(owner.api().get(EVENTS).at("/results/0/startAt")).isEqualTo("2026-03-02T08:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({"'',''",
        "BEGIN:VTIMEZONE/TZID:X/BEGIN:STANDARD/DTSTART:16010101T000000/TZOFFSETFROM:+0200/TZOFFSETTO:+0100/END:STANDARD/END:VTIMEZONE/,''",
        "BEGIN:VTODO/UID:todo@1/SUMMARY:Buy/END:VTODO/,VTODO"})
    void aFileWithoutEventsIsTakenAndWhatItHasInsteadIsTold(String rest, String told) throws Exception {
        var taken = posted(owner, EVENTS + "/import",
                "BEGIN:VCALENDAR/VERSION:2.0/PRODID:x/" + rest + "END:VCALENDAR/");

        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
        assertThat(taken.body()).contains("\"results\":[]")
                .contains(told.isEmpty()
                        ? "\"leftOut\":[]"
                        : "{\"line\":4,\"uid\":\"todo@1\",\"property\":\"" + told + "\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"BEGIN;X=1:VTIMEZONE/END:VCALENDAR/", "BEGIN :VTIMEZONE/END:VCALENDAR/",
        "\u0001BEGIN:VTIMEZONE/END:VCALENDAR/", "END:VEVENT/",
        "BEGIN:VEVENT/UID:1/DTSTART:20260302/SEQUENCE:2147483647/END:VEVENT/END:VCALENDAR/",
        "BEGIN:VEVENT/UID:1/DTSTART:20260302/SEQUENCE:-1/END:VEVENT/END:VCALENDAR/"})
    void whatTheLibraryMightReadOtherwiseIsRefused(String rest) throws Exception {
        var refused = posted(owner, EVENTS + "/import", "BEGIN:VCALENDAR/" + rest);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("\"field\":\"line ");
    }

    @Test
    void membersAnswerThemselvesAndGuestsThroughTheOrganizer() throws Exception {
        var as = owner.api();
        var colleague = people.signUpInto(owner, "member");
        var id = as
                .post(EVENTS,
                        "{\"title\":\"Talk\",\"startDate\":\"2026-03-02\",\"ownerId\":\"" + owner.userId() + "\"}")
                .expect(201)
                .id();
        var path = EVENTS + "/" + id;
        var who = "{\"attendees\":[{\"memberId\":\"" + colleague.userId() + "\"%s},{\"email\":\"guest@example.com\"}]}";
        as.put(path + "/attendees", who.formatted("")).expect(200);
        var uid = as.get(path).at("/uid");

        assertThat(answered(owner, uid, colleague.email())).contains("\"not_own\"");
        as.put(path + "/attendees", who.formatted(",\"answer\":\"accepted\"")).expect(422);
        assertThat(answered(colleague, uid, "guest@example.com")).contains("\"not_own\"");

        assertThat(as.get(path + "/attendees").text()).doesNotContain("accepted");
        assertThat(answered(colleague, uid, colleague.email())).contains("\"taken\"");
        assertThat(answered(owner, uid, "guest@example.com")).contains("\"taken\"");
        as.put(path + "/attendees", who.formatted(",\"answer\":\"accepted\"")).expect(200);
    }

    private String answered(Person person, String uid, String address) throws Exception {
        return posted(person, "/api/v1/event-replies",
                "BEGIN:VCALENDAR/VERSION:2.0/PRODID:x/METHOD:REPLY/BEGIN:VEVENT/UID:" + uid
                        + "/SEQUENCE:9/DTSTART:20260302/ATTENDEE;PARTSTAT=ACCEPTED:mailto:" + address
                        + "/END:VEVENT/END:VCALENDAR/")
                .body();
    }

    private HttpResponse<String> posted(Person person, String path, String file)
            throws IOException, InterruptedException {
        return CLIENT.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + person.accessToken())
                .header("Content-Type", "text/calendar; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(file.replace("/", "\r\n").replace('|', '/')))
                .build(), HttpResponse.BodyHandlers.ofString());
    }
}
