package dev.tenantry.crm.calendar;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

import dev.tenantry.shared.limit.Limit;
import dev.tenantry.shared.limit.Limits;
import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Mailbox;
import dev.tenantry.support.Parallel;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Whom is reminded of what, once. */
class ReminderTests extends ApiTest {

    private static final String EVENTS = "/api/v1/events";
    private static final String HOUR_BEFORE = "{\"reminders\": [{\"method\": \"email\", \"minutesBefore\": 60}]}";

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private ReminderRound round;
    @Autowired
    @SuppressWarnings("NullAway.Init")
    private Limits limits;
    @SuppressWarnings("NullAway.Init")
    private Person owner;
    private Api as = Api.at(0);
    private String id = "";
    private String path = "";
    private String guest = "";
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @BeforeEach
    void plan() {
        owner = people.signUp();
        as = owner.api();
        guest = "guest-" + UUID.randomUUID() + "@example.com";
        id = event("").id();
        path = EVENTS + "/" + id;
        as.put(path + "/attendees", "{\"attendees\": [{\"email\": \"" + guest + "\"}]}").expect(200);
        as.post(path + "/invitations", "").expect(200);
        as.put(path + "/reminders", HOUR_BEFORE).expect(200);
    }

    private Answer event(String more) {
        return as.post(EVENTS, """
                {"title": "Talk", "startAt": "%s", "endAt": "%s", "timeZone": "Europe/Vienna", "ownerId": "%s"%s}"""
                .formatted(now.plus(3, ChronoUnit.DAYS), now.plus(4, ChronoUnit.DAYS), owner.userId(), more))
                .expect(201);
    }

    @Test
    void areByTheClockOfWhomTheyReachAndComeAgainAsTheEventMoves() {
        as.patch("/api/v1/profile", "{\"timezone\": \"America/New_York\"}").expect(200);
        var address = "zoe-" + UUID.randomUUID() + "@example.com";
        var contact = as.post("/api/v1/contacts",
                "{\"name\": \"Zoe\", \"zone\": \"Asia/Tokyo\", \"email\": \"" + address + "\"}").expect(201).id();
        as.put(path + "/attendees", "{\"attendees\": [{\"email\": \"" + guest + "\"}, {\"contactId\": \"" + contact
                + "\"}, {\"memberId\": \"" + owner.userId() + "\"}]}").expect(200);
        as.post(path + "/invitations", "").expect(200);
        assertThat(deliveries()).isEmpty();

        var start = now.plus(30, ChronoUnit.MINUTES);
        move(path, start);

        assertThat(awaited(3)).allSatisfy(one -> assertThat(one.path("status").asString()).isEqualTo("sent"));
        assertThat(subject(guest)).isEqualTo("Reminder: Talk (" + at(start, "Europe/Vienna") + ")");
        var key = api.bearer(
                as.post("/api/v1/api-keys", "{\"name\":\"k\",\"scopes\":[\"events:read\"]}").expect(201).at("/key"));
        assertThat(key.get(path + "/reminder-deliveries").expect(200).text()).contains(guest)
                .doesNotContain(address);
        assertThat(subject(address)).contains(at(start, "Asia/Tokyo"));
        assertThat(subject(owner.email())).contains(at(start, "America/New_York"));

        as.patch(path, "{\"title\": \"Speech\", \"status\": \"cancelled\"}").expect(200);
        move(path, now.plus(40, ChronoUnit.MINUTES));
        as.patch(path, "{\"status\": \"confirmed\"}").expect(200);

        assertThat(awaited(6)).hasSize(6);
        assertThat(subject(guest)).startsWith("Reminder: Speech");
        move(path, start);
        move(path, now.plus(50, ChronoUnit.MINUTES));
        assertThat(awaited(9)).hasSize(9);
        assertThat(reminders(guest)).hasSize(3);
    }

    @Test
    void areOfEachOccurrenceAsItIs() {
        var series = EVENTS + "/" + event(", \"recurrenceRule\": \"FREQ=DAILY\"").id();
        as.put(series + "/reminders", HOUR_BEFORE).expect(200);
        var first = LocalDateTime.ofInstant(now.plus(3, ChronoUnit.DAYS), ZoneId.of("Europe/Vienna"));

        var moved = as.put(series + "/occurrences/" + LocalTimes.write(first.plusDays(1)), """
                {"title": "Sooner", "startAt": "%s", "endAt": "%s", "ownerId": "%s"}"""
                .formatted(now.plusSeconds(1800), now.plusSeconds(3600), owner.userId())).expect(200);

        await().atMost(Duration.ofSeconds(30))
                .until(() -> subjects(owner.email()).stream().anyMatch(one -> one.startsWith("Reminder: Sooner")));
        as.put(EVENTS + "/" + moved.id() + "/reminders", HOUR_BEFORE).expect(409);
        var rest = as.put(series + "/occurrences/" + LocalTimes.write(first.plusDays(2)) + "/following",
                """
                {"title": "Rest", "startAt": "%s", "endAt": "%s", "timeZone": "Europe/Vienna", "ownerId": "%s", "recurrenceRule": "FREQ=DAILY"}"""
                        .formatted(now.plusSeconds(900), now.plusSeconds(1200), owner.userId()));
        assertThat(rest.status()).as(rest.text()).isBetween(200, 201);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> subjects(owner.email()).stream().anyMatch(one -> one.startsWith("Reminder: Rest")));
        assertThat(as.get(EVENTS + "/" + rest.id() + "/reminders").at("/reminders/0/minutesBefore")).isEqualTo("60");
    }

    /** A member alone could have anybody mailed otherwise, as often as events are made. */
    @Test
    void doNotReachStrangersWhomNobodyHasInvited() {
        var stranger = "stranger-" + UUID.randomUUID() + "@example.com";
        as.put(path + "/attendees", "{\"attendees\": [{\"email\": \"" + guest + "\"}, {\"email\": \"" + stranger
                + "\"}]}").expect(200);

        move(path, now.plus(30, ChronoUnit.MINUTES));

        assertThat(awaited(3)).filteredOn(one -> one.path("error").asString("").startsWith("not invited")).hasSize(1);
        assertThat(reminders(guest)).hasSize(1);
        assertThat(reminders(stranger)).isEmpty();
    }

    @Test
    void countWithWhateverElseIsMailedToOthers() {
        var organization = owner.organizationId().toString();
        limits.take(Limit.MAILS_PER_ORGANIZATION, organization, limits.most(Limit.MAILS_PER_ORGANIZATION) - 1);

        move(path, now.plus(30, ChronoUnit.MINUTES));

        assertThat(awaited(2)).filteredOn(one -> one.path("error").asString("").startsWith("too many")).hasSize(1);
        assertThat(reminders(guest)).isEmpty();
    }

    @Test
    void ofWhatIsPrivateReachTheOwnerAlone() {
        var colleague = people.signUpInto(owner, "owner");
        as.patch(path, "{\"visibility\": \"private\"}").expect(200);

        move(path, now.plus(30, ChronoUnit.MINUTES));

        assertThat(awaited(1)).singleElement()
                .satisfies(one -> assertThat(one.path("memberId").asString()).isEqualTo(owner.userId().toString()));
        assertThat(reminders(guest)).isEmpty();
        colleague.api().get(path + "/reminders").expect(404);
        colleague.api().get(path + "/reminder-deliveries").expect(404);
    }

    @Test
    void doNotReachWhoIsSuppressedOrHasDeclined() {
        as.post("/api/v1/suppressions", "{\"channel\": \"email\", \"address\": \"" + guest + "\"}").expect(201);
        // Who has declined is asked anew where the time is another one.
        move(path, now.plus(1, ChronoUnit.HOURS).plusSeconds(10));
        as.put(path + "/attendees", "{\"attendees\": [{\"email\": \"" + guest
                + "\"}, {\"email\": \"no@example.com\", \"answer\": \"declined\"}]}").expect(200);

        assertThat(awaited(2)).extracting(one -> one.path("status").asString())
                .containsExactlyInAnyOrder("sent", "failed");
        assertThat(reminders(guest)).isEmpty();
    }

    @Test
    void whatNobodyWasThereToSendIsNotedAsMissed() throws SQLException {
        move(path, now.minus(10, ChronoUnit.MINUTES));

        sql("update event_reminder_rules set handled_until = now() - interval '1 day', due_at = now() where event_id = "
                + id);

        assertThat(awaited(2)).allSatisfy(one -> assertThat(one.path("error").asString()).startsWith("missed"));
        assertThat(reminders(guest)).isEmpty();
    }

    @Test
    void areSentOnceHoweverManyWorkersAreAtIt() throws SQLException {
        move(path, now.plus(30, ChronoUnit.MINUTES));
        awaited(2);
        sql("delete from event_reminders where crm_event_id = " + id);
        // Claimed by an instance that nobody knows to be dead.
        sql("update event_reminder_rules set handled_until = now() - interval '1 day', due_at = now() + interval '1 day', lease_epoch = 9 where event_id = "
                + id);
        var rule = Long.parseLong(value("select id from event_reminder_rules where event_id = " + id));
        var claim = new ReminderClaim(owner.organizationId(), rule, 9, 0, Long.valueOf(id), null);

        Parallel.times(8, () -> {
            claim.context().run(() -> round.remind(List.of(claim)));
            return true;
        });
        sql("update event_reminder_rules set handled_until = now() - interval '1 day', lease_epoch = 9 where id = "
                + rule);
        claim.context().run(() -> round.remind(List.of(claim)));

        assertThat(deliveries()).hasSize(2);
        assertThat(reminders(guest)).hasSize(2);
    }

    @Test
    void ofSeveralEventsAreSentTogetherAndOnceEach() throws SQLException {
        var others = Stream.generate(() -> event("").id()).limit(5).toList();
        var ids = String.join(",", others);
        others.forEach(other -> as.put(EVENTS + "/" + other + "/reminders", HOUR_BEFORE).expect(200));
        sql("update event_reminder_rules set handled_until = now() - interval '1 day', due_at = now() + interval '1 day', lease_epoch = 9 where event_id in ("
                + ids + ")");
        sql("update crm_events set event_start_time = now() + interval '30 minutes', event_end_time = now() + interval '1 hour' where id in ("
                + ids + ")");
        var claims = others.stream()
                .map(other -> new ReminderClaim(owner.organizationId(), rule(other), 9, 0, Long.valueOf(other), null))
                .toList();

        Parallel.times(4, () -> {
            claims.getFirst().context().run(() -> round.remind(claims));
            return true;
        });

        assertThat(value("select count(*) from event_reminders where crm_event_id in (" + ids + ")")).isEqualTo("5");
        assertThat(reminders(owner.email())).hasSize(5);
        assertThat(value("select count(*) from event_reminder_rules where lease_epoch = 9 and event_id in (" + ids
                + ")")).isEqualTo("0");
    }

    private long rule(String event) {
        try {
            return Long.parseLong(value("select id from event_reminder_rules where event_id = " + event));
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"'method':'email' | reminders[0].minutesBefore",
        "'method':'email','minutesBefore':-1 | reminders[0].minutesBefore",
        "'method':'email','minutesBefore':5,'remindAt':'2036-01-01T00:00:00Z' | reminders[0].minutesBefore",
        "'method':'email','remindAt':'2020-01-01T00:00:00Z' | reminders[0].remindAt",
        "'method':'whatsapp','minutesBefore':5,'recipients':'owner' | reminders[0].recipients",
        "'method':'email','minutesBefore':5},{'method':'email','minutesBefore':5 | reminders[1].method"})
    void refuseWhatReachesNobody(String reminder, String field) {
        var refused = as.put(path + "/reminders", ("{'reminders':[{" + reminder + "}]}").replace('\'', '"'))
                .expect(422);

        assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo(field);
    }

    private void move(String where, Instant start) {
        as.patch(where, "{\"startAt\": \"" + start + "\", \"endAt\": \"" + start.plus(Duration.ofHours(1)) + "\"}")
                .expect(200);
    }

    private List<JsonNode> awaited(int number) {
        await().atMost(Duration.ofSeconds(30)).until(() -> deliveries().size() >= number);
        return deliveries();
    }

    private List<JsonNode> deliveries() {
        return as.get(path + "/reminder-deliveries").expect(200).json().path("deliveries").valueStream().toList();
    }

    private static List<Mailbox.Received> reminders(String address) {
        return Mailbox.of(address).stream().filter(one -> one.template().equals("event-reminder")).toList();
    }

    private static List<String> subjects(String address) {
        return reminders(address).stream().map(Mailbox.Received::subject).toList();
    }

    private static String subject(String address) {
        return subjects(address).getFirst();
    }

    private static String at(Instant start, String zone) {
        return DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").format(start.atZone(ZoneId.of(zone))) + " (" + zone
                + ")";
    }

    private void sql(String statement) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var prepared = connection.createStatement()) {
            prepared.execute(statement);
            prepared.execute("insert into work_tickets (organization_id, queue) values ('" + owner.organizationId()
                    + "', 'reminders')");
        }
    }

    private static String value(String query) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
