package dev.tenantry.crm.calendar;

import java.time.Duration;
import java.time.Instant;

import dev.tenantry.shared.problem.ProblemException;

/** What a calendar is asked for: what is between two times. */
record TimeWindow(Instant from, Instant to) {

    private static final Duration LONGEST = Duration.ofDays(400);

    /** @throws ProblemException 400 where it is none, or longer than 400 days */
    static TimeWindow of(Instant from, Instant to) {
        if (!from.isBefore(to)) {
            throw ProblemException.malformed("to", "must be behind from");
        }
        if (Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw ProblemException.malformed("to", "must be at most " + LONGEST.toDays() + " days behind from");
        }
        return new TimeWindow(from, to);
    }
}
