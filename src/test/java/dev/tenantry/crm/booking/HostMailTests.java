package dev.tenantry.crm.booking;

import java.net.http.HttpRequest.BodyPublishers;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.tenantry.support.Mailbox;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** What hosts are mailed of what is booked with them, and guests who decline it by their calendars. */
class HostMailTests extends BookingTest {

    private static final String SUBJECT = "Call with Xi was %s (%s %s (UTC))";

    @Test
    void tellTheHostWhatTheVisitorDoes() throws SQLException {
        book(linkTo(page("")), "09:00").expect(201);
        var own = visitorsLink();
        assertThat(told()).containsExactly(SUBJECT.formatted("booked", day, "09:00"));
        submit(own, "action=move&startAt=" + at("10:00")).expect(200);
        submit(own, "action=cancel").expect(200);
        submit(own, "action=cancel").expect(200);

        assertThat(told()).containsExactly(SUBJECT.formatted("cancelled", day, "10:00"),
                SUBJECT.formatted("moved", day, "10:00"), SUBJECT.formatted("booked", day, "09:00"));
        assertThat(Mailbox.newest(owner.email()).body()).contains(visitor);
        assertThat(entries()).allSatisfy(entry -> assertThat(entry).contains("METHOD:PUBLISH", "ORGANIZER")
                .doesNotContain("ATTENDEE"));
        assertThat(entries()).satisfiesExactly(booked -> assertThat(booked).contains("SEQUENCE:0", "STATUS:CONFIRMED"),
                moved -> assertThat(moved).contains("SEQUENCE:1", "T100000"),
                cancelled -> assertThat(cancelled).contains("SEQUENCE:2", "STATUS:CANCELLED"));
    }

    @Test
    void tellTheHostWhatColleaguesDoAndNotWhatTheHostDoes() {
        var other = people.signUpInto(owner, "admin");
        var colleague = other.api();
        book(linkTo(page("")), "09:00").expect(201);
        var event = "/api/v1/events/" + as.get("/api/v1/bookings").at("/results/0/eventId");
        var mails = told().size();

        as.patch(event, times("11:00", "11:30")).expect(200);
        assertThat(told()).hasSize(mails);
        colleague.patch(event, times("12:00", "12:30")).expect(200);
        assertThat(told().getFirst()).isEqualTo(SUBJECT.formatted("moved", day, "12:00"));
        assertThat(Mailbox.newest(owner.email()).body()).contains("by a colleague");
        as.patch(event, "{\"ownerId\": \"%s\"}".formatted(other.userId())).expect(200);
        assertThat(Mailbox.newest(other.email()).subject())
                .isEqualTo(SUBJECT.formatted("handed over to you", day, "12:00"));
    }

    @Test
    void aGuestWhoDeclinesCancelsAsByTheLink() {
        book(linkTo(page("")), "09:00").expect(201);
        var booking = as.get("/api/v1/bookings").expect(200);
        var event = as.get("/api/v1/events/" + booking.at("/results/0/eventId")).expect(200);

        assertThat(reply(event.at("/uid"), "somebody@example.com")).contains("\"unknown\"");
        assertThat(reply(event.at("/uid"), visitor)).contains("\"taken\"");
        assertThat(reply(event.at("/uid"), visitor)).contains("\"outdated\"");

        var after = as.get("/api/v1/bookings").expect(200);
        assertThat(after.at("/results/0/status") + " " + after.at("/results/0/cancelledBy"))
                .isEqualTo("cancelled visitor");
        assertThat(as.get("/api/v1/events/" + event.id()).at("/status")).isEqualTo("cancelled");
        assertThat(Mailbox.of(visitor)).extracting(Mailbox.Received::template)
                .containsExactly("event-cancellation", "booking-invitation");
        assertThat(told().getFirst()).startsWith("Call with Xi was cancelled");
    }

    @Test
    void aGuestWhoDeclinesTooLateIsNotedAndNothingIsCancelled() {
        book(linkTo(page(", \"changeUntil\": 129600, \"minimumNotice\": 0")), "09:00").expect(201);
        var booking = as.get("/api/v1/bookings").expect(200);
        var event = as.get("/api/v1/events/" + booking.at("/results/0/eventId")).expect(200);

        assertThat(reply(event.at("/uid"), visitor)).contains("\"too_late\"");

        assertThat(as.get("/api/v1/bookings").at("/results/0/status")).isEqualTo("confirmed");
        assertThat(as.get("/api/v1/events/" + event.id() + "/attendees").at("/attendees/0/answer"))
                .isEqualTo("declined");
    }

    private String times(String from, String to) {
        return "{\"startAt\": \"%s\", \"endAt\": \"%s\"}".formatted(at(from), at(to));
    }

    private String reply(String uid, String guest) {
        var stamp = Instant.now().plusSeconds(60).toString().replaceAll("[-:]|\\..*", "").replace("Z", "") + "Z";
        return as.send("POST", "/api/v1/event-replies", BodyPublishers.ofString("""
                BEGIN:VCALENDAR
                VERSION:2.0
                PRODID:x
                METHOD:REPLY
                BEGIN:VEVENT
                UID:%s
                SEQUENCE:0
                DTSTAMP:%s
                ATTENDEE;PARTSTAT=DECLINED:MAILTO:%s
                END:VEVENT
                END:VCALENDAR
                """.formatted(uid, stamp, guest)), "text/calendar").expect(200).text();
    }

    /** The subjects of what the host was mailed, the newest first. */
    private List<String> told() {
        return Mailbox.of(owner.email())
                .stream()
                .filter(mail -> mail.template().equals("booking-notice"))
                .map(Mailbox.Received::subject)
                .toList();
    }

    /** Oldest first. */
    private List<String> entries() throws SQLException {
        var calendars = new ArrayList<String>();
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.prepareStatement("""
                        select calendar from outbound_notifications where recipient = ? and template_name = 'booking-notice'
                        order by created_at, id""")) {
            statement.setString(1, owner.email());
            var rows = statement.executeQuery();
            while (rows.next()) {
                calendars.add(rows.getString(1));
            }
        }
        return calendars;
    }
}
