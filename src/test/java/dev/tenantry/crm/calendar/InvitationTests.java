package dev.tenantry.crm.calendar;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.mail.internet.MimeMultipart;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tenantry.shared.mail.IdentifiedMessage;
import dev.tenantry.shared.mail.MailAddresses;
import dev.tenantry.shared.mail.MailContent;
import dev.tenantry.shared.mail.MailRouting;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Mailbox;
import dev.tenantry.support.Parallel;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Invitations by mail, and what comes back. */
class InvitationTests extends ApiTest {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'")
            .withZone(ZoneOffset.UTC);

    private static final String EVENTS = "/api/v1/events";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @SuppressWarnings("NullAway.Init")
    private Person owner;
    private Api as = Api.at(0);
    private String path = "";
    private String guest = "";

    @BeforeEach
    void plan() {
        owner = people.signUp();
        as = owner.api();
        guest = "guest-" + UUID.randomUUID() + "@example.com";
        path = EVENTS + "/" + as.post(EVENTS, """
                {"title": "Talk", "startAt": "2026-03-02T08:00:00Z", "endAt": "2026-03-02T09:00:00Z", "timeZone": "Europe/Vienna", "ownerId": "%s",
                 "place": "Room 1"}""".formatted(owner.userId())).expect(201).id();
        as.put(path + "/attendees", "{\"attendees\": [{\"email\": \"" + guest + "\", \"name\": \"Xi \\\"X\\\"\"}]}")
                .expect(200);
    }

    @Test
    void tellMembersByTheirClocksUntilWhenAndTheLastTime() {
        var colleague = people.signUpInto(owner, "member");
        colleague.api().patch("/api/v1/profile", "{\"timezone\": \"Asia/Tokyo\"}").expect(200);
        as.patch(path, "{\"recurrenceRule\": \"FREQ=WEEKLY;UNTIL=20260405\"}").expect(200);
        as.put(path + "/attendees",
                "{\"attendees\": [{\"memberId\": \"%s\"}, {\"email\": \"%s\"}]}".formatted(colleague.userId(), guest))
                .expect(200);

        as.post(path + "/invitations", "").expect(200);

        assertThat(Mailbox.newest(colleague.email()).body())
                .contains("2026-03-02 17:00 (Asia/Tokyo) – 18:00 every week, until 2026-03-30");
        assertThat(Mailbox.newest(guest).body()).contains("2026-03-02 09:00 (Europe/Vienna) – 10:00");
    }

    @Test
    void areWrittenAsTheOrganizationWritesOrElseInTheLanguageOfTheMember() throws SQLException {
        var colleague = people.signUpInto(owner, "member");
        colleague.api().patch("/api/v1/profile", "{\"language\": \"fr\"}").expect(200);
        as.patch(path, "{\"recurrenceRule\": \"FREQ=MONTHLY;BYDAY=1MO\"}").expect(200);
        as.put(path + "/attendees",
                "{\"attendees\": [{\"memberId\": \"%s\"}, {\"email\": \"%s\"}]}".formatted(colleague.userId(), guest))
                .expect(200);

        as.post(path + "/invitations", "").expect(200);

        assertThat(Mailbox.newest(colleague.email()).body()).contains("chaque mois le 1er lundi", "vous invite");
        assertThat(Mailbox.newest(guest).body()).contains("every month on the 1st Monday", "invites you");

        as.patch("/api/v1/organization/settings", "{\"language\": \"de\", \"dateFormat\": \"dd.MM.yyyy\"}")
                .expect(200);
        as.patch(path, "{\"place\": \"Room 2\"}").expect(200);
        Updates.pass(owner);

        for (var address : List.of(colleague.email(), guest)) {
            assertThat(Mailbox.newest(address).body())
                    .contains("02.03.2026 09:00 (Europe/Vienna) – 10:00 jeden Monat am 1. Montag");
        }
    }

    @Test
    void areMailedOnceAndAgainAsTheEventChanges() throws SQLException {
        assertThat(as.post(path + "/invitations", "").expect(200).text())
                .isEqualTo("{\"sent\":1,\"withoutAddress\":0,\"refused\":0,\"waiting\":0}");
        assertThat(as.post(path + "/invitations", "").expect(200).at("/sent")).isEqualTo("0");

        var first = calendars();
        assertThat(first).hasSize(1);
        assertThat(unfolded(first.getFirst())).contains("METHOD:REQUEST", "SEQUENCE:0", "ORGANIZER",
                "mailto:" + owner.email(),
                "PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:" + guest, "DTSTART;TZID=Europe/Vienna:20260302T090000");
        assertThat(Mailbox.newest(guest).subject()).isEqualTo("Invitation: Talk (2026-03-02 09:00 (Europe/Vienna))");

        as.patch(path, "{\"place\": \"Room 2\"}").expect(200);
        Updates.pass(owner);
        as.patch(path, "{\"status\": \"cancelled\"}").expect(200);

        assertThat(calendars().get(1)).contains("METHOD:REQUEST", "SEQUENCE:1", "LOCATION:Room 2");
        assertThat(calendars().get(2)).contains("METHOD:CANCEL", "SEQUENCE:2", "STATUS:CANCELLED");
        as.post(path + "/invitations", "").expect(409);
    }

    @Test
    void whoIsTakenOffAndWhomADeletedEventWasForAreTold() throws SQLException {
        as.post(path + "/invitations", "").expect(200);
        as.put(path + "/attendees", "{\"attendees\": []}").expect(200);
        assertThat(calendars().getLast()).contains("METHOD:CANCEL");

        as.put(path + "/attendees", "{\"attendees\": [{\"email\": \"" + guest + "\"}]}").expect(200);
        as.delete(path).expect(204);
        assertThat(calendars()).hasSize(2);
    }

    @Test
    void whatIsDeletedIsOffAndWhatIsRestoredIsOnAgain() throws SQLException {
        as.post(path + "/invitations", "").expect(200);
        as.delete(path).expect(204);
        as.put(path.replace("/events/", "/events/trash/") + "/restoration", "").expect(200);
        as.put(path + "/attendees", "{\"attendees\": []}").expect(200);

        assertThat(calendars()).hasSize(4);
        assertThat(calendars().get(1)).contains("METHOD:CANCEL", "SEQUENCE:1", "STATUS:CANCELLED");
        assertThat(calendars().get(2)).contains("METHOD:REQUEST", "SEQUENCE:2", "STATUS:CONFIRMED");
        assertThat(calendars().get(3)).contains("METHOD:CANCEL", "SEQUENCE:2").doesNotContain("STATUS:");
    }

    @Test
    void whatIsCancelledIsNotCalledOffTwice() throws SQLException {
        as.post(path + "/invitations", "").expect(200);
        as.patch(path, "{\"status\": \"cancelled\"}").expect(200);
        as.delete(path).expect(204);
        as.put(path.replace("/events/", "/events/trash/") + "/restoration", "").expect(200);

        assertThat(calendars()).hasSize(2);
    }

    @Test
    void whoWasInvitedIsInvitedToTheSeriesThatGoesOn() throws SQLException {
        as.patch(path, "{\"recurrenceRule\": \"FREQ=WEEKLY;UNTIL=20260501\"}").expect(200);
        as.post(path + "/invitations", "").expect(200);
        as.put(path + "/attendees", "{\"attendees\": [{\"email\": \"" + guest + "\", \"answer\": \"accepted\"}]}")
                .expect(200);

        var following = as
                .put(path + "/occurrences/2026-03-16T09:00:00/following",
                        """
                {"title": "Talk", "startAt": "2026-03-16T10:00:00Z", "endAt": "2026-03-16T11:00:00Z", "recurrenceRule": "FREQ=WEEKLY"}""")
                .expect(200);

        Updates.pass(owner);
        assertThat(calendars().getFirst()).contains("UNTIL=20260501T215959Z");
        assertThat(calendars()).hasSize(3)
                .anySatisfy(sent -> assertThat(sent).contains("METHOD:REQUEST", "UID:" + following.at("/uid"),
                        "SEQUENCE:0"));
        assertThat(following.at("/ownerId")).isEqualTo(owner.userId().toString());
        assertThat(as.get(EVENTS + "/" + following.id() + "/attendees").at("/attendees/0/answer"))
                .isEqualTo("needs_action");
    }

    @Test
    void aReplyCountsOfWhoeverAttends() throws Exception {
        var uid = as.get(path).at("/uid");
        as.post(path + "/invitations", "").expect(200);

        assertThat(replied(uid, 0, "stranger@example.com", "ACCEPTED").body()).contains("\"unknown\"");
        assertThat(replied("other@x", 0, guest, "ACCEPTED").body()).contains("\"unknown\"");
        assertThat(replied(uid, 0, guest, "ACCEPTED").body()).contains("\"taken\"");
        assertThat(as.get(path + "/attendees").at("/attendees/0/answer")).isEqualTo("accepted");

        as.patch(path, "{\"startAt\": \"2026-03-02T07:00:00Z\"}").expect(200);
        assertThat(replied(uid, 0, guest, "DECLINED").body()).contains("\"outdated\"");
        assertThat(replied(uid, 1, guest, "DECLINED").body()).contains("\"taken\"");
        assertThat(as.get(path + "/attendees").at("/attendees/0/answer")).isEqualTo("declined");
        assertThat(posted("BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n").statusCode()).isEqualTo(400);
    }

    @Test
    void aReplyThatComesLateDoesNotWin() throws Exception {
        var uid = as.get(path).at("/uid");
        var now = Instant.now();

        assertThat(repliedAt(uid, "ACCEPTED", now.minusSeconds(3_000))).contains("\"taken\"");
        assertThat(repliedAt(uid, "DECLINED", now.minusSeconds(4_000))).contains("\"outdated\"");
        // Said once more is said then.
        assertThat(repliedAt(uid, "ACCEPTED", now.minusSeconds(1_000))).contains("\"taken\"");
        assertThat(repliedAt(uid, "DECLINED", now.minusSeconds(2_000))).contains("\"outdated\"");
        // A clock that is ahead says which is the later one of what it has told, and nothing else.
        assertThat(repliedAt(uid, "TENTATIVE", now.plusSeconds(4_000))).contains("\"taken\"");
        assertThat(repliedAt(uid, "DECLINED", now.plusSeconds(3_000))).contains("\"outdated\"");
        assertThat(repliedAt(uid, "DECLINED", now)).contains("\"taken\"");
        assertThat(repliedAt(uid, "ACCEPTED", Instant.parse("9999-01-01T00:00:00Z"))).contains("\"taken\"");
        assertThat(repliedAt(uid, "DECLINED", Instant.now().plusSeconds(1))).contains("\"taken\"");
    }

    private String repliedAt(String uid, String answer, Instant stamp) throws IOException, InterruptedException {
        return posted("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:" + uid
                + "\nSEQUENCE:0\nDTSTAMP:" + STAMP.format(stamp) + "\nATTENDEE;PARTSTAT=" + answer + ":MAILTO:" + guest
                + "\nEND:VEVENT\nEND:VCALENDAR\n").body();
    }

    @Test
    void theSameAnswerAtOnceIsTakenOnce() throws Exception {
        var uid = as.get(path).expect(200).at("/uid");
        var colleague = people.signUpInto(owner, "member");
        as.put(path + "/attendees", "{\"attendees\": [{\"email\": \"%s\"}, {\"memberId\": \"%s\"}]}".formatted(guest,
                colleague.userId())).expect(200);

        var replied = Parallel.times(10, () -> replied(uid, 0, guest, "ACCEPTED").body());
        var answered = Parallel.times(10,
                () -> colleague.api().put(path + "/answer", "{\"answer\": \"accepted\"}").expect(200).text());

        assertThat(replied).allMatch(body -> body.contains("\"taken\""));
        assertThat(answered.stream().distinct()).hasSize(1);
    }

    @Test
    void aReplyToOneOccurrenceCountsForThatAlone() throws Exception {
        var uid = as.patch(path, "{\"recurrenceRule\":\"FREQ=WEEKLY\"}").expect(200).at("/uid");
        var id = path.substring(EVENTS.length() + 1);
        var ninth = "RECURRENCE-ID;TZID=Europe/Vienna:20260309T090000";

        assertThat(repliedTo("RECURRENCE-ID:20260310T080000Z", uid, "DECLINED")).contains("\"unknown\"");
        assertThat(repliedTo(ninth, uid, "DECLINED")).contains("\"taken\"");
        assertThat(repliedTo("RECURRENCE-ID:20260330T070000Z", uid, "TENTATIVE")).contains("\"taken\"");

        var told = as.get(path + "/attendees");
        assertThat(told.at("/attendees/0/answer")).isEqualTo("needs_action");
        assertThat(told.json().at("/attendees/0/occurrences").toString())
                .isEqualTo("[{\"originalStart\":\"2026-03-09T09:00:00\",\"answer\":\"declined\"},"
                        + "{\"originalStart\":\"2026-03-30T09:00:00\",\"answer\":\"tentative\"}]");

        var changed = as
                .put(EVENTS + "/" + id + "/occurrences/2026-03-09T09:00:00",
                        """
                {"title": "Talk", "startAt": "2026-03-09T10:00:00Z", "endAt": "2026-03-09T11:00:00Z", "ownerId": "%s"}"""
                                .formatted(owner.userId()))
                .expect(200)
                .id();
        var rest = as
                .put(EVENTS + "/" + id + "/occurrences/2026-03-16T09:00:00/following",
                        """
                {"title": "Talk", "startAt": "2026-03-16T08:00:00Z", "endAt": "2026-03-16T09:00:00Z", "recurrenceRule": "FREQ=WEEKLY"}""")
                .expect(200)
                .id();

        // It is at another time now, for which nobody has answered.
        assertThat(as.get(EVENTS + "/" + changed + "/attendees").at("/attendees/0/answer")).isEqualTo("needs_action");
        assertThat(as.get(EVENTS + "/" + rest + "/attendees").text()).contains("2026-03-30T09:00:00", "tentative")
                .doesNotContain("2026-03-09");
        assertThat(as.get(path + "/attendees").text()).doesNotContain("2026-03-30");
    }

    @Test
    void programsTakeThemByTheTypeOfTheLastPart() throws Exception {
        var message = IdentifiedMessage.of("<1@example.test>", "crm@example.test",
                MailAddresses.to(List.of("a@example.test")),
                List.of("a@example.test"),
                new MailContent("Hi", "Hello", null, null, "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nX:ä\r\n"),
                MailRouting.NONE);
        message.saveChanges();
        var parts = (MimeMultipart) message.getContent();

        assertThat(message.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getBodyPart(0).getContentType()).startsWith("text/plain");
        assertThat(parts.getBodyPart(1).getContentType()).isEqualTo("text/calendar; method=REQUEST; charset=UTF-8");
        assertThat(new String(parts.getBodyPart(1).getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("X:ä");
    }

    private static String unfolded(String calendar) {
        return calendar.replace("\r\n ", "");
    }

    /** Oldest first. */
    private List<String> calendars() throws SQLException {
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

    private HttpResponse<String> replied(String uid, int sequence, String email, String answer)
            throws IOException, InterruptedException {
        return posted("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:" + uid
                + "\r\nSEQUENCE:" + sequence
                + "\r\nDTSTAMP:20260301T000000Z\r\nATTENDEE;PARTSTAT=" + answer + ":MAILTO:" + email
                + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
    }

    private String repliedTo(String occurrence, String uid, String answer) throws IOException, InterruptedException {
        return posted(
                "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:" + uid + "\nSEQUENCE:1\n"
                        + occurrence + "\nDTSTAMP:20260301T000000Z\nATTENDEE;PARTSTAT=" + answer + ":MAILTO:" + guest
                        + "\nEND:VEVENT\nEND:VCALENDAR\n")
                .body();
    }

    private HttpResponse<String> posted(String reply) throws IOException, InterruptedException {
        return CLIENT.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port() + "/api/v1/event-replies"))
                .header("Authorization", "Bearer " + owner.accessToken())
                .header("Content-Type", "text/calendar; method=REPLY; charset=UTF-8")
                .POST(HttpRequest.BodyPublishers.ofString(reply))
                .build(), HttpResponse.BodyHandlers.ofString());
    }
}
