package dev.tenantry.crm.calendar;

import java.net.http.HttpRequest.BodyPublishers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes private, and what colleagues see of it then. */
class EventPrivacyTests extends ApiTest {

    private static final String EVENTS = "/api/v1/events";
    private static final String WINDOW = "&from=2026-03-01T00:00:00Z&to=2026-03-06T00:00:00Z";

    @SuppressWarnings("NullAway.Init")
    private Person owner;
    private Api as = Api.at(0);

    @BeforeEach
    void signUp() {
        owner = people.signUp();
        as = owner.api();
    }

    @Test
    void occurrencesThatAreOtherwiseAreHiddenWithTheSeriesThatGoesOn() throws SQLException {
        var contact = as.post("/api/v1/contacts", "{\"name\":\"Zoe\"}").expect(201).id();
        var series = daily("");
        var changed = as
                .put(EVENTS + "/" + series + "/occurrences/2026-03-04T08:00:00", occurrence(4, 12).replace("}",
                        ",\"contactId\":\"" + contact + "\",\"ownerId\":\"" + owner.userId() + "\"}"))
                .expect(200)
                .id();
        as.put(EVENTS + "/" + changed + "/attendees", "{\"attendees\":[{\"email\":\"whisper@example.com\"}]}")
                .expect(200);
        assertThat(timeline(contact)).contains("Talk");

        var hidden = split(series, 3, "private");

        assertThat(readers(changed)).containsExactly(owner.userId().toString());
        assertThat(timeline(contact)).doesNotContain("Talk");
        as.get(EVENTS + "/" + changed + "/attendees").expect(200);

        var shown = split(hidden, 4, "default");

        assertThat(as.get(EVENTS + "/" + changed).at("/seriesId")).isEqualTo(shown);
        assertThat(readers(changed)).containsExactly("null");
    }

    @Test
    void whatWasTakenFromAColleagueStaysInTheColleaguesSight() {
        var taker = people.signUpInto(owner, "member");
        var taking = "{\"ownerId\":\"" + taker.userId() + "\"}";
        var hiding = "{\"visibility\":\"private\"}";
        var event = EVENTS + "/" + daily("");

        taker.api().patch(event, taking).expect(200);

        assertThat(taker.api().patch(event, hiding).expect(422).at("/errors/0/field")).isEqualTo("visibility");
        var rest = taker.api()
                .put(event + "/occurrences/2026-03-04T08:00:00/following", occurrence(4, 8)
                        .replace("}", ",\"ownerId\":\"" + taker.userId() + "\",\"visibility\":\"private\"}"));
        assertThat(rest.status()).as(rest.text()).isEqualTo(422);
        as.get(event).expect(200);
        var given = EVENTS + "/" + daily("");
        as.patch(given, taking).expect(200);
        taker.api().patch(given, hiding).expect(200);
        as.get(given).expect(404);
    }

    /** Neither is what goes on from it. */
    @Test
    void whatIsContinuedAsOnesOwnStaysInTheColleaguesSight() {
        var taker = people.signUpInto(owner, "member");
        var event = EVENTS + "/" + daily("");

        var rest = taker.api()
                .put(event + "/occurrences/2026-03-04T08:00:00/following", occurrence(4, 8)
                        .replace("}", ",\"ownerId\":\"" + taker.userId() + "\"}"));

        assertThat(rest.status()).as(rest.text()).isLessThan(300);
        taker.api().patch(EVENTS + "/" + rest.id(), "{\"visibility\":\"private\"}").expect(422);
    }

    @Test
    void whoAttendsWhatIsPrivateToAColleagueIsBusy() {
        var colleague = people.signUpInto(owner, "member");
        var series = daily(",\"visibility\":\"private\"");
        var changed = as.put(EVENTS + "/" + series + "/occurrences/2026-03-04T08:00:00", occurrence(4, 12).replace("}",
                ",\"visibility\":\"private\",\"ownerId\":\"" + owner.userId() + "\"}")).expect(200).id();
        var who = "{\"attendees\":[{\"memberId\":\"" + colleague.userId() + "\"}]}";
        as.put(EVENTS + "/" + changed + "/attendees", who).expect(200);
        assertThat(busy(colleague)).containsExactly("2026-03-04T12:00:00Z");

        as.put(EVENTS + "/" + series + "/attendees", who).expect(200);
        as.put(EVENTS + "/" + changed + "/attendees", "{\"attendees\":[]}").expect(200);

        assertThat(busy(colleague)).containsExactly("2026-03-02T08:00:00Z", "2026-03-03T08:00:00Z",
                "2026-03-05T08:00:00Z");
        assertThat(busy(owner)).contains("2026-03-04T12:00:00Z");
        as.delete(EVENTS + "/" + series).expect(204);
        assertThat(busy(colleague)).isEmpty();
        assertThat(busy(owner)).isEmpty();
    }

    @Test
    void whatIsPrivateToAColleagueIsInTheCalendarOfWhoAttendsIt() {
        var colleague = people.signUpInto(owner, "member");
        var theirs = colleague.api();
        var series = EVENTS + "/" + as.post(EVENTS, ("{'title':'Secret','visibility':'private','ownerId':'"
                + owner.userId()
                + "','startAt':'2027-03-02T08:00:00Z','endAt':'2027-03-02T09:00:00Z','timeZone':'UTC','recurrenceRule':'FREQ=DAILY;COUNT=4'}")
                .replace('\'', '"')).expect(201).id();
        var moved = EVENTS + "/" + otherwise(series, 3);
        var without = EVENTS + "/" + otherwise(series, 4);
        var who = "{\"attendees\":[{\"memberId\":\"" + colleague.userId() + "\"}]}";
        var feed = theirs.post("/api/v1/calendar-feed", "").expect(201).at("/url");
        as.put(moved + "/attendees", who).expect(200);
        assertThat(times(theirs, "")).containsExactly("2027-03-03T12:00:00Z");

        as.put(series + "/attendees", who).expect(200);

        assertThat(times(theirs, "&memberId=" + colleague.userId())).containsExactly("2027-03-02T08:00:00Z",
                "2027-03-03T12:00:00Z", "2027-03-05T08:00:00Z");
        assertThat(times(theirs, "&memberId=" + owner.userId())).isEmpty();
        assertThat(times(people.signUpInto(owner, "member").api(), "")).isEmpty();
        assertThat(times(as, "")).hasSize(4);
        var read = api(feed);
        assertThat(read)
                .contains("SUMMARY:Secret", "CLASS:PRIVATE", "EXDATE:20270304T080000Z", "DTSTART:20270303T120000Z")
                .doesNotContain("20270304T120000Z");
        theirs.put(series + "/answer", "{\"answer\":\"declined\"}").expect(200);
        assertThat(api(feed)).contains("TRANSP:TRANSPARENT");

        as.delete(without).expect(204);
        as.delete(series).expect(204);
        assertThat(times(theirs, "")).isEmpty();
        assertThat(api(feed)).doesNotContain("VEVENT");
    }

    private String otherwise(String series, int day) {
        return as.put(series + "/occurrences/2027-03-0%dT08:00:00".formatted(day),
                "{\"title\":\"Secret\",\"startAt\":\"2027-03-0%1$dT12:00:00Z\",\"endAt\":\"2027-03-0%1$dT13:00:00Z\"}"
                        .formatted(day))
                .expect(200)
                .id();
    }

    private String api(String feed) {
        return Api.at(port()).get(feed.substring(feed.indexOf("/calendar.ics"))).expect(200).text();
    }

    private static List<String> times(Api api, String more) {
        var times = new ArrayList<String>();
        api.get(EVENTS + "/occurrences?from=2027-03-01T00:00:00Z&to=2027-04-01T00:00:00Z" + more)
                .expect(200)
                .json()
                .at("/results")
                .forEach(one -> times.add(one.path("startAt").asString()));
        return times;
    }

    @Test
    void whoIsAskedToWhatIsPrivateSeesAndAnswersIt() {
        var colleague = people.signUpInto(owner, "member");
        var theirs = colleague.api();
        var path = EVENTS + "/" + daily(",\"visibility\":\"private\"");
        theirs.get(path).expect(404);
        theirs.put(path + "/answer", "{\"answer\":\"accepted\"}").expect(404);
        as.put(path + "/attendees",
                "{\"attendees\":[{\"memberId\":\"" + colleague.userId() + "\"},{\"email\":\"x@example.com\"}]}")
                .expect(200);

        assertThat(theirs.get(path).expect(200).at("/title")).isEqualTo("Talk");
        assertThat(theirs.put(path + "/answer", "{\"answer\":\"accepted\"}").expect(200).text())
                .doesNotContain("x@example");
        assertThat(as.get(path + "/attendees").at("/attendees/0/answer")).isEqualTo("accepted");
        assertThat(replied(colleague, as.get(path).at("/uid"), colleague.email())).contains("\"taken\"");
        assertThat(replied(colleague, as.get(path).at("/uid"), "x@example.com")).contains("\"unknown\"");
        assertThat(as.get(path + "/attendees").at("/attendees/0/answer")).isEqualTo("declined");
        assertThat(as.get(path + "/attendees").at("/attendees/1/answer")).isEqualTo("needs_action");

        theirs.patch(path, "{\"title\":\"Mine\"}").expect(404);
        theirs.delete(path).expect(404);
        people.signUpInto(owner, "member").api().get(path).expect(404);
    }

    private static String replied(Person person, String uid, String address) {
        return person.api().send("POST", "/api/v1/event-replies", BodyPublishers.ofString("""
                BEGIN:VCALENDAR
                VERSION:2.0
                PRODID:x
                METHOD:REPLY
                BEGIN:VEVENT
                UID:%s
                SEQUENCE:9
                ATTENDEE;PARTSTAT=DECLINED:MAILTO:%s
                END:VEVENT
                END:VCALENDAR
                """.formatted(uid, address)), "text/calendar").expect(200).text();
    }

    @Test
    void whatIsPrivateRefersToTheContactThatAColleagueHasMergedTheOtherInto() {
        var colleague = people.signUpInto(owner, "manager").api();
        var stays = as.post("/api/v1/contacts", "{\"name\":\"Zoe\",\"email\":\"zoe@example.com\"}").expect(201).id();
        var goes = as.post("/api/v1/contacts", "{\"name\":\"Z.\",\"email\":\"z@example.com\"}").expect(201).id();
        var event = EVENTS + "/" + daily(",\"visibility\":\"private\",\"contactId\":\"" + goes + "\"");
        var both = EVENTS + "/" + daily(",\"visibility\":\"private\"");
        as.put(event + "/attendees", "{\"attendees\":[{\"contactId\":\"" + goes + "\"}]}").expect(200);
        as.put(both + "/attendees", "{\"attendees\":[{\"contactId\":\"" + stays + "\"},{\"contactId\":\"" + goes
                + "\",\"answer\":\"accepted\"}]}").expect(200);

        colleague.put("/api/v1/contacts/" + stays + "/merger", "{\"contactId\":\"" + goes + "\",\"fields\":[]}")
                .expect(200);
        colleague.delete("/api/v1/contacts/" + goes + "?permanent=true");

        assertThat(as.get(event).at("/contactId")).isEqualTo(stays);
        assertThat(as.get(event + "/attendees").at("/attendees/0/contactId")).isEqualTo(stays);
        assertThat(as.get(both + "/attendees").json().at("/attendees").size()).isEqualTo(1);
        assertThat(as.get(both + "/attendees").at("/attendees/0/answer")).isEqualTo("accepted");
    }

    private String daily(String more) {
        return as.post(EVENTS, occurrence(2, 8).replace("}",
                ",\"timeZone\":\"UTC\",\"recurrenceRule\":\"FREQ=DAILY\",\"ownerId\":\"" + owner.userId() + "\"" + more
                        + "}"))
                .expect(201)
                .id();
    }

    private String split(String series, int day, String visibility) {
        return as
                .put(EVENTS + "/" + series + "/occurrences/2026-03-0" + day + "T08:00:00/following",
                        occurrence(day, 8).replace("}",
                                ",\"recurrenceRule\":\"FREQ=DAILY\",\"visibility\":\"" + visibility + "\"}"))
                .expect(200)
                .id();
    }

    private static String occurrence(int day, int hour) {
        return "{\"title\":\"Talk\",\"startAt\":\"2026-03-0%d%s:00:00Z\",\"endAt\":\"2026-03-0%d%s:30:00Z\"}"
                .formatted(day, "T%02d".formatted(hour), day, "T%02d".formatted(hour));
    }

    private String timeline(String contact) {
        return as.get("/api/v1/contacts/" + contact + "/timeline").expect(200).text();
    }

    private List<String> busy(Person member) {
        var times = new ArrayList<String>();
        as.get(EVENTS + "/free-busy?memberId=" + member.userId() + WINDOW)
                .expect(200)
                .json()
                .at("/results/0/busy")
                .forEach(one -> times.add(one.path("startAt").asString()));
        return times;
    }

    private static List<String> readers(String event) throws SQLException {
        var readers = new ArrayList<String>();
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection
                        .prepareStatement("select private_to from event_attendees where event_id = ?")) {
            statement.setLong(1, Long.parseLong(event));
            var rows = statement.executeQuery();
            while (rows.next()) {
                readers.add(String.valueOf(rows.getString(1)));
            }
        }
        return readers;
    }
}
