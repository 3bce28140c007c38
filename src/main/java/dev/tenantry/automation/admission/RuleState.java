package dev.tenantry.automation.admission;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

import dev.tenantry.automation.definition.Enrolment;
import dev.tenantry.automation.definition.Enrolment.Rate;

/** What a rule remembers of a key. @param until when it is forgotten @param starts that it has let in */
record RuleState(Instant until, int starts) {

    /** Rules that remember something. */
    enum Rule {

        DEDUPE, RATE_LIMIT, THROTTLE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Which of them. */
    record Of(UUID workflowId, Rule rule, String key) {}

    /** Of a throttle: how far starts are spread already. */
    static Instant next(Instant until, Instant now) {
        return until.isAfter(now) ? until : now;
    }

    /** Between starts of a throttle. */
    static Duration gap(Rate rate) {
        return rate.period().dividedBy(rate.limit());
    }

    /** Whether a throttle is so far ahead that too many wait. */
    static boolean isFull(Rate rate, Duration delay) {
        return delay.compareTo(gap(rate).multipliedBy(Enrolment.MOST_WAITING)) >= 0;
    }
}
