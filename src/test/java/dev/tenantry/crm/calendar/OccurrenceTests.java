package dev.tenantry.crm.calendar;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;

/** The times that series take place, one by one. */
class OccurrenceTests extends ApiTest {

    private static final String EVENTS = "/api/v1/events";

    private Api as = Api.at(0);

    @BeforeEach
    void signUp() {
        as = people.signUp().api();
    }

    @Test
    void whatRecursKeepsToTheClockAndItsOccurrencesAreChangedOneByOne() {
        var series = weekly();
        as.put(EVENTS + "/" + series + "/occurrences/2026-03-30T09:00:00",
                body("'startAt':'2026-03-31T12:00:00Z','endAt':'2026-03-31T13:00:00Z'")).expect(200);
        as.delete(EVENTS + "/" + series + "/occurrences/2026-04-06T09:00:00").expect(204);
        as.delete(EVENTS + "/" + series + "/occurrences/2026-04-07T09:00:00").expect(404);

        assertThat(times(occurrences("2026-03-20T00:00:00Z", "2026-04-18T00:00:00Z"))).containsExactly(
                "2026-03-23T08:00:00Z 2026-03-23T09:00:00Z", "2026-03-31T12:00:00Z 2026-03-31T13:00:00Z",
                "2026-04-13T07:00:00Z 2026-04-13T08:00:00Z");

        as.patch(EVENTS + "/" + series, "{\"startAt\":\"2026-03-02T09:00:00Z\",\"endAt\":\"2026-03-02T10:00:00Z\"}")
                .expect(200);

        assertThat(times(occurrences("2026-03-20T00:00:00Z", "2026-04-18T00:00:00Z"))).containsExactly(
                "2026-03-23T09:00:00Z 2026-03-23T10:00:00Z", "2026-03-31T12:00:00Z 2026-03-31T13:00:00Z",
                "2026-04-13T08:00:00Z 2026-04-13T09:00:00Z");
    }

    @Test
    void anOccurrenceTakesFromItsSeriesWhatIsNotStated() {
        var person = people.signUp();
        var series = person.api()
                .post(EVENTS, body("'ownerId':'" + person.userId()
                        + "','visibility':'private','transparency':'transparent',"
                        + "'startAt':'2026-03-02T08:00:00Z','endAt':'2026-03-02T09:00:00Z','timeZone':'Asia/Tokyo','recurrenceRule':'FREQ=WEEKLY'"))
                .expect(201)
                .id();
        var times = body("'startAt':'2026-03-10T12:00:00Z','endAt':'2026-03-10T13:00:00Z'");

        var changed = person.api()
                .put(EVENTS + "/" + series + "/occurrences/2026-03-09T17:00:00", times)
                .expect(200);
        var again = person.api().put(EVENTS + "/" + changed.id(), times).expect(200);

        for (var shown : List.of(changed, again)) {
            assertThat(shown.at("/ownerId")).isEqualTo(person.userId().toString());
            assertThat(shown.at("/visibility")).isEqualTo("private");
            assertThat(shown.at("/transparency")).isEqualTo("transparent");
            assertThat(shown.at("/timeZone")).isEqualTo("Asia/Tokyo");
        }
    }

    @Test
    void anOccurrenceThatIsDeletedDoesNotComeBack() {
        var series = weekly();
        var exception = as
                .put(EVENTS + "/" + series + "/occurrences/2026-03-09T09:00:00",
                        body("'startAt':'2026-03-10T12:00:00Z','endAt':'2026-03-10T13:00:00Z'"))
                .expect(200)
                .id();
        as.delete(EVENTS + "/" + exception).expect(204);
        as.delete(EVENTS + "/" + exception + "?permanent=true").expect(204);

        assertThat(times(occurrences("2026-03-03T00:00:00Z", "2026-03-17T00:00:00Z")))
                .containsExactly("2026-03-16T08:00:00Z 2026-03-16T09:00:00Z");

        as.delete(EVENTS + "/" + series).expect(204);
        assertThat(times(occurrences("2026-03-03T00:00:00Z", "2026-03-17T00:00:00Z"))).isEmpty();
        as.delete(EVENTS + "/" + series + "?permanent=true").expect(204);
    }

    @Test
    void aSeriesIsSplitAtAnOccurrence() {
        var series = event(
                "'startAt':'2026-03-02T08:00:00Z','endAt':'2026-03-02T09:00:00Z','timeZone':'Europe/Vienna','recurrenceRule':'FREQ=WEEKLY;COUNT=6'")
                .expect(201)
                .id();
        var changed = as
                .put(EVENTS + "/" + series + "/occurrences/2026-03-30T09:00:00",
                        body("'startAt':'2026-03-30T12:00:00Z','endAt':'2026-03-30T13:00:00Z'"))
                .expect(200)
                .id();

        var following = as.put(EVENTS + "/" + series + "/occurrences/2026-03-23T09:00:00/following",
                body("'startAt':'2026-03-24T10:00:00Z','endAt':'2026-03-24T11:00:00Z','timeZone':'Europe/Vienna','recurrenceRule':'FREQ=WEEKLY;COUNT=6'"))
                .expect(200);

        assertThat(following.at("/recurrenceRule")).isEqualTo("FREQ=WEEKLY;COUNT=3");
        assertThat(as.get(EVENTS + "/" + changed).at("/seriesId")).isEqualTo(following.id());
        assertThat(times(occurrences("2026-03-01T00:00:00Z", "2026-05-01T00:00:00Z"))).containsExactly(
                "2026-03-02T08:00:00Z 2026-03-02T09:00:00Z",
                "2026-03-09T08:00:00Z 2026-03-09T09:00:00Z", "2026-03-16T08:00:00Z 2026-03-16T09:00:00Z",
                "2026-03-24T10:00:00Z 2026-03-24T11:00:00Z",
                "2026-03-30T12:00:00Z 2026-03-30T13:00:00Z", "2026-04-07T09:00:00Z 2026-04-07T10:00:00Z");
        as.put(EVENTS + "/" + series + "/occurrences/2026-03-02T09:00:00/following", body("'startDate':'2026-03-02'"))
                .expect(422);
    }

    @ParameterizedTest
    @CsvSource({"FREQ=WEEKLY, 2026-03-23T09:00:00, 2026-03-02T06:00:00Z",
        "FREQ=WEEKLY, 2026-03-23T09:00:00, 2026-03-02T20:00:00Z",
        "FREQ=WEEKLY, 2026-03-23T09:00:00, 2026-03-03T08:00:00Z",
        "FREQ=WEEKLY, 2026-03-23T09:00:00, 2026-03-01T08:00:00Z",
        "FREQ=DAILY, 2026-03-05T09:00:00, 2026-03-02T02:00:00Z",
        "FREQ=DAILY, 2026-03-05T09:00:00, 2026-03-02T21:00:00Z"})
    void aSeriesThatWasSplitHasTheSameTimesWhereItMoves(String rule, String from, Instant to) {
        var series = event(
                "'startAt':'2026-03-02T08:00:00Z','endAt':'2026-03-02T08:30:00Z','timeZone':'Europe/Vienna','recurrenceRule':'"
                        + rule + "'")
                .expect(201)
                .id();
        as.put(EVENTS + "/" + series + "/occurrences/" + from + "/following",
                body("'startAt':'" + from + "Z','endAt':'" + from
                        + "Z','timeZone':'UTC','recurrenceRule':'FREQ=YEARLY'"))
                .expect(200);

        as.patch(EVENTS + "/" + series, "{\"startAt\":\"%s\",\"endAt\":\"%s\"}".formatted(to, to.plusSeconds(1800)))
                .expect(200);

        assertThat(times(occurrences("2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z"))).hasSize(4);
    }

    @Test
    void whatIsNotSaidOfAnOccurrenceOrOfTheRestIsAsItWas() {
        var contact = as.post("/api/v1/contacts", "{\"name\":\"Zoe\"}").expect(201).id();
        var series = event(
                "'description':'Bring tea','place':'Room 1','conferenceUrl':'https://meet.example/1','contactId':'"
                        + contact
                        + "','startAt':'2026-03-02T08:00:00Z','endAt':'2026-03-02T09:00:00Z','timeZone':'Europe/Vienna',"
                        + "'recurrenceRule':'FREQ=WEEKLY;COUNT=6'")
                .expect(201)
                .id();
        var path = EVENTS + "/" + series + "/occurrences/";
        var one = as.put(path + "2026-03-09T09:00:00",
                body("'place':'Room 2','startAt':'2026-03-10T12:00:00Z','endAt':'2026-03-10T13:00:00Z'")).expect(200);
        var again = as.put(path + "2026-03-09T09:00:00",
                body("'startAt':'2026-03-10T14:00:00Z','endAt':'2026-03-10T15:00:00Z'")).expect(200);
        as.put(path + "2026-03-23T09:00:00/following",
                body("'startAt':'2026-03-24T10:00:00Z','endAt':'2026-03-24T11:00:00Z'")).expect(422);
        var rest = as.put(path + "2026-03-23T09:00:00/following",
                body("'startAt':'2026-03-23T10:00:00Z','endAt':'2026-03-23T11:00:00Z'")).expect(200);

        for (var shown : List.of(one, again, rest)) {
            assertThat(shown.at("/description") + shown.at("/conferenceUrl") + shown.at("/contactId"))
                    .isEqualTo("Bring teahttps://meet.example/1" + contact);
        }
        assertThat(again.at("/place")).isEqualTo("Room 2");
        assertThat(rest.at("/place") + rest.at("/recurrenceRule")).isEqualTo("Room 1FREQ=WEEKLY;COUNT=3");
        assertThat(times(occurrences("2026-03-23T00:00:00Z", "2026-05-01T00:00:00Z"))).hasSize(3);
        var alone = as.put(path + "2026-03-16T09:00:00/following",
                body("'startAt':'2026-03-16T10:00:00Z','endAt':'2026-03-16T11:00:00Z','recurrenceDates':[]"))
                .expect(200);
        assertThat(alone.at("/recurrenceRule")).isEmpty();
    }

    /** Clocks change in New York before they do in Vienna. */
    @Test
    void allOfASeriesMovesToAnotherZone() {
        var series = event(
                "'startAt':'2026-03-03T08:00:00Z','endAt':'2026-03-03T09:00:00Z','timeZone':'Europe/Vienna','recurrenceRule':'FREQ=WEEKLY;COUNT=4','recurrenceDates':['2026-03-05T15:00:00','2026-03-06T15:00:00']")
                .expect(201)
                .id();
        as.delete(EVENTS + "/" + series + "/occurrences/2026-03-10T09:00:00").expect(204);
        var otherwise = List.of("2026-03-17T09:00:00", "2026-03-06T15:00:00")
                .stream()
                .map(start -> as
                        .put(EVENTS + "/" + series + "/occurrences/" + start,
                                body("'startAt':'2026-03-20T12:00:00Z','endAt':'2026-03-20T13:00:00Z'"))
                        .expect(200)
                        .id())
                .toList();

        var moved = as.patch(EVENTS + "/" + series, "{\"timeZone\": \"America/New_York\"}").expect(200);

        assertThat(moved.at("/excludedDates/0")).isEqualTo("2026-03-10T03:00:00");
        assertThat(moved.at("/recurrenceDates/0")).isEqualTo("2026-03-05T09:00:00");
        assertThat(otherwise).map(id -> as.get(EVENTS + "/" + id).at("/originalStart"))
                .containsExactly("2026-03-17T03:00:00", "2026-03-06T09:00:00");
        assertThat(times(occurrences("2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z"))).containsExactly(
                "2026-03-03T08:00:00Z 2026-03-03T09:00:00Z", "2026-03-05T14:00:00Z 2026-03-05T15:00:00Z",
                "2026-03-20T12:00:00Z 2026-03-20T13:00:00Z", "2026-03-20T12:00:00Z 2026-03-20T13:00:00Z",
                "2026-03-24T07:00:00Z 2026-03-24T08:00:00Z");
    }

    @Test
    void whatIsLeftOutStaysSoInTheSeriesThatGoesOn() {
        var series = weekly();
        as.delete(EVENTS + "/" + series + "/occurrences/2026-03-30T09:00:00").expect(204);

        as.put(EVENTS + "/" + series + "/occurrences/2026-03-23T09:00:00/following",
                body("'startAt':'2026-03-24T10:00:00Z','endAt':'2026-03-24T11:00:00Z','recurrenceRule':'FREQ=WEEKLY;BYDAY=TU','timeZone':'Europe/Vienna'"))
                .expect(200);

        assertThat(times(occurrences("2026-03-20T00:00:00Z", "2026-04-09T00:00:00Z"))).containsExactly(
                "2026-03-24T10:00:00Z 2026-03-24T11:00:00Z", "2026-04-07T09:00:00Z 2026-04-07T10:00:00Z");
    }

    @Test
    void aSeriesThatMovesLosesNothingThatIsOtherwise() {
        var series = weekly();
        as.delete(EVENTS + "/" + series + "/occurrences/2026-03-09T09:00:00").expect(204);
        var moved = "\"startAt\":\"2026-03-03T08:00:00Z\",\"endAt\":\"2026-03-03T09:00:00Z\"";

        assertThat(as.patch(EVENTS + "/" + series, "{" + moved + "}").expect(422).text()).contains("loses-occurrences");
        as.patch(EVENTS + "/" + series, "{" + moved + ",\"recurrenceRule\":\"FREQ=WEEKLY;BYDAY=TU\"}").expect(200);

        assertThat(times(occurrences("2026-03-01T00:00:00Z", "2026-03-18T00:00:00Z"))).containsExactly(
                "2026-03-03T08:00:00Z 2026-03-03T09:00:00Z", "2026-03-17T08:00:00Z 2026-03-17T09:00:00Z");
    }

    @Test
    void aWindowHasBounds() {
        as.get(EVENTS + "/occurrences?from=2026-01-01T00:00:00Z&to=2028-01-01T00:00:00Z").expect(400);
        as.get(EVENTS + "/occurrences?from=2026-01-01T00:00:00Z&to=2026-01-01T00:00:00Z").expect(400);
        event("'startAt':'2026-01-01T00:00:00Z','endAt':'2026-01-01T00:10:00Z','timeZone':'UTC','recurrenceRule':'FREQ=HOURLY'")
                .expect(201);

        as.get(EVENTS + "/occurrences?from=2026-01-01T00:00:00Z&to=2026-12-01T00:00:00Z").expect(400);
        assertThat(times(occurrences("2126-01-01T00:00:00Z", "2126-01-01T03:00:00Z"))).hasSize(3);
    }

    private String weekly() {
        return event(
                "'startAt':'2026-03-02T08:00:00Z','endAt':'2026-03-02T09:00:00Z','timeZone':'Europe/Vienna','recurrenceRule':'FREQ=WEEKLY;BYDAY=MO'")
                .expect(201)
                .id();
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
