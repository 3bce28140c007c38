package dev.tenantry.crm.booking;

import java.time.Duration;
import java.time.Instant;

/** From a moment until before another. */
record Span(Instant from, Instant to) {

    static Span of(Instant from, Duration length) {
        return new Span(from, from.plus(length));
    }

    boolean isEmpty() {
        return !from.isBefore(to);
    }

    Duration length() {
        return Duration.between(from, to);
    }

    /** With so much time before and behind it. */
    Span within(Duration before, Duration behind) {
        return new Span(from.minus(before), to.plus(behind));
    }
}
