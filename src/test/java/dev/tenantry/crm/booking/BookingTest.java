package dev.tenantry.crm.booking;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Mailbox;
import dev.tenantry.support.Person;

/** Pages of an organization's members, and somebody who books by them. */
abstract class BookingTest extends ApiTest {

    static final String PAGES = "/api/v1/booking-pages";

    @SuppressWarnings("NullAway.Init")
    Person owner;
    Api as = Api.at(0);
    /** A Monday. */
    LocalDate day = LocalDate.EPOCH;
    String visitor = "";

    @BeforeEach
    void begin() {
        owner = people.signUp();
        as = owner.api();
        day = LocalDate.now(ZoneOffset.UTC).plusDays(7).with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        visitor = "visitor-" + UUID.randomUUID() + "@example.com";
    }

    String page(String more) {
        return as.post(PAGES, "{\"name\": \"Call\", \"timeZone\": \"UTC\"%s}".formatted(more)).expect(201).id();
    }

    String linkTo(String page) {
        var url = as.post(PAGES + "/" + page + "/link", "").expect(201).at("/url");
        return url.substring(url.indexOf("/book/"));
    }

    static String hosts(Person... hosts) {
        return ", \"hostIds\": ["
                + Stream.of(hosts).map(host -> "\"" + host.userId() + "\"").collect(Collectors.joining(", ")) + "]";
    }

    String at(String time) {
        return day.atTime(LocalTime.parse(time)).toInstant(ZoneOffset.UTC).toString();
    }

    Answer book(String link, String time) {
        return book(link, time, visitor);
    }

    Answer book(String link, String time, String address) {
        return api.post(link + "/bookings", "{\"startAt\": \"%s\", \"name\": \"Xi\", \"email\": \"%s\"}"
                .formatted(at(time), address));
    }

    /** To what the visitor has booked. */
    String visitorsLink() {
        var url = Mailbox.newest(visitor).link();
        return url.substring(0, url.indexOf('?'));
    }

    Answer submit(String path, String form) {
        return api.with("Accept", "text/html")
                .send("POST", path, BodyPublishers.ofString(form), "application/x-www-form-urlencoded");
    }
}
