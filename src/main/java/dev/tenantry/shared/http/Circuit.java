package dev.tenantry.shared.http;

import java.time.Duration;
import java.time.Instant;

/** Whether one server is asked: after failures in a row nothing is sent for a while, then one request tries. */
final class Circuit {

    /** Instead of a turn: the request is not to be sent. */
    static final int REFUSED = -1;

    private final CircuitSettings settings;

    private CircuitState state = CircuitState.CLOSED;
    /** Of the present state: what was admitted in an earlier one tells nothing of it. */
    private int turn;
    private int failures;
    private Duration pause;
    private Instant until = Instant.EPOCH;

    Circuit(CircuitSettings settings) {
        this.settings = settings;
        this.pause = settings.pause();
    }

    /** The turn in which a request may be sent, to be told with what became of it; or {@link #REFUSED}. */
    synchronized int admit(Instant now) {
        return switch (state) {
            case CLOSED -> turn;
            case OPEN -> now.isBefore(until) ? REFUSED : become(CircuitState.HALF_OPEN, now);
            case HALF_OPEN -> REFUSED;
        };
    }

    synchronized void succeeded(int admitted, Instant now) {
        if (admitted != turn) {
            return;
        }
        failures = 0;
        if (state == CircuitState.HALF_OPEN) {
            pause = settings.pause();
            become(CircuitState.CLOSED, now);
        }
    }

    /** @return whether it is open for it */
    synchronized boolean failed(int admitted, Instant now) {
        if (admitted != turn || ++failures < settings.failures()) {
            return false;
        }
        if (state == CircuitState.HALF_OPEN) {
            pause = shorter(pause.multipliedBy(2), settings.longestPause());
        }
        become(CircuitState.OPEN, now);
        return true;
    }

    /** The request was not sent after all: another one may try. */
    synchronized void released(int admitted, Instant now) {
        if (admitted == turn && state == CircuitState.HALF_OPEN) {
            become(CircuitState.OPEN, now);
            until = now;
        }
    }

    /** How long it is until a request may be sent, as far as that is known. */
    synchronized Duration remaining(Instant now) {
        return now.isBefore(until) ? Duration.between(now, until) : Duration.ZERO;
    }

    synchronized CircuitState state() {
        return state;
    }

    private int become(CircuitState next, Instant now) {
        if (!state.canTransitionTo(next)) {
            throw new IllegalStateException("a circuit that is " + state + " cannot be " + next);
        }
        state = next;
        until = next == CircuitState.OPEN ? now.plus(pause) : now;
        return ++turn;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
