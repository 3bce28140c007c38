package dev.tenantry.crm.booking;

import java.net.URLEncoder;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;

import dev.tenantry.shared.problem.ProblemException;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What a visitor asks to see, as texts: empty where nothing is said.
 *
 * @param zone     whose clock it is shown by
 * @param duration in minutes
 * @param view     week; else month
 * @param from     a day of it
 */
record PageQuery(String zone, String duration, String view, String from) {

    static final PageQuery NOTHING = new PageQuery("", "", "", "");
    private static final String WEEK = "week";

    /** @throws ProblemException 400 where there is no such zone */
    ZoneId zone(BookingPage page) {
        return VisitReading.zone(page, zone);
    }

    /** @throws ProblemException 400 where the page has no such duration */
    Duration length(BookingPage page) {
        if (duration.isBlank()) {
            return VisitReading.length(page, null);
        }
        return VisitReading.length(page, duration.matches("\\d{1,6}") ? Integer.valueOf(duration) : -1);
    }

    boolean isWeek() {
        return view.equals(WEEK);
    }

    /** Empty where none is said. @throws ProblemException 400 */
    Optional<LocalDate> day() {
        if (from.isBlank()) {
            return Optional.empty();
        }
        try {
            var day = LocalDate.parse(from);
            BookingDoor.days(day, day, ZoneId.of("UTC"));
            return Optional.of(day);
        } catch (DateTimeParseException _) {
            throw ProblemException.malformed("from", "must be a day, 2026-12-31");
        }
    }

    /** As a query that asks for this. */
    static String of(ZoneId zone, Duration length, String view, LocalDate from) {
        return "?" + of(zone, length) + "&view=" + view + "&from=" + from;
    }

    static String of(ZoneId zone, Duration length) {
        return "zone=" + URLEncoder.encode(zone.getId(), UTF_8) + "&duration=" + length.toMinutes();
    }
}
