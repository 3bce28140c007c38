package dev.tenantry.crm.digest;

import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Mailbox;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** The day as members are mailed it. */
class DigestTests extends ApiTest {

    private static final String PATH = "/api/v1/daily-digest";
    private static final long EPOCH = 4_711;

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private DigestRound round;
    @Autowired
    @SuppressWarnings("NullAway.Init")
    private DigestLinks links;
    @SuppressWarnings("NullAway.Init")
    private Person owner;
    @SuppressWarnings("NullAway.Init")
    private Person member;
    private Api as = Api.at(0);
    private LocalDate day = LocalDate.EPOCH;
    private long known;

    @BeforeEach
    void ask() {
        owner = people.signUp();
        member = people.signUpInto(owner, "member");
        as = member.api();
        day = LocalDate.now(ZoneOffset.UTC);
    }

    @Test
    void isOffUntilItIsAskedForAndEndsAgain() {
        as.get(PATH).expect(404);

        assertThat(as.put(PATH, "{\"hour\": 7, \"weekdays\": [\"sunday\", \"monday\", \"monday\"]}").expect(200).text())
                .contains("\"weekdays\":[\"monday\",\"sunday\"]", "\"whenEmpty\":false");
        owner.api().get(PATH).expect(404);
        assertThat(as.put(PATH, "{\"hour\": 24}").expect(422).at("/errors/0/field")).isEqualTo("hour");
        as.put(PATH, "{\"hour\": 7, \"weekdays\": [\"someday\"]}").expect(400);
        as.put(PATH, "{\"hour\": 7, \"weekdays\": []}").expect(422);
        as.delete(PATH).expect(204);
        as.get(PATH).expect(404);
        as.delete(PATH).expect(404);
    }

    @Test
    void tellsWhatTheDayHas() throws SQLException {
        event("Talk", member, day + "T23:10:00Z", day + "T23:40:00Z", ", \"place\": \"Room 1\\nin two lines\"");
        event("Of a colleague", owner, day + "T23:00:00Z", day + "T23:30:00Z", "");
        event("Off", member, day + "T23:00:00Z", day + "T23:30:00Z", ", \"status\": \"cancelled\"");
        event("Tomorrow", member, day.plusDays(1) + "T09:00:00Z", day.plusDays(1) + "T10:00:00Z", "");
        as.post("/api/v1/events",
                "{\"title\": \"Away 🎉\", \"startDate\": \"%s\", \"ownerId\": \"%s\", \"timeZone\": \"Asia/Tokyo\"}"
                        .formatted(day, member.userId()))
                .expect(201);
        task("Late", day.minusDays(3));
        task("Today", day);
        task("Later", day.plusDays(1));

        digest("");

        var mail = mails().getFirst();
        assertThat(mail.subject()).isEqualTo("Your day: " + day);
        assertThat(mail.body()).contains("23:10–23:40 Talk, Room 1 in two lines", "whole day Away 🎉",
                "Overdue\n- Late (task, " + day.minusDays(3) + ")", "Due today\n- Today (task)")
                .doesNotContain("colleague", "Off", "Tomorrow", "Later");
    }

    @Test
    void isToldOnceWhoeverLooks() throws Exception {
        task("Today", day);
        due("");
        var claim = new DigestClaim(owner.organizationId(), id(), EPOCH, 0, member.userId());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var looks = IntStream.range(0, 20).<Callable<Boolean>>mapToObj(_ -> () -> {
                claim.context().run(() -> round.look(claim));
                return true;
            }).toList();
            for (var look : threads.invokeAll(looks)) {
                assertThat(look.get()).isTrue();
            }
        }
        write("lease_epoch = " + EPOCH);
        claim.context().run(() -> round.look(claim));

        assertThat(mails()).hasSize(1);
    }

    @Test
    void saysNothingOfADayWithNothingUnlessThatIsAskedFor() throws SQLException {
        digest("");
        assertThat(mails()).isEmpty();

        as.delete(PATH).expect(204);
        digest(", \"whenEmpty\": true");
        assertThat(mails().getFirst().body()).contains("There is nothing today.");
    }

    @Test
    void isEndedByItsLinkAndPausedBySettings() throws SQLException {
        owner.api()
                .patch("/api/v1/organization/settings", "{\"locale\": \"de-AT\", \"dateFormat\": \"dd.MM.yyyy\"}")
                .expect(200);
        task("Heute", day);
        task("Spät", day.minusDays(3));
        digest("");
        var mail = mails().getFirst();
        var link = mail.body().substring(mail.body().indexOf("/digest-endings")).strip();
        var anybody = Api.at(port());
        var written = DateTimeFormatter.ofPattern("dd.MM.yyyy");

        assertThat(mail.subject()).isEqualTo("Ihr Tag: " + written.format(day));
        assertThat(mail.body()).contains("- Spät (Aufgabe, " + written.format(day.minusDays(3)) + ")",
                "Heute fällig\n- Heute (Aufgabe)");
        for (var nowhere : List.of("/digest-endings", "/digest-endings?token=x", link + "A",
                "/digest-endings?token=" + "A".repeat(300), ofNoOrganization())) {
            anybody.get(nowhere).expect(404);
            anybody.post(nowhere, "").expect(404);
        }
        assertThat(anybody.get(link).expect(200).text()).contains("<html lang=\"de-AT\"", "<button");
        assertThat(as.put(PATH, "{\"hour\": 7, \"enabled\": false}").expect(200).at("/enabled")).isEqualTo("false");
        look();
        assertThat(mails()).hasSize(1);
        assertThat(anybody.get(link).expect(200).text()).doesNotContain("<button");
        as.put(PATH, "{\"hour\": 7}").expect(200);
        anybody.post(link, "").expect(200);
        anybody.post(link, "").expect(200);
        as.get(PATH).expect(404);
        as.put(PATH, "{\"hour\": 7}").expect(200);
        assertThat(anybody.post(link, "").expect(200).text()).contains("Ihr Tag wird weiter gemailt");
        as.get(PATH).expect(200);
    }

    private String ofNoOrganization() {
        var link = links.of(new DigestLinks.Ending(UUID.randomUUID(), UUID.randomUUID(), 1));
        return link.substring(link.indexOf("/digest-endings"));
    }

    @Test
    void tellsNothingToWhoHasLeft() throws SQLException {
        task("Today", day);
        event("Talk", member, day + "T23:10:00Z", day + "T23:40:00Z", "");
        due("");
        owner.api().delete("/api/v1/organization/members/" + member.userId()).expect(204);

        look();

        assertThat(mails()).isEmpty();
    }

    /** It is asked for, its hour has come, and it is looked at. */
    private void digest(String more) throws SQLException {
        due(more);
        look();
    }

    private void due(String more) throws SQLException {
        as.put(PATH, "{\"hour\": 0" + more + "}").expect(200);
        write("handled_on = null, asked_at = '2000-01-01', due_at = null, lease_epoch = " + EPOCH);
        known = id();
    }

    private void look() {
        var claim = new DigestClaim(owner.organizationId(), known, EPOCH, 0, member.userId());
        claim.context().run(() -> round.look(claim));
    }

    private void event(String title, Person whose, String from, String to, String more) {
        owner.api()
                .post("/api/v1/events", """
                {"title": "%s", "startAt": "%s", "endAt": "%s", "timeZone": "UTC", "ownerId": "%s"%s}"""
                        .formatted(title, from, to, whose.userId(), more))
                .expect(201);
    }

    private void task(String title, LocalDate on) {
        as.post("/api/v1/tasks", "{\"title\": \"%s\", \"assigneeId\": \"%s\", \"dueOn\": \"%s\"}"
                .formatted(title, member.userId(), on)).expect(201);
    }

    private List<Mailbox.Received> mails() {
        return Mailbox.of(member.email())
                .stream()
                .filter(mail -> mail.template().equals("daily-digest"))
                .toList();
    }

    private void write(String what) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement()) {
            statement.execute("update daily_digests set " + what + " where user_id = '" + member.userId() + "'");
        }
    }

    private long id() throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement();
                var rows = statement
                        .executeQuery("select id from daily_digests where user_id = '" + member.userId() + "'")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
