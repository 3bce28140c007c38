package dev.tenantry.integrations.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Spares a server that fails: after some failures in a row nothing is sent for a while, then one call tries. It lives in the memory
 * of one instance.
 */
final class Circuit {

    private static final int FAILURES = 5;
    private static final Duration SHORTEST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private State state = State.CLOSED;
    private int failures;
    private Duration pause = SHORTEST;
    private Instant until = Instant.EPOCH;

    /** Whether calls pass. */
    enum State {

        CLOSED, OPEN, HALF_OPEN;

        @JsonValue
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Whether a call may be made, whose outcome is then told: while it is half-open, one at a time. */
    synchronized boolean admits(Instant now) {
        if (state == State.CLOSED) {
            return true;
        }
        if (now.isBefore(until)) {
            return false;
        }
        state = State.HALF_OPEN;
        // One that never tells its outcome stands in nobody's way for ever.
        until = now.plus(pause);
        return true;
    }

    synchronized void succeeded() {
        state = State.CLOSED;
        failures = 0;
        pause = SHORTEST;
    }

    synchronized void failed(Instant now) {
        failures++;
        if (state == State.HALF_OPEN) {
            pause = pause.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : pause.multipliedBy(2);
        } else if (failures < FAILURES) {
            return;
        }
        state = State.OPEN;
        until = now.plus(pause);
    }

    /** Until when calls are refused. */
    synchronized Instant until() {
        return until;
    }

    synchronized State state() {
        return state;
    }
}
