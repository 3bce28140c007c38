package dev.tenantry.crm.calendar;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Mailbox;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;

/** Files as other programs write them. */
class CalendarReadingTests extends ApiTest {

    private static final String EVENTS = "/api/v1/events";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String OWN_ZONE = "BEGIN:VTIMEZONE~TZID:Mine~BEGIN:STANDARD~DTSTART:16010101T030000~TZOFFSETFROM:+0200~TZOFFSETTO:+0100~"
            + "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU~END:STANDARD~BEGIN:DAYLIGHT~DTSTART:16010101T020000~TZOFFSETFROM:+0100~TZOFFSETTO:+0200~"
            + "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU~END:DAYLIGHT~END:VTIMEZONE~";

    @SuppressWarnings("NullAway.Init")
    private Person owner;
    private Api as = Api.at(0);

    @BeforeEach
    void signUp() {
        owner = people.signUp();
        as = owner.api();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n"})
    void whatFollowsAFoldedLineIsReadWhateverEndsLines(String end) throws Exception {
        var file = calendar("", event("1", "DTSTART:20260302T090000Z~SUMMARY:A long~  title~~CLASS:PRIVATE"))
                .replace("\r\n", end);

        assertThat(imported(file).statusCode()).isEqualTo(200);

        assertThat(first("title")).isEqualTo("A long title");
        assertThat(first("visibility")).isEqualTo("private");
    }

    @ParameterizedTest
    @CsvSource({"Europe/Vienna,Europe/Vienna", "/freeassociation.sourceforge.net/Europe/Berlin,Europe/Berlin",
        "W. Europe Standard Time,Europe/Berlin", "Pacific Standard Time,America/Los_Angeles",
        "GMT Standard Time,Europe/London", "AUS Eastern Standard Time,Australia/Sydney",
        "China Standard Time,Asia/Shanghai", "Mine,Europe/Berlin", "tzone://Microsoft/Utc,UTC", "utc,UTC", "Z,UTC",
        "europe/vienna,Europe/Vienna", "America/New York,America/New_York", "W. Europe Daylight Time 1,Europe/Berlin",
        "Eastern,America/New_York", "Pacific Time (US & Canada),America/Los_Angeles", "GMT+0200,Etc/GMT-2",
        "UTC-05:00,Etc/GMT+5", "'(UTC+01:00) Amsterdam, Berlin, Bern',Europe/Amsterdam",
        "(GMT-06.00) Chicago,America/Chicago", "(UTC) Coordinated Universal Time,UTC"})
    void zonesAreKnownByWhatOthersCallThem(String name, String zone) throws Exception {
        var read = imported(calendar(OWN_ZONE, event("1", "DTSTART;TZID=" + name + ":20260302T090000")));

        assertThat(read.statusCode()).as(read.body()).isEqualTo(200);
        assertThat(first("timeZone")).isEqualTo(zone);
    }

    @Test
    void aZoneIsTheOneThatItsDefinitionNames() throws Exception {
        imported(calendar(OWN_ZONE.replace("TZID:Mine~", "TZID:Mine~X-LIC-LOCATION:Europe/Paris~"),
                event("1", "DTSTART;TZID=Mine:20260302T090000")));

        assertThat(first("timeZone")).isEqualTo("Europe/Paris");
    }

    @Test
    void aZoneThatIsNoneIsNamed() throws Exception {
        assertThat(imported(calendar("", event("1", "DTSTART;TZID=Mine:20260302T090000"))).body())
                .contains("\"line 4\"", "the event 1: there is no time zone Mine");
        assertThat(imported(calendar("", event("2", "DTSTART;TZID=(UTC+03:30) Chicago:20260302T090000"))).body())
                .contains("the event 2: there is no time zone (UTC+03:30) Chicago");
    }

    @Test
    void timesWithoutAZoneAreOfTheCalendars() throws Exception {
        imported(calendar("X-WR-TIMEZONE:Europe/Vienna~", event("1", "DTSTART:20260302T090000")));

        assertThat(first("startAt")).isEqualTo("2026-03-02T08:00:00Z");
    }

    @Test
    void whetherItMakesBusyIsReadAndWritten() throws Exception {
        imported(calendar("", event("1", "DTSTART:20260302T090000Z~TRANSP:transparent")));

        assertThat(first("transparency")).isEqualTo("transparent");
        assertThat(as.get(EVENTS + "/" + first("id") + "/ics").expect(200).text()).contains("TRANSP:TRANSPARENT");
    }

    @Test
    void allCalendarsOfAFileAreTaken() throws Exception {
        var read = imported(calendar("", event("1", "DTSTART:20260302T090000Z"))
                + calendar("", event("2", "DTSTART:20260303T090000Z")));

        assertThat(read.body()).contains("\"uid\":\"1\"", "\"uid\":\"2\"");
    }

    @Test
    void whatIsNotTakenIsTold() throws Exception {
        var read = imported(
                calendar("", event("1", "DTSTART:20260302T090000Z~RRULE:FREQ=DAILY;COUNT=9~RRULE:FREQ=WEEKLY~"
                        + "EXDATE;VALUE=DATE:20260303~STATUS:TENTATIVE~ORGANIZER:mailto:x@example.com~"
                        + "ATTENDEE;CUTYPE=ROOM:mailto:room@example.com~ATTENDEE:urn:uuid:1")));

        assertThat(read.statusCode()).as(read.body()).isEqualTo(200);
        assertThat(read.body()).contains("{\"line\":4,\"uid\":\"1\",\"property\":\"RRULE\"}", "\"property\":\"EXDATE\"",
                "\"property\":\"STATUS\"", "\"property\":\"ORGANIZER\"", "\"property\":\"ATTENDEE\"");
        assertThat(as.get(EVENTS + "/" + first("id") + "/attendees").expect(200).json().at("/attendees")).isEmpty();
    }

    @Test
    void whoAttendsComesAlongAndNobodyIsMailed() throws Exception {
        var colleague = people.signUpInto(owner, "member");
        var guest = "guest-" + UUID.randomUUID() + "@example.com";
        var contact = as.post("/api/v1/contacts", "{\"name\": \"Zoe\", \"email\": \"zoe@customer.example\"}")
                .expect(201)
                .id();
        var properties = "DTSTART:20260302T090000Z~ATTENDEE;PARTSTAT=ACCEPTED:MAILTO:Zoe@Customer.example~"
                + "ATTENDEE;CN=\"Xi, Y\";PARTSTAT=TENTATIVE:mailto:" + guest + "~ATTENDEE:mailto:" + guest
                + "~ATTENDEE;PARTSTAT=ACCEPTED:mailto:" + colleague.email() + "~ATTENDEE;PARTSTAT=DECLINED;EMAIL=\""
                + owner.email() + "\":invalid:nomail";

        var read = imported(calendar("", event("1", properties)));
        imported(calendar("", event("1", "SEQUENCE:1~" + properties.replace("TENTATIVE", "DECLINED"))));

        assertThat(read.statusCode()).as(read.body()).isEqualTo(200);
        assertThat(read.body()).contains("\"leftOut\":[]");
        var attendees = as.get(EVENTS + "/" + first("id") + "/attendees").expect(200).json().at("/attendees");
        assertThat(attendees).hasSize(4);
        assertThat(attendees.get(0).path("contactId").asString()).isEqualTo(contact);
        assertThat(attendees.get(0).path("answer").asString()).isEqualTo("accepted");
        assertThat(attendees.get(1).path("name").asString()).isEqualTo("Xi, Y");
        assertThat(attendees.get(1).path("answer").asString()).isEqualTo("tentative");
        assertThat(attendees.get(2).path("memberId").asString()).isEqualTo(colleague.userId().toString());
        assertThat(attendees.get(2).path("answer").asString()).isEqualTo("needs_action");
        assertThat(attendees.get(3).path("memberId").asString()).isEqualTo(owner.userId().toString());
        assertThat(attendees.get(3).path("answer").asString()).isEqualTo("declined");
        assertThat(Mailbox.of(guest)).isEmpty();
        assertThat(Mailbox.of(colleague.email())).noneMatch(mail -> mail.template().startsWith("event-"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "X-GOOGLE-CONFERENCE:https://meet.google.com/abc | https://meet.google.com/abc",
        "URL:https://example.com/page~X-GOOGLE-CONFERENCE:https://meet.google.com/abc | https://meet.google.com/abc",
        "CONFERENCE;VALUE=URI;FEATURE=VIDEO:https://video.example/1 | https://video.example/1",
        "X-MICROSOFT-SKYPETEAMSMEETINGURL:https://teams.microsoft.com/l/x | https://teams.microsoft.com/l/x",
        "URL:https://example.com/page~X-GOOGLE-CONFERENCE:nothing | https://example.com/page"})
    void whereItIsTakenPartInFromElsewhereIsItsLink(String properties, String link) throws Exception {
        var read = imported(calendar("", event("1", "DTSTART:20260302T090000Z~" + properties)));

        assertThat(read.statusCode()).as(read.body()).isEqualTo(200);
        assertThat(first("conferenceUrl")).isEqualTo(link);
    }

    @Test
    void anEventIsInAFileOnce() throws Exception {
        var read = imported(
                calendar("", event("1", "DTSTART:20260302T090000Z") + event("1", "DTSTART:20260303T090000Z")));

        assertThat(read.statusCode()).isEqualTo(422);
        assertThat(read.body()).contains("\"line 8\"", "at line 4");
    }

    @Test
    void faultsOfDatesAreInPlainWords() throws Exception {
        assertThat(imported(calendar("", event("1", "DTSTART:2027"))).body()).doesNotContain("could not be parsed");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "DTSTART:20260302T090000Z~ATTENDEE:MAILTO:not an address | ATTENDEE has to be an address",
        "DTSTART:20260302T090000Z~SEQUENCE:99999999999999 | SEQUENCE has to be a whole number",
        "DTSTART:20260302T090000Z~DURATION:long | DURATION has to be a duration such as PT1H30M or P1D, and is long",
        "DTSTART:2027 | DTSTART has to be a date or a time",
        "DTSTART:20260302T090000Z~RDATE:, | RDATE has to be a date or a time",
        "DTSTART:20260302T090000Z~URL:ht tp:x | URL has to be an address",
        "DTSTART:20260302T090000Z~END:VALARM | no such component has begun",
        "DTSTART:20260302T090000Z~RRULE:FREQ=WEEKLY;BYDAY=XX | RRULE",
        "DTSTART:20260302T090000Z~RRULE:FREQ=WEEKLY;BYMONTHDAY=1 | RRULE: BYMONTHDAY cannot be 1 where FREQ is WEEKLY",
        "DTSTART:20260302T090000Z~DTEND:20260301T090000Z | the event 1: DTEND must not be before DTSTART",
        "DTSTART:20260302T090000Z~LOCATION:{600} | the event 1: LOCATION: size must be between 0 and 500"})
    void whatIsWrongIsToldByTheProperty(String properties, String reason) throws Exception {
        var refused = imported(calendar("", event("1", properties.replace("{600}", "x".repeat(600)))));

        assertThat(refused.statusCode()).as(refused.body()).isIn(400, 422);
        assertThat(refused.body()).contains(reason)
                .doesNotContain("java.", "Exception", "For input", "endAt", "startAt", "isEnd", "endBehind");
    }

    @Test
    void aCharacterMayBeFolded() throws Exception {
        var whole = calendar("", event("1", "DTSTART:20260302T090000Z~SUMMARY:ab\uD83D\uDE00 \u00E9"))
                .getBytes(StandardCharsets.UTF_8);
        var folded = new ByteArrayOutputStream();
        for (var octet : whole) {
            if ((octet & 0xC0) == 0x80) {
                folded.writeBytes("\r\n ".getBytes(StandardCharsets.UTF_8));
            }
            folded.write(octet);
        }

        var read = imported(HttpRequest.BodyPublishers.ofByteArray(folded.toByteArray()));

        assertThat(read.statusCode()).as(read.body()).isEqualTo(200);
        assertThat(first("title")).isEqualTo("ab\uD83D\uDE00 \u00E9");
    }

    private static String event(String uid, String properties) {
        return "BEGIN:VEVENT~UID:" + uid + "~" + properties + "~END:VEVENT~";
    }

    /** A tilde ends a line. */
    private static String calendar(String head, String events) {
        return ("BEGIN:VCALENDAR~VERSION:2.0~PRODID:x~" + head + events + "END:VCALENDAR~").replace("~", "\r\n");
    }

    private String first(String property) {
        return as.get(EVENTS).expect(200).at("/results/0/" + property);
    }

    private HttpResponse<String> imported(String file) throws IOException, InterruptedException {
        return imported(HttpRequest.BodyPublishers.ofString(file));
    }

    private HttpResponse<String> imported(HttpRequest.BodyPublisher file) throws IOException, InterruptedException {
        return CLIENT.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port() + EVENTS + "/import"))
                .header("Authorization", "Bearer " + owner.accessToken())
                .header("Content-Type", "text/calendar; charset=utf-8")
                .POST(file)
                .build(), HttpResponse.BodyHandlers.ofString());
    }
}
