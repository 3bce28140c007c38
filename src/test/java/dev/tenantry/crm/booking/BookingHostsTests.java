package dev.tenantry.crm.booking;

import java.net.http.HttpRequest.BodyPublishers;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.tenantry.automation.Workflows;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Who is booked by a page that is of several, as they come and go. */
class BookingHostsTests extends BookingTest {

    private static final String MEMBERS = "/api/v1/organization/members/";

    @Test
    void aPageIsChangedAfterAHostHasLeft() {
        var other = people.signUpInto(owner, "member");
        var page = page(hosts(owner, other));
        as.delete(MEMBERS + other.userId()).expect(204);

        as.patch(PAGES + "/" + page, "{\"active\": false}").expect(200);
        as.put(PAGES + "/" + page, "{\"name\": \"Call\"%s}".formatted(hosts(owner, other))).expect(200);

        var stranger = people.signUp();
        assertThat(as.patch(PAGES + "/" + page, "{\"name\": \"Call\"%s}".formatted(hosts(owner, other, stranger)))
                .expect(422)
                .at("/errors/0/field")).isEqualTo("hostIds[2]");
        as.patch(PAGES + "/" + page, "{\"name\": \"Call\"%s}".formatted(hosts(owner))).expect(200);
        as.patch(PAGES + "/" + page, "{\"name\": \"Call\"%s}".formatted(hosts(owner, other))).expect(422);
    }

    @Test
    void whoeverInheritsThePageOfALeaverIsBookedByItAndKeepsIt() {
        var leaver = people.signUpInto(owner, "member");
        var heir = people.signUpInto(owner, "member");
        var page = leaver.api().post(PAGES, "{\"name\": \"Call\", \"timeZone\": \"UTC\"}").expect(201).id();
        var link = linkTo(page);

        as.delete(MEMBERS + leaver.userId() + "?handOverTo=" + heir.userId()).expect(204);

        assertThat(as.get(PAGES + "/" + page).at("/hostIds/0")).isEqualTo(heir.userId().toString());
        api.get(link + "/offer").expect(200);
        heir.api().patch(PAGES + "/" + page, "{\"name\": \"Talk\"}").expect(200);
    }

    @Test
    void whoMayKeepNoPagesOfOthersAnyMoreKeepsTheOwn() {
        var manager = people.signUpInto(owner, "manager");
        var theirs = manager.api();
        var own = theirs.post(PAGES, "{\"name\": \"Own\", \"timeZone\": \"UTC\"}").expect(201).id();
        var others = theirs.post(PAGES, "{\"name\": \"Ours\", \"timeZone\": \"UTC\"%s}".formatted(hosts(owner)))
                .expect(201)
                .id();
        var toOwn = linkTo(own);
        var toOthers = linkTo(others);
        api.get(toOthers + "/offer").expect(200);

        as.put(MEMBERS + manager.userId() + "/role", "{\"role\": \"member\"}").expect(200);

        api.get(toOthers + "/offer").expect(404);
        api.get(toOwn + "/offer").expect(200);
    }

    @Test
    void whoeverHasMoreInTheCalendarThanIsCountedAtOnceIsBusyThenAlone() {
        var other = people.signUpInto(owner, "member");
        var link = linkTo(page(hosts(other, owner)));
        var minutes = IntStream.range(0, 24).mapToObj(Integer::toString).collect(Collectors.joining(","));
        for (var series = 0; series < 2; series++) {
            as.post("/api/v1/events", """
                    {"title": "Pulse", "startAt": "%s", "endAt": "%s", "ownerId": "%s", "timeZone": "UTC",
                     "recurrenceRule": "FREQ=HOURLY;BYMINUTE=%s"}"""
                    .formatted(day.minusDays(3) + "T00:00:00Z", day.minusDays(3) + "T00:00:10Z", other.userId(),
                            minutes))
                    .expect(201);
        }

        book(link, "09:00").expect(201);

        assertThat(hostsOfTheOnly()).containsExactly(owner.userId().toString());
        book(link, "09:30", "other-" + visitor).expect(201);
        assertThat(as.get("/api/v1/bookings").text()).contains(other.userId().toString());
    }

    /** Each series is followed once, and what they take together is bounded. */
    @Test
    void whoeverHasMoreSeriesThanAreFollowedAtOnceHasNoTime() {
        var link = linkTo(page(""));
        series(100, "RRULE:FREQ=HOURLY", "DURATION:PT30M");
        var slots = link + "/slots?from=" + day + "&to=" + day.plusDays(28);
        assertThat(api.get(slots).expect(200).text()).contains(at("09:30")).doesNotContain(at("09:00"));

        series(600, "RRULE:FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=0,1,2,3;BYSETPOS=1", "DURATION:PT1M");

        var begun = System.nanoTime();
        assertThat(api.get(slots).expect(200).json().path("slots").size()).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
    }

    private void series(int number, String... lines) {
        var file = IntStream.range(0, number)
                .mapToObj(one -> "BEGIN:VEVENT\r\nUID:%s-%d\r\nDTSTART:20260101T000000Z\r\n%s\r\n%s\r\n"
                        .formatted(lines[0].hashCode(), one, String.join("\r\n", lines),
                                one % 2 == 0 ? "END:VEVENT" : "CLASS:PRIVATE\r\nEND:VEVENT"))
                .collect(Collectors.joining("", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n", "END:VCALENDAR\r\n"));
        as.send("POST", "/api/v1/events/import", BodyPublishers.ofString(file), "text/calendar").expect(200);
    }

    private Iterable<String> hostsOfTheOnly() {
        var bookings = as.get("/api/v1/bookings").expect(200).json().path("results");
        assertThat(bookings.size()).isEqualTo(1);
        return bookings.get(0).path("hostIds").valueStream().map(host -> host.asString()).toList();
    }

    @Test
    void whoIsAbsentIsNotBooked() {
        var other = people.signUpInto(owner, "member");
        var link = linkTo(page(hosts(other, owner)));
        absent(other);

        book(link, "09:00").expect(201);
        book(link, "09:00", "other-" + visitor).expect(409);

        assertThat(hostsOfTheOnly()).containsExactly(owner.userId().toString());
        absent(owner);
        assertThat(api.get(link + "/slots?from=" + day + "&to=" + day).expect(200).json().path("slots").size())
                .isZero();
    }

    private void absent(Person member) {
        as.post("/api/v1/member-absences", """
                {"memberId": "%s", "startsOn": "%s", "endsOn": "%s", "zone": "UTC"}"""
                .formatted(member.userId(), day, day)).expect(201);
    }

    /** Whoever books waits for the calendar, and the page is closed meanwhile: of whose it was a visitor is told nothing. */
    @Test
    void aPageWhoseKeeperLeavesAtThatMomentLeadsNowhere() throws Exception {
        var keeper = people.signUpInto(owner, "member");
        var theirs = keeper.api();
        var page = theirs.post(PAGES, "{\"name\": \"Mine\", \"timeZone\": \"UTC\"}").expect(201).id();
        var url = theirs.post(PAGES + "/" + page + "/link", "").expect(201).at("/url");
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            connection.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock(hashtextextended('calendar/%s/%s', 0))"
                    .formatted(owner.organizationId(), keeper.userId()));
            var booked = threads.submit(() -> book(url.substring(url.indexOf("/book/")), "09:00"));
            awaitWaiting(statement);
            as.delete(MEMBERS + keeper.userId()).expect(204);
            connection.commit();

            assertThat(booked.get().expect(404).json().path("errors")).isEmpty();
        }
        assertThat(as.get("/api/v1/contacts").json().path("results")).isEmpty();
    }

    /** Whatever else is refused there, of what no visitor knows. */
    @Test
    void visitorsAreToldOfNoFieldsButTheirOwn() {
        var internal = ProblemException.invalid("ownerId", "unknown-reference", "there is no such member");

        assertThat(VisitorRefusals.ofBooking(internal)).hasMessageStartingWith("not-found");
        assertThat(VisitorRefusals.ofBooking(ProblemException.forbidden("events:create"))).hasMessageStartingWith(
                "not-found");
        assertThat(VisitorRefusals.ofChange(internal)).hasMessageStartingWith("conflict")
                .hasMessageNotContaining("ownerId");
        assertThat(VisitorRefusals.ofChange(internal.asConflict("no"))).hasMessageNotContaining("ownerId");
        var own = ProblemException.invalid("startAt", "required", "choose one of the times");
        assertThat(VisitorRefusals.ofChange(own)).isSameAs(own);
    }

    private static void awaitWaiting(Statement statement) {
        Workflows.await(() -> {
            try (var waiting = statement.executeQuery(
                    "select from pg_stat_activity where pg_backend_pid() = any (pg_blocking_pids(pid))")) {
                return waiting.next();
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
        }, "nobody waits");
    }

    /** The calendar of whoever has it then was not held. */
    @Test
    void whatIsGivenToSomebodyElseAtTheSameMomentIsNotMoved() throws Exception {
        var other = people.signUpInto(owner, "member");
        book(linkTo(page("")), "09:00").expect(201);
        var own = visitorsLink();
        var event = as.get("/api/v1/bookings").at("/results/0/eventId");
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            connection.setAutoCommit(false);
            statement.execute("select from crm_events where id = " + event + " for update");
            var moved = threads.submit(() -> submit(own, "action=move&startAt=" + at("10:00")));
            awaitWaiting(statement);
            statement.execute("update bookings set host_ids = array['%s'::uuid] where event_id = %s"
                    .formatted(other.userId(), event));
            connection.commit();

            moved.get().expect(409);
        }
        submit(own, "action=move&startAt=" + at("10:00")).expect(200);
    }
}
