package dev.tenantry.crm.booking;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Mailbox;
import dev.tenantry.support.Parallel;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;

/** Many who want the same time at once, and whose turn it is. */
class BookingRaceTests extends ApiTest {

    private static final String PAGES = "/api/v1/booking-pages";
    private static final int RACERS = 200;
    private static final int ROUNDS = 12;

    @SuppressWarnings("NullAway.Init")
    private Person owner;
    private Api as = Api.at(0);
    /** A Monday. */
    private LocalDate day = LocalDate.EPOCH;

    @BeforeEach
    void begin() {
        owner = people.signUp();
        as = owner.api();
        day = LocalDate.now(ZoneOffset.UTC).plusDays(7).with(TemporalAdjusters.next(DayOfWeek.MONDAY));
    }

    private String link(String more) {
        var page = as.post(PAGES, "{\"name\": \"Call\", \"timeZone\": \"UTC\"%s}".formatted(more)).expect(201).id();
        var url = as.post(PAGES + "/" + page + "/link", "").expect(201).at("/url");
        return url.substring(url.indexOf("/book/"));
    }

    private static String hosts(Person... hosts) {
        return "\"hostIds\": [\""
                + String.join("\", \"", Stream.of(hosts).map(host -> host.userId().toString()).toList()) + "\"]";
    }

    private String at(String time) {
        return day.atTime(LocalTime.parse(time)).toInstant(ZoneOffset.UTC).toString();
    }

    private Answer book(String link, String time) {
        return api.post(link + "/bookings", "{\"startAt\": \"%s\", \"name\": \"Xi\", \"email\": \"v-%s@example.com\"}"
                .formatted(at(time), UUID.randomUUID()));
    }

    private List<String> bookedHosts() {
        return StreamSupport
                .stream(as.get("/api/v1/bookings?limit=200&sort=id").expect(200).json().path("results").spliterator(),
                        false)
                .map(booking -> booking.path("hostIds").toString())
                .toList();
    }

    @Test
    void ofTwoHundredWhoWantOneTimeOneGetsIt() {
        var link = link("");

        var answers = Parallel.times(RACERS, () -> book(link, "10:00"));

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.status() != 201).hasSize(RACERS - 1).allSatisfy(answer -> {
            assertThat(answer.expect(409).at("/code")).isEqualTo("slot-taken");
            assertThat(answer.at("/errors/0/message")).isEqualTo(at("10:30"));
        });
        assertThat(bookedHosts()).hasSize(1);
        assertThat(as.get("/api/v1/events").json().path("results").size()).isEqualTo(1);
        assertThat(as.get("/api/v1/contacts").json().path("results").size()).isEqualTo(1);
    }

    @Test
    void pagesThatShareAMemberShareTheMembersTime() {
        var other = people.signUpInto(owner, "member");
        var third = people.signUpInto(owner, "member");
        var links = List.of(link(", " + hosts(owner, other)),
                link(", \"assignment\": \"collective\", " + hosts(other, third)),
                link(", " + hosts(third)));
        var number = new AtomicInteger();

        var answers = Parallel.times(60, () -> book(links.get(number.incrementAndGet() % links.size()), "10:00"));

        assertThat(answers).extracting(Answer::status).containsOnly(201, 409);
        var booked = bookedHosts();
        for (var person : List.of(owner, other, third)) {
            assertThat(booked).filteredOn(hosts -> hosts.contains(person.userId().toString()))
                    .as("bookings of one")
                    .hasSizeLessThan(2);
        }
        assertThat(booked).hasSizeGreaterThan(1);
    }

    /** Either the visitor is refused, or whoever has written the event is told of the conflict. */
    @Test
    void anEventThatIsWrittenAtTheSameMomentIsSeenOrIsTold() {
        var link = link(", \"durations\": [15], \"slotStep\": 15");
        var times = IntStream.range(0, ROUNDS)
                .mapToObj(round -> LocalTime.of(9, 0).plusMinutes(30L * round).toString())
                .toList();
        for (var time : times) {
            var turn = new AtomicInteger();
            var answers = Parallel.times(8, () -> turn.getAndIncrement() % 2 == 0
                    ? book(link, time)
                    : as.post("/api/v1/events",
                            "{\"title\": \"Own\", \"startAt\": \"%s\", \"endAt\": \"%s\", \"ownerId\": \"%s\"}"
                                    .formatted(at(time), at(LocalTime.parse(time).plusMinutes(15).toString()),
                                            owner.userId())));

            var booked = answers.stream()
                    .filter(answer -> answer.status() == 201 && !answer.text().contains("\"title\""))
                    .count();
            var written = answers.stream().filter(answer -> answer.text().contains("\"title\":\"Own\"")).toList();
            assertThat(booked).isLessThan(2);
            assertThat(written).hasSize(4);
            if (booked == 1) {
                assertThat(written)
                        .allSatisfy(answer -> assertThat(answer.json().path("conflicts").size()).isPositive());
            }
        }
    }

    @Test
    void whoeverHasBeenBookedLeastIsNext() {
        var other = people.signUpInto(owner, "member");
        var viewer = people.signUpInto(owner, "viewer");
        var link = link(", " + hosts(owner, other, viewer));

        for (var time : List.of("09:00", "09:30", "10:00", "10:30")) {
            book(link, time).expect(201);
        }
        book(link, "09:00").expect(201);
        book(link, "09:00").expect(409);

        var booked = bookedHosts();
        assertThat(booked).hasSize(5).noneMatch(hosts -> hosts.contains(viewer.userId().toString()));
        assertThat(booked.get(0)).contains(owner.userId().toString());
        assertThat(booked.get(1)).contains(other.userId().toString());
        assertThat(booked.get(2)).contains(owner.userId().toString());
    }

    @Test
    void allOfSeveralHaveToBeFree() {
        var other = people.signUpInto(owner, "member");
        var link = link(", \"assignment\": \"collective\", " + hosts(owner, other));
        other.api()
                .post("/api/v1/events",
                        "{\"title\": \"Own\", \"visibility\": \"private\", \"startAt\": \"%s\", \"endAt\": \"%s\", \"ownerId\": \"%s\"}"
                                .formatted(at("10:00"), at("11:00"), other.userId()))
                .expect(201);

        book(link, "10:30").expect(409);
        book(link, "11:00").expect(201);

        assertThat(bookedHosts()).hasSize(1)
                .allMatch(hosts -> hosts.contains(owner.userId().toString())
                        && hosts.contains(other.userId().toString()));
        as.delete("/api/v1/organization/members/" + other.userId()).expect(204);

        api.get(link + "/offer").expect(200);
        book(link, "14:00").expect(201);
        assertThat(bookedHosts()).filteredOn(hosts -> !hosts.contains(other.userId().toString())).hasSize(1);
        assertThat(Mailbox.of(owner.email())).anySatisfy(mail -> {
            assertThat(mail.template()).isEqualTo("booking-host-left");
            assertThat(mail.body()).contains("Call");
        });
    }

    @Test
    void aMemberMakesPagesOfTheOwnAlone() {
        var member = people.signUpInto(owner, "member");
        var page = PAGES + "/" + as.post(PAGES, "{\"name\": \"Call\", \"timeZone\": \"UTC\"}").expect(201).id();
        var team = as.post("/api/v1/teams", "{\"name\": \"West\"}").expect(201).id();
        as.put("/api/v1/teams/" + team + "/members/" + member.userId(), "{}").expect(200);

        var theirs = member.api();
        theirs.post(PAGES, "{\"name\": \"Mine\"}").expect(201);
        assertThat(theirs.patch(page, "{\"name\": \"Mine\"}").expect(403).text()).contains("booking-pages:manage");
        theirs.delete(page).expect(403);
        theirs.post(page + "/link", "").expect(403);
        theirs.post(PAGES, "{\"name\": \"Mine\", \"teamId\": \"%s\"}".formatted(team)).expect(403);
        theirs.post(PAGES, "{\"name\": \"Mine\", " + hosts(owner) + "}").expect(403);
        as.get(page).expect(200);

        book(link(", \"teamId\": \"%s\"".formatted(team)), "10:00").expect(201);
        assertThat(bookedHosts()).hasSize(1).allMatch(hosts -> hosts.contains(member.userId().toString()));
    }

    @Test
    void thePageOfWhoLeavesCloses() {
        var member = people.signUpInto(owner, "member");
        var theirs = member.api();
        var page = theirs.post(PAGES, "{\"name\": \"Mine\", \"timeZone\": \"UTC\"}").expect(201).id();
        var url = theirs.post(PAGES + "/" + page + "/link", "").expect(201).at("/url");
        var link = url.substring(url.indexOf("/book/"));
        book(link, "10:00").expect(201);

        as.delete("/api/v1/organization/members/" + member.userId()).expect(204);

        api.get(link + "/offer").expect(404);
        book(link, "11:00").expect(404);
        assertThat(as.get(PAGES + "/" + page).expect(200).json().has("ownerId")).isFalse();
        assertThat(as.get("/api/v1/bookings").json().path("results").size()).isEqualTo(1);
    }
}
