package dev.tenantry.crm.calendar;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;

/** Calendars as files and feeds, and when members are busy. */
class CalendarFileTests extends ApiTest {

    private static final String EVENTS = "/api/v1/events";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String SERIES = """
            BEGIN:VCALENDAR
            VERSION:2.0
            PRODID:-//Others//EN
            BEGIN:VEVENT
            UID:weekly@others
            SEQUENCE:%d
            SUMMARY:Stand\\, up
            DTSTART;TZID=W. Europe Standard Time:20260302T090000
            DURATION:PT30M
            RRULE:FREQ=WEEKLY;COUNT=4
            EXDATE;TZID=W. Europe Standard Time:20260309T090000
            END:VEVENT
            BEGIN:VEVENT
            UID:weekly@others
            RECURRENCE-ID:20260316T080000Z
            SUMMARY:Later
            DTSTART:20260316T150000Z
            DTEND:20260316T160000Z
            END:VEVENT
            END:VCALENDAR
            """;

    @SuppressWarnings("NullAway.Init")
    private Person owner;
    private Api as = Api.at(0);

    @BeforeEach
    void signUp() {
        owner = people.signUp();
        as = owner.api();
    }

    /** Each for itself took as long as all before it together. */
    @Test
    void aFileOfManySeriesIsTakenInSeconds() throws Exception {
        var file = new StringBuilder("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n");
        for (var number = 0; number < 900; number++) {
            file.append("BEGIN:VEVENT\r\nUID:%1$d@many\r\nSUMMARY:Series %1$d\r\nDTSTART:20270104T%2$02d0000Z\r\n"
                    .formatted(number, number % 24))
                    .append("DURATION:PT30M\r\nRRULE:FREQ=WEEKLY;BYDAY=MO,WE;COUNT=50\r\nEND:VEVENT\r\n");
        }
        var begun = System.nanoTime();

        var taken = imported(file.append("END:VCALENDAR\r\n").toString());

        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
        assertThat(taken.body().split("\"created\"", -1)).hasSize(901);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void aFileIsTakenOnceAndAnewAsItsSequenceGrows() throws Exception {
        var first = imported(SERIES.formatted(3));
        assertThat(first.body()).contains("\"created\"", "\"updated\"");
        assertThat(starts()).containsExactly("2026-03-02T08:00:00Z", "2026-03-16T15:00:00Z", "2026-03-23T08:00:00Z");

        assertThat(imported(SERIES.formatted(2)).body()).contains("\"older\"");
        var series = as.get(EVENTS + "?filter=recurring[eq]:true").expect(200).at("/results/0/id");
        as.patch(EVENTS + "/" + series, "{\"visibility\": \"private\"}").expect(200);
        var sequence = Integer.parseInt(as.get(EVENTS + "/" + series).at("/sequence"));
        assertThat(imported(SERIES.formatted(sequence + 1)).body()).contains("\"updated\"")
                .doesNotContain("\"created\"");
        assertThat(as.get(EVENTS + "/" + series).at("/visibility")).isEqualTo("private");
        assertThat(starts()).hasSize(3);

        var id = as.get(EVENTS + "?filter=recurring[eq]:true").expect(200).at("/results/0/id");
        as.delete(EVENTS + "/" + id).expect(204);
        assertThat(imported(SERIES.formatted(sequence + 2)).body()).contains("\"deleted\"");
        assertThat(starts()).isEmpty();
    }

    @Test
    void whatIsWrittenIsReadAsTheSame() throws Exception {
        var id = as
                .post(EVENTS,
                        """
                {"title": "Umlaut ä; and, more", "description": "two\\nlines", "startAt": "2026-03-02T08:00:00Z", "endAt": "2026-03-02T09:00:00Z",
                 "timeZone": "Europe/Vienna", "recurrenceRule": "FREQ=WEEKLY;BYDAY=MO", "excludedDates": ["2026-03-09T09:00:00"],
                 "recurrenceDates": ["2026-03-10T10:00:00"], "place": "Room 1", "conferenceUrl": "https://meet.example/x"}""")
                .expect(201)
                .id();
        as.put(EVENTS + "/" + id + "/occurrences/2026-03-16T09:00:00",
                """
                {"title": "Other", "startAt": "2026-03-17T08:00:00Z", "endAt": "2026-03-17T09:00:00Z", "timeZone": "Europe/Vienna"}""")
                .expect(200);
        var before = starts();
        var file = as.get(EVENTS + "/" + id + "/ics").expect(200).text();

        assertThat(file).contains("BEGIN:VTIMEZONE", "TZID:Europe/Vienna", "METHOD:PUBLISH",
                "DTSTART;TZID=Europe/Vienna:20260302T090000",
                "EXDATE;TZID=Europe/Vienna:20260309T090000", "RECURRENCE-ID;TZID=Europe/Vienna:20260316T090000",
                "SUMMARY:Umlaut ä\\; and\\, more");
        as.delete(EVENTS + "/" + id).expect(204);
        assertThat(starts()).isEmpty();
        assertThat(imported(file).statusCode()).isEqualTo(200);

        assertThat(starts()).isEqualTo(before);
        assertThat(as.get(EVENTS + "?filter=recurring[eq]:true").at("/results/0/description")).isEqualTo("two\nlines");
    }

    /** Files have no place for what an event is about. */
    @Test
    void whatAFileHasNoPlaceForStaysAsItIs() throws Exception {
        var contact = as.post("/api/v1/contacts", "{\"name\": \"Ada\"}").expect(201).id();
        var id = as
                .post(EVENTS,
                        """
                {"title": "Talk", "startAt": "2026-03-02T08:00:00Z", "endAt": "2026-03-02T09:00:00Z", "timeZone": "Europe/Vienna",
                 "recurrenceRule": "FREQ=WEEKLY;BYDAY=MO;UNTIL=20260630T080000Z", "contactId": %s, "externalId": "x-1", "ownerId": "%s"}"""
                                .formatted(contact, owner.userId()))
                .expect(201)
                .id();
        var occurrence = as.put(EVENTS + "/" + id + "/occurrences/2026-03-16T09:00:00",
                "{\"title\": \"Other\", \"startAt\": \"2026-03-17T08:00:00Z\", \"endAt\": \"2026-03-17T09:00:00Z\"}")
                .expect(200)
                .id();
        var file = as.get(EVENTS + "/" + id + "/ics").expect(200).text();
        var before = as.get(EVENTS + "/" + id).expect(200).text();

        assertThat(imported(file).body()).contains("\"updated\"");
        assertThat(as.get(EVENTS + "/" + id).expect(200).text()).isEqualTo(before);
        assertThat(imported(file.replace("SUMMARY:Talk", "SUMMARY:Walk")).body()).contains("\"updated\"");

        var after = as.get(EVENTS + "/" + id).expect(200);
        assertThat(after.at("/title") + " " + after.at("/contactId") + " " + after.at("/externalId"))
                .isEqualTo("Walk " + contact + " x-1");
        assertThat(as.get(EVENTS + "/" + occurrence).expect(200).at("/contactId")).isEqualTo(contact);
    }

    @Test
    void whatAClockShowsTwiceIsWrittenInUtcAndReadAsTheSame() throws Exception {
        var once = as
                .post(EVENTS,
                        """
                {"title": "Once", "startAt": "2026-10-25T00:30:00Z", "endAt": "2026-10-25T01:30:00Z", "timeZone": "Europe/Berlin"}""")
                .expect(201)
                .id();
        var weekly = as.post(EVENTS, """
                {"title": "Weekly", "startAt": "2026-10-25T01:15:00Z", "endAt": "2026-10-25T02:15:00Z", "timeZone": "Europe/Berlin",
                 "recurrenceRule": "FREQ=WEEKLY;COUNT=2"}""").expect(201).id();
        as.put(EVENTS + "/" + weekly + "/occurrences/2026-11-01T02:15:00",
                """
                {"title": "Other", "startAt": "2026-11-02T08:00:00Z", "endAt": "2026-11-02T09:00:00Z", "timeZone": "America/New_York"}""")
                .expect(200);
        var before = starts("2026-10-20", "2026-11-10");
        var files = as.get(EVENTS + "/" + once + "/ics").expect(200).text()
                + as.get(EVENTS + "/" + weekly + "/ics").expect(200).text();

        assertThat(files).contains("DTSTART:20261025T003000Z", "DTEND:20261025T013000Z",
                "DTSTART;TZID=Europe/Berlin:20261025T021500",
                "RECURRENCE-ID;TZID=Europe/Berlin:20261025T021500", "DTSTART:20261025T011500Z",
                "RECURRENCE-ID;TZID=Europe/Berlin:20261101T021500");
        as.delete(EVENTS + "/" + once).expect(204);
        as.delete(EVENTS + "/" + weekly).expect(204);
        owner = people.signUp();
        as = owner.api();
        assertThat(imported(files).statusCode()).isEqualTo(200);

        assertThat(before).hasSize(3);
        assertThat(starts("2026-10-20", "2026-11-10")).isEqualTo(before);
        assertThat(as.get(EVENTS + "?q=Once").expect(200).at("/results/0/timeZone")).isEqualTo("Europe/Berlin");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"hello | 400 | line 1",
        "BEGIN:VCALENDAR/VERSION:2.0/BEGIN:VEVENT/DTSTART:rubbish/END:VEVENT/END:VCALENDAR | 400 | line 4",
        "BEGIN:VCALENDAR/BEGIN:VEVENT/DTSTART:20260302/END:VEVENT/END:VCALENDAR | 400 | line 2",
        "BEGIN:VCALENDAR/BEGIN:VEVENT/UID:1/DTSTART;TZID=No/END:VEVENT | 400 | line",
        "BEGIN:VCALENDAR/BEGIN:VEVENT/UID:1/DTSTART:20260302/RRULE:FREQ=SECONDLY/END:VEVENT/END:VCALENDAR | 422 | line 2"})
    void whatCannotBeReadIsRefusedWithTheLine(String file, int status, String field) throws Exception {
        var refused = imported(file.replace("/", "\r\n") + "\r\n");

        assertThat(refused.statusCode()).isEqualTo(status);
        assertThat(refused.body()).contains("\"field\":\"" + field);
        assertThat(starts()).isEmpty();
    }

    @Test
    void aFeedSeesWhatItsMemberMaySeeAndNothingOnceItIsRevoked() throws Exception {
        assertThat(as.get("/api/v1/calendar-feed").expect(200).at("/createdAt")).isEmpty();
        event(owner, "'startDate':'2026-12-02','title':'Hidden','visibility':'private'");
        var colleague = people.signUpInto(owner, "member");
        event(colleague, "'startDate':'2026-12-03','title':'Theirs'");
        var path = path(as.post("/api/v1/calendar-feed", "").expect(201).at("/url"));

        var read = read(path, "");
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.headers().firstValue("Content-Type")).hasValue("text/calendar;charset=UTF-8");
        assertThat(read.body()).contains("SUMMARY:Hidden", "CLASS:PRIVATE").doesNotContain("Theirs");
        assertThat(read(path, read.headers().firstValue("ETag").orElseThrow()).statusCode()).isEqualTo(304);
        assertThat(as.get("/api/v1/calendar-feed").expect(200).at("/lastReadAt")).isNotEmpty();

        var rotated = path(as.post("/api/v1/calendar-feed", "").expect(201).at("/url"));
        assertThat(read(path, "").statusCode()).isEqualTo(404);
        assertThat(read(rotated, "").statusCode()).isEqualTo(200);
        as.delete("/api/v1/calendar-feed").expect(204);
        assertThat(read(rotated, "").statusCode()).isEqualTo(404);
        assertThat(read("/calendar.ics?token=" + "A".repeat(43) + "." + "A".repeat(43), "").statusCode())
                .isEqualTo(404);
        assertThat(read("/calendar.ics", "").statusCode()).isEqualTo(404);
    }

    @Test
    void colleaguesSeeWhenAMemberIsBusyAndNoMore() {
        var colleague = people.signUpInto(owner, "member");
        event(owner,
                "'title':'Hidden','visibility':'private','startAt':'2026-03-02T08:00:00Z','endAt':'2026-03-02T09:00:00Z','recurrenceRule':'FREQ=DAILY','timeZone':'UTC'");
        event(owner, "'title':'Open','startAt':'2026-03-02T08:30:00Z','endAt':'2026-03-02T10:00:00Z'");
        event(owner,
                "'title':'Off','status':'cancelled','startAt':'2026-03-02T12:00:00Z','endAt':'2026-03-02T13:00:00Z'");
        event(owner,
                "'title':'Holidays','transparency':'transparent','startAt':'2026-03-02T14:00:00Z','endAt':'2026-03-02T15:00:00Z'");
        event(owner,
                "'title':'Mine','visibility':'private','transparency':'transparent','startAt':'2026-03-02T15:00:00Z','endAt':'2026-03-02T16:00:00Z'");
        event(owner, "'title':'Day','startDate':'2026-03-04','timeZone':'America/New_York'");

        var busy = colleague.api()
                .get(EVENTS + "/free-busy?memberId=" + owner.userId()
                        + "&from=2026-03-02T00:00:00Z&to=2026-03-04T12:00:00Z")
                .expect(200);

        assertThat(busy.text()).doesNotContain("Hidden");
        assertThat(busy.json().at("/results/0/busy").toString())
                .isEqualTo(("[{'startAt':'2026-03-02T08:00:00Z','endAt':'2026-03-02T10:00:00Z'},"
                        + "{'startAt':'2026-03-03T08:00:00Z','endAt':'2026-03-03T09:00:00Z'},{'startAt':'2026-03-04T05:00:00Z','endAt':'2026-03-04T12:00:00Z'}]")
                        .replace('\'', '"'));
        colleague.api()
                .get(EVENTS
                        + "/free-busy?memberId=00000000-0000-0000-0000-000000000007&from=2026-03-02T00:00:00Z&to=2026-03-04T12:00:00Z")
                .expect(400);
    }

    @Test
    void whatItsReaderAttendsAlreadyIsNoOtherEvent() throws Exception {
        var colleague = people.signUpInto(owner, "member");
        var event = colleague.api()
                .post(EVENTS, ("{'title':'Talk','ownerId':'" + colleague.userId()
                        + "','startAt':'2027-03-01T08:00:00Z','endAt':'2027-03-01T09:00:00Z','timeZone':'UTC'}")
                        .replace('\'', '"'))
                .expect(201)
                .id();
        colleague.api()
                .put(EVENTS + "/" + event + "/attendees", "{\"attendees\":[{\"memberId\":\"" + owner.userId() + "\"}]}")
                .expect(200);

        var taken = imported(as.get(EVENTS + "/" + event + "/ics").expect(200).text());

        assertThat(taken.body()).contains("\"eventId\":\"" + event + "\",\"outcome\":\"attended\"");
        assertThat(starts("2027-03-01", "2027-03-02")).hasSize(1);
    }

    @Test
    void whatIsDeclinedIsFreeAlsoWhereItIsOtherwiseAndInFeeds() throws Exception {
        var colleague = people.signUpInto(owner, "member");
        var event = EVENTS + "/" + as.post(EVENTS, ("{'title':'Talk','ownerId':'" + owner.userId()
                + "','startAt':'2027-03-01T08:00:00Z','endAt':'2027-03-01T09:00:00Z','timeZone':'UTC','recurrenceRule':'FREQ=WEEKLY;COUNT=3'}")
                .replace('\'', '"')).expect(201).id();
        as.put(event + "/attendees", "{\"attendees\":[{\"memberId\":\"" + colleague.userId() + "\"}]}").expect(200);
        var otherwise = as.put(event + "/occurrences/2027-03-08T08:00:00",
                "{\"title\":\"Talk\",\"startAt\":\"2027-03-08T10:00:00Z\",\"endAt\":\"2027-03-08T11:00:00Z\"}")
                .expect(200)
                .id();
        var theirs = colleague.api();

        theirs.put(event + "/answer", "{\"answer\":\"declined\"}").expect(200);

        assertThat(as.get(EVENTS + "/" + otherwise + "/attendees").at("/attendees/0/answer")).isEqualTo("declined");
        assertThat(theirs.get(EVENTS + "/free-busy?memberId=" + colleague.userId()
                + "&from=2027-03-01T00:00:00Z&to=2027-04-01T00:00:00Z").expect(200).json().at("/results/0/busy").size())
                .isZero();
        var feed = read(path(theirs.post("/api/v1/calendar-feed", "").expect(201).at("/url")), "").body();
        assertThat(feed.split("TRANSP:TRANSPARENT", -1)).hasSize(3);
        assertThat(feed).doesNotContain("TRANSP:OPAQUE");
    }

    @Test
    void aConflictIsAWarningAndNoRefusal() {
        event(owner, "'title':'Open','startAt':'2026-03-09T08:30:00Z','endAt':'2026-03-09T10:00:00Z'");

        var saved = as.post(EVENTS, ("{'title':'Series','ownerId':'" + owner.userId()
                + "','startAt':'2026-03-02T08:00:00Z','endAt':'2026-03-02T09:00:00Z','timeZone':'UTC','recurrenceRule':'FREQ=WEEKLY'}")
                .replace('\'', '"')).expect(201);

        assertThat(saved.at("/conflicts/0/startAt")).isEqualTo("2026-03-09T08:30:00Z");
        assertThat(as.get(EVENTS + "/" + saved.id()).at("/conflicts")).isEmpty();
        assertThat(as.get(EVENTS + "/" + saved.id() + "/conflicts").json().at("/results").size()).isEqualTo(1);
    }

    @Test
    void whatTakesPlaceTooOftenIsWarnedOfByItsFirstTimes() {
        event(owner,
                "'title':'Open','startAt':'2026-03-02T08:30:00Z','endAt':'2026-03-02T08:40:00Z','timeZone':'UTC','recurrenceRule':'FREQ=HOURLY'");

        var saved = as.post(EVENTS, ("{'title':'Series','ownerId':'" + owner.userId()
                + "','startAt':'2026-03-02T08:00:00Z','endAt':'2026-03-02T09:00:00Z','timeZone':'UTC','recurrenceRule':'FREQ=HOURLY'}")
                .replace('\'', '"')).expect(201);

        assertThat(saved.json().at("/conflicts").size()).isEqualTo(20);
        assertThat(saved.at("/conflicts/0/startAt")).isEqualTo("2026-03-02T08:30:00Z");
        assertThat(as.get(EVENTS + "/" + saved.id() + "/conflicts").expect(200).json().at("/results").size())
                .isEqualTo(20);
    }

    private static void event(Person person, String fields) {
        person.api()
                .post(EVENTS, ("{'ownerId':'" + person.userId() + "'," + fields + "}").replace('\'', '"'))
                .expect(201);
    }

    private List<String> starts() {
        return starts("2026-03-01", "2026-04-10");
    }

    private List<String> starts(String from, String to) {
        return as.get(EVENTS + "/occurrences?from=" + from + "T00:00:00Z&to=" + to + "T00:00:00Z")
                .expect(200)
                .json()
                .at("/results")
                .valueStream()
                .map(one -> one.path("startAt").asString())
                .toList();
    }

    private HttpResponse<String> imported(String file) throws IOException, InterruptedException {
        return CLIENT.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port() + EVENTS + "/import"))
                .header("Authorization", "Bearer " + owner.accessToken())
                .header("Content-Type", "text/calendar; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(file))
                .build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> read(String path, String known) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path));
        if (!known.isEmpty()) {
            request.header("If-None-Match", known);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String path(String url) {
        return URI.create(url).getPath() + "?" + URI.create(url).getQuery();
    }
}
