package dev.tenantry.crm.calendar;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Events, once or in a series, and who sees and attends them. */
class CalendarEventTests extends ApiTest {

    private static final String EVENTS = "/api/v1/events";

    @SuppressWarnings("NullAway.Init")
    private Person owner;
    private Api as = Api.at(0);

    @BeforeEach
    void signUp() {
        owner = people.signUp();
        as = owner.api();
    }

    @Test
    void keepTheirOwnZoneAndWholeDaysAreItsDays() {
        var timed = event("'startAt':'2026-03-28T09:00:00Z','endAt':'2026-03-28T10:00:00Z','timeZone':'Europe/Vienna'")
                .expect(201);
        var days = event("'startDate':'2026-03-29','endDate':'2026-03-30','timeZone':'Europe/Vienna'").expect(201);

        assertThat(timed.at("/timeZone")).isEqualTo("Europe/Vienna");
        assertThat(days.at("/startAt")).isEmpty();
        assertThat(times(occurrences("2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z"))).containsExactly(
                "2026-03-28T09:00:00Z 2026-03-28T10:00:00Z", "2026-03-28T23:00:00Z 2026-03-30T22:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"'startAt':'2026-03-02T09:00:00Z' | startAt",
        "'startDate':'2026-03-02','startAt':'2026-03-02T09:00:00Z' | startAt",
        "'startAt':'2026-03-02T09:00:00Z','endAt':'2026-03-02T08:00:00Z' | endAt",
        "'startDate':'2026-03-02','endDate':'2026-03-01' | endDate",
        "'startDate':'2026-03-02','timeZone':'Mars/Base' | timeZone",
        "'startDate':'2026-03-02','conferenceUrl':'http://x.test' | conferenceUrl",
        "'startDate':'2026-03-02','recurrenceRule':'FREQ=SECONDLY' | recurrenceRule",
        "'startDate':'2026-03-02','recurrenceRule':'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' | recurrenceRule",
        "'startDate':'2026-03-02','excludedDates':['2026-03-02T00:00:00'] | excludedDates",
        "'startDate':'2026-03-02','recurrenceRule':'FREQ=DAILY','excludedDates':['soon'] | excludedDates[0]",
        "'startDate':'2026-03-02','visibility':'private' | ownerId",
        "'startDate':'2026-03-02','contactId':'77' | contactId"})
    void refuseWhatIsNoTime(String fields, String field) {
        var refused = event(fields).expect(422);

        assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo(field);
    }

    @Test
    void whatIsPrivateIsSeenByItsOwnerAlone() throws SQLException {
        var colleague = people.signUpInto(owner, "owner");
        var contact = as.post("/api/v1/contacts", "{\"name\":\"Zoe\"}").expect(201).id();
        var id = event("'startDate':'2026-03-02','contactId':'" + contact + "','ownerId':'" + owner.userId() + "'")
                .expect(201)
                .id();
        as.put(EVENTS + "/" + id + "/attendees", "{\"attendees\":[{\"email\":\"whisper@example.com\"}]}").expect(200);

        as.patch(EVENTS + "/" + id, "{\"visibility\":\"private\",\"title\":\"Whisper\",\"place\":\"Whisper\"}")
                .expect(200);

        as.get(EVENTS + "/" + id).expect(200);
        var other = colleague.api();
        other.get(EVENTS + "/" + id).expect(404);
        other.get(EVENTS + "/" + id + "/attendees").expect(404);
        other.patch(EVENTS + "/" + id, "{\"title\":\"Mine\"}").expect(404);
        other.delete(EVENTS + "/" + id).expect(404);
        for (var path : List.of(EVENTS, EVENTS + "?q=whisper",
                EVENTS + "/occurrences?from=2026-03-01T00:00:00Z&to=2026-03-05T00:00:00Z",
                "/api/v1/contacts/" + contact + "/timeline", "/api/v1/audit-logs?limit=200")) {
            assertThat(other.get(path).expect(200).text()).as(path)
                    .doesNotContainIgnoringCase("whisper")
                    .doesNotContain("\"Talk\"");
        }
        assertThat(told(id)).isEmpty();
        other.delete("/api/v1/contacts/" + contact + "?permanent=true").expect(204);
        assertThat(as.get(EVENTS + "/" + id).at("/contactId")).isEmpty();
        as.delete(EVENTS + "/" + id).expect(204);
        as.put(EVENTS + "/trash/" + id + "/restoration", "").expect(200);
        assertThat(told(id)).isEmpty();
    }

    private static List<String> told(String id) throws SQLException {
        var told = new ArrayList<String>();
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select payload from domain_events where aggregate_type = 'calendar-event' and aggregate_id = '"
                                + id + "'")) {
            while (rows.next()) {
                told.add(rows.getString(1));
            }
        }
        return told;
    }

    @Test
    void attendeesAreMembersContactsAndAddresses() {
        var colleague = people.signUpInto(owner, "member");
        var contact = as.post("/api/v1/contacts", "{\"name\":\"Zoe\",\"email\":\"zoe@example.com\"}").expect(201).id();
        var path = EVENTS + "/" + event("'startDate':'2026-03-02'").expect(201).id();
        var who = "{\"attendees\":[{\"memberId\":\"" + colleague.userId() + "\"},{\"contactId\":\"" + contact
                + "\"},{\"email\":\"x@example.com\",\"name\":\"Xi\"}]}";

        var set = as.put(path + "/attendees", who).expect(200);
        colleague.api().put(path + "/answer", "{\"answer\":\"accepted\"}").expect(200);
        as.put(path + "/answer", "{\"answer\":\"accepted\"}").expect(404);

        assertThat(set.at("/attendees/1/email")).isEqualTo("zoe@example.com");
        assertThat(as.put(path + "/attendees", who).expect(200).at("/attendees/0/answer")).isEqualTo("accepted");
        as.put(path + "/attendees", "{\"attendees\":[{\"contactId\":\"77\"}]}").expect(422);
        as.put(path + "/attendees", "{\"attendees\":[{\"email\":\"x@example.com\"},{\"email\":\"X@example.com\"}]}")
                .expect(422);
        as.put(path + "/attendees", "{\"attendees\":[{\"name\":\"x\"}]}").expect(422);
        as.delete("/api/v1/contacts/" + contact + "?permanent=true").expect(204);
        assertThat(as.get(path + "/attendees").json().at("/attendees").size()).isEqualTo(2);
    }

    private Answer event(String fields) {
        return as.post(EVENTS, body(fields));
    }

    private static String body(String fields) {
        return ("{'title':'Talk'," + fields + "}").replace('\'', '"');
    }

    private Answer occurrences(String from, String to) {
        return as.get(EVENTS + "/occurrences?from=" + from + "&to=" + to).expect(200);
    }

    private static List<String> times(Answer answer) {
        var times = new ArrayList<String>();
        answer.json()
                .at("/results")
                .forEach(one -> times.add(one.path("startAt").asString() + " " + one.path("endAt").asString()));
        return times;
    }
}
