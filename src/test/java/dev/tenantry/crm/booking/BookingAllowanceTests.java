package dev.tenantry.crm.booking;

import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.shared.limit.Limit;
import dev.tenantry.shared.limit.Limits;
import dev.tenantry.support.Answer;
import dev.tenantry.support.Mailbox;
import dev.tenantry.support.Parallel;

import static org.assertj.core.api.Assertions.assertThat;

/** How much somebody causes who has no more than a link. */
class BookingAllowanceTests extends BookingTest {

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private Limits limits;

    private boolean isWholly(Limit limit, String subject) {
        return limits.take(limit, subject, limits.most(limit)).isZero();
    }

    @Test
    void fewMailsGoToOneAddressHoweverItIsWrittenAndNoneCountsForAnythingElse() {
        var link = linkTo(page(""));
        book(link, "09:00").expect(201);
        var own = visitorsLink();
        var most = limits.most(Limit.BOOKING_MAILS_PER_ADDRESS);
        for (var moved = 1; moved < most; moved++) {
            submit(own, "action=move&startAt=" + at("%02d:30".formatted(8 + moved))).expect(200);
            submit(own, "action=move&startAt=" + at("%02d:30".formatted(8 + moved))).expect(200);
        }

        submit(own, "action=move&startAt=" + at("16:00")).expect(429);
        book(link, "16:00", visitor.toUpperCase(Locale.ROOT)).expect(429);
        book(link, "16:00", "other-" + visitor).expect(201);
        submit(own, "action=cancel").expect(200);

        assertThat(Mailbox.of(visitor)).hasSize(most + 1);
        assertThat(isWholly(Limit.SENDS_PER_ADDRESS, visitor)).isTrue();
        assertThat(isWholly(Limit.MAILS_PER_ORGANIZATION, owner.organizationId().toString())).isTrue();
    }

    /** Whoever clicks ten times has asked for one thing, and gets it as often, be there room for one alone. */
    @Test
    void theSameAtOnceCountsOnce() {
        var link = linkTo(page(""));
        var address = owner.organizationId() + " " + visitor;
        limits.take(Limit.BOOKING_MAILS_PER_ADDRESS, address, limits.most(Limit.BOOKING_MAILS_PER_ADDRESS) - 2);

        var booked = Parallel.times(10, () -> book(link, "09:00"));

        assertThat(booked).extracting(Answer::status).containsOnly(201);
        assertThat(booked.stream().map(one -> one.at("/url")).distinct()).hasSize(1);
        var own = visitorsLink();
        var moved = Parallel.times(10, () -> submit(own, "action=move&startAt=" + at("10:00")));
        assertThat(moved).extracting(Answer::status).containsOnly(200);
        assertThat(Parallel.times(10, () -> submit(own, "action=cancel").status())).containsOnly(200);
        assertThat(Mailbox.of(visitor)).hasSize(3);
        book(link, "11:00").expect(429);
    }

    @Test
    void whatComesToNothingCountsForNothing() {
        var organization = owner.organizationId().toString();
        var page = page(", \"assignment\": \"collective\"" + hosts(owner, people.signUpInto(owner, "member")));
        limits.take(Limit.BOOKING_MAILS_PER_ORGANIZATION, organization,
                limits.most(Limit.BOOKING_MAILS_PER_ORGANIZATION) - 2);

        book(linkTo(page), "09:00").expect(429);

        book(linkTo(page("")), "09:00").expect(201);
        assertThat(isWholly(Limit.BOOKINGS_PER_PAGE, organization + " " + page)).isTrue();
        book(linkTo(page("")), "10:00", "other-" + visitor).expect(429);
    }

    @Test
    void aPageIsBookedSoOften() {
        var page = page("");
        limits.take(Limit.BOOKINGS_PER_PAGE, owner.organizationId() + " " + page,
                limits.most(Limit.BOOKINGS_PER_PAGE));

        book(linkTo(page), "09:00").expect(429);
        book(linkTo(page("")), "09:00").expect(201);
    }

    @Test
    void timesThatNoCalendarHasAreRefused() {
        var link = linkTo(page(""));
        book(link, "09:00").expect(201);
        var own = visitorsLink();

        for (var time : List.of("%2B1000000000-12-31T23:59:59Z", "-1000000000-01-01T00:00:00Z",
                "10000-01-01T00:00:00Z")) {
            api.get(link + "/form?start=" + time).expect(400);
            assertThat(submit(link, "name=Xi&email=" + visitor + "&startAt=" + time).status()).isIn(400, 422);
            submit(own, "action=move&startAt=" + time).expect(422);
        }
    }
}
