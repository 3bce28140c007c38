package dev.tenantry.metering.usage;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.problem.ProblemException;

/** Days of UTC, the first and the last. */
record UsagePeriod(LocalDate from, LocalDate to) {

    private static final int MOST_DAYS = 366;
    private static final int USUAL = 29;

    /** @throws ProblemException 422 */
    static UsagePeriod of(@Nullable LocalDate from, @Nullable LocalDate to, Clock clock) {
        var last = to == null ? clock.instant().atOffset(ZoneOffset.UTC).toLocalDate() : to;
        var first = from == null ? last.minusDays(USUAL) : from;
        if (first.isAfter(last)) {
            throw ProblemException.invalid("from", "out-of-order", "the first day comes after the last");
        }
        if (ChronoUnit.DAYS.between(first, last) >= MOST_DAYS) {
            throw ProblemException.invalid("from", "too-long", "a period has " + MOST_DAYS + " days at most");
        }
        return new UsagePeriod(first, last);
    }
}
