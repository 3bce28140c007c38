package dev.tenantry.crm.booking;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.booking.BookingLinks.Target;
import dev.tenantry.crm.booking.BookingMaking.Offer;
import dev.tenantry.shared.limit.Limit;
import dev.tenantry.shared.limit.Limits;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantContext;

/** The one way in for whoever has a page's link: how often it may be asked, and whose page it is. */
@Component
class BookingDoor {

    private static final int MOST_DAYS = 31;
    private static final int USUAL_DAYS = 7;
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 9_000;

    private final BookingLinks links;
    private final BookingMaking making;
    private final Limits limits;
    private final BookingAllowance allowance;
    private final Clock clock;

    BookingDoor(BookingLinks links, BookingMaking making, Limits limits, BookingAllowance allowance, Clock clock) {
        this.links = links;
        this.making = making;
        this.limits = limits;
        this.allowance = allowance;
        this.clock = clock;
    }

    /** A page that is open, and by which link. */
    record Open(Target target, Offer offer) {

        BookingPage page() {
            return offer.page();
        }

        BookingText text() {
            return offer.organization().text();
        }
    }

    /** @throws ProblemException 404 where the link leads nowhere, for whatever reason; 429 */
    Open open(String link) {
        limits.chargeSource(Limit.BOOKING_PAGES_PER_SOURCE);
        var target = links.page(link).orElseThrow(ProblemException::notFound);
        return in(target, () -> making.offer(target)).map(offer -> new Open(target, offer))
                .orElseThrow(ProblemException::notFound);
    }

    /** @throws ProblemException as above; 400 where the days are none, or too many */
    SlotsResponse slots(String link, @Nullable LocalDate from, @Nullable LocalDate to, @Nullable Integer duration,
            @Nullable String zone) {
        var open = open(link);
        var shown = VisitReading.zone(open.page(), zone);
        var length = VisitReading.length(open.page(), duration);
        var first = from == null ? LocalDate.ofInstant(clock.instant(), shown) : from;
        var last = to == null ? first.plusDays(USUAL_DAYS - 1L) : to;
        return SlotsResponse.of(free(open, length, days(first, last, shown)), length, shown);
    }

    /** The beginnings that are free. */
    List<Instant> free(Open open, Duration length, Span window) {
        return in(open.target, () -> making.free(open.page(), length, window));
    }

    /** @throws ProblemException as above; 409 where it is not free; 422; 429 where too much is booked */
    Booked book(String link, BookingRequest request) {
        return book(open(link), request);
    }

    /** Likewise, of a page that was opened. */
    Booked book(Open open, BookingRequest request) {
        var visit = VisitReading.of(open.page(), request);
        try {
            return in(open.target, () -> making.once(open.page(), visit, () -> book(open, visit)));
        } catch (ProblemException fault) {
            throw VisitorRefusals.ofBooking(fault);
        }
    }

    /** What it counts for is asked where it is nothing that has been booked already. */
    private Booked book(Open open, Visit visit) {
        limits.chargeSource(Limit.BOOKINGS_PER_SOURCE);
        var mails = making.check(open.page(), visit);
        return allowance.book(open.page().getId(), visit.email(), mails, () -> making.book(open.target, visit));
    }

    /** All of these days, in the zone. @throws ProblemException 400 */
    static Span days(LocalDate from, LocalDate to, ZoneId zone) {
        if (from.getYear() < FIRST_YEAR || from.getYear() > LAST_YEAR) {
            throw ProblemException.malformed("from", "must be in the years " + FIRST_YEAR + " to " + LAST_YEAR);
        }
        if (to.isBefore(from) || ChronoUnit.DAYS.between(from, to) >= MOST_DAYS) {
            throw ProblemException.malformed("to", "must be from, or up to " + (MOST_DAYS - 1) + " days behind it");
        }
        return new Span(from.atStartOfDay(zone).toInstant(), to.plusDays(1).atStartOfDay(zone).toInstant());
    }

    private static <T> T in(Target target, ScopedValue.CallableOp<T, RuntimeException> work) {
        return new TenantContext(target.organizationId(), null).call(work);
    }
}
