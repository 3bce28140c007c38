package dev.tenantry.crm.calendar;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Mailbox;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** What those who were invited are mailed when an event changes, and what becomes of their answers. */
class EventUpdateTests extends ApiTest {

    private static final String EVENTS = "/api/v1/events";

    @SuppressWarnings("NullAway.Init")
    private Person owner;
    private Api as = Api.at(0);
    private String path = "";
    private String guest = "";

    @BeforeEach
    void invite() {
        owner = people.signUp();
        as = owner.api();
        guest = "guest-" + UUID.randomUUID() + "@example.com";
        path = EVENTS
                + "/" + as
                        .post(EVENTS,
                                """
                {"title": "Talk", "startAt": "2026-03-02T08:00:00Z", "endAt": "2026-03-02T09:00:00Z", "timeZone": "Europe/Vienna",
                 "recurrenceRule": "FREQ=WEEKLY;BYDAY=MO,WE;COUNT=9", "ownerId": "%s", "conferenceUrl": "https://meet.example/x"}"""
                                        .formatted(owner.userId()))
                        .expect(201)
                        .id();
        as.put(path + "/attendees", "{\"attendees\": [{\"email\": \"" + guest + "\", \"answer\": \"accepted\"}]}")
                .expect(200);
        as.post(path + "/invitations", "").expect(200);
    }

    @Test
    void allThatChangesInAWhileIsToldByOneMail() throws SQLException {
        as.patch(path, "{\"title\": \"Großes Gespräch 🎉\"}").expect(200);
        as.patch(path, "{\"description\": \"Bring\\r\\ncake\"}").expect(200);
        as.patch(path, "{\"companyId\": null, \"transparency\": \"transparent\"}").expect(200);
        assertThat(sent()).hasSize(1);

        Updates.pass(owner);

        assertThat(sent()).hasSize(2);
        assertThat(sent().getLast()).contains("METHOD:REQUEST", "SEQUENCE:0", "SUMMARY:Großes Gespräch 🎉",
                "DESCRIPTION:Bring\\ncake", "PARTSTAT=ACCEPTED");
        var mail = Mailbox.newest(guest);
        assertThat(mail.template()).isEqualTo("event-update");
        assertThat(mail.subject()).startsWith("Changed: Großes Gespräch 🎉 (2026-03-02 09:00");
        assertThat(mail.body()).contains("every week on Monday and Wednesday, 9 times", "https://meet.example/x");
        Updates.pass(owner);
        assertThat(sent()).hasSize(2);
    }

    @Test
    void answersGoToTheOwner() throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection
                        .prepareStatement("select reply_to from outbound_notifications where recipient = ?")) {
            statement.setString(1, guest);
            var rows = statement.executeQuery();
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo(owner.email());
        }
    }

    @Test
    void whatIsNoChangeForThemIsNotTold() throws SQLException {
        as.patch(path, "{\"transparency\": \"transparent\", \"externalId\": \"x\"}").expect(200);
        assertThat(Updates.waiting(owner)).isZero();
        as.patch(path, "{\"title\": \"Off\"}").expect(200);
        as.patch(path, "{\"status\": \"cancelled\"}").expect(200);

        Updates.pass(owner);

        assertThat(sent()).hasSize(2);
        assertThat(sent().getLast()).contains("METHOD:CANCEL", "SUMMARY:Off", "SEQUENCE:1");
    }

    @Test
    void whoHasAnsweredIsAskedAnewWhereItMoves() throws SQLException {
        var moved = as.patch(path, "{\"startAt\": \"2026-03-02T07:00:00Z\", \"endAt\": \"2026-03-02T08:00:00Z\"}")
                .expect(200);
        assertThat(moved.at("/askedAnew")).isEqualTo("1");
        assertThat(answer(path)).isEqualTo("needs_action");
        assertThat(as.get(path).text()).doesNotContain("askedAnew");

        Updates.pass(owner);
        assertThat(sent().getLast().replace("\r\n ", "")).contains("SEQUENCE:1", "PARTSTAT=NEEDS-ACTION");

        accept(path);
        assertThat(as.patch(path, "{\"recurrenceRule\": \"FREQ=WEEKLY;BYDAY=MO,WE;COUNT=7\", \"place\": \"Here\"}")
                .expect(200)
                .text()).doesNotContain("askedAnew");
        as.delete(path + "/occurrences/2026-03-04T08:00:00").expect(204);
        assertThat(answer(path)).isEqualTo("accepted");
        as.patch(path, "{\"recurrenceRule\": \"FREQ=WEEKLY;BYDAY=MO\"}").expect(200);
        assertThat(answer(path)).isEqualTo("needs_action");
    }

    @Test
    void oneOccurrenceThatMovesAsksForThatAlone() throws SQLException {
        var same = occurrence("2026-03-04T09:00:00", "2026-03-04T08:00:00Z");
        var moved = occurrence("2026-03-09T09:00:00", "2026-03-09T10:00:00Z");

        assertThat(same.text()).doesNotContain("askedAnew");
        assertThat(moved.at("/askedAnew")).isEqualTo("1");
        assertThat(answer(EVENTS + "/" + same.id())).isEqualTo("accepted");
        assertThat(answer(EVENTS + "/" + moved.id())).isEqualTo("needs_action");
        assertThat(answer(path)).isEqualTo("accepted");
        Updates.pass(owner);
        assertThat(sent()).hasSize(3).anySatisfy(one -> assertThat(one).contains("RECURRENCE-ID", "SEQUENCE:1"));
    }

    @Test
    void isToldOnceHoweverManyChangeItAndLook() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var changes = IntStream.range(0, 24)
                    .<Callable<Answer>>mapToObj(number -> () -> as.patch(path, "{\"title\": \"T" + number + "\"}"))
                    .toList();
            for (var answer : threads.invokeAll(changes)) {
                answer.get().expect(200);
            }
        }
        assertThat(Updates.waiting(owner)).isEqualTo(1);

        Updates.pass(owner);

        assertThat(sent()).hasSize(2);
        assertThat(sent().getLast()).contains("SUMMARY:" + as.get(path).at("/title"));
    }

    private Answer occurrence(String original, String start) {
        return as.put(path + "/occurrences/" + original, """
                {"title": "Talk, once", "startAt": "%s", "endAt": "%s", "ownerId": "%s", "timeZone": "Europe/Vienna"}"""
                .formatted(start, start.replace("T08", "T09").replace("T10", "T11"),
                        owner.userId()))
                .expect(200);
    }

    private void accept(String event) {
        as.put(event + "/attendees", "{\"attendees\": [{\"email\": \"" + guest + "\", \"answer\": \"accepted\"}]}")
                .expect(200);
    }

    private String answer(String event) {
        return as.get(event + "/attendees").expect(200).at("/attendees/0/answer");
    }

    /** Oldest first. */
    private List<String> sent() throws SQLException {
        var calendars = new ArrayList<String>();
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.prepareStatement(
                        "select calendar from outbound_notifications where recipient = ? order by created_at, id")) {
            statement.setString(1, guest);
            var rows = statement.executeQuery();
            while (rows.next()) {
                calendars.add(rows.getString(1));
            }
        }
        return calendars;
    }
}
