package dev.tenantry.audit.sink;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.http.Deferred;
import dev.tenantry.shared.http.RetryAfter;

/** How long a sink is let be. */
@Component
class SinkPauses {

    /** With nothing to send. */
    static final Duration IDLE = Duration.ofSeconds(3);
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int MOST_DOUBLINGS = 8;

    private final Clock clock;

    SinkPauses(Clock clock) {
        this.clock = clock;
    }

    /** @param failures in a row, with this one */
    Duration after(int failures, IOException failure) {
        if (failure instanceof Deferred deferred) {
            return deferred.pause();
        }
        var doubled = FIRST.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        var usual = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        var spread = Duration
                .ofMillis((long) (usual.toMillis() * (0.8 + 0.4 * ThreadLocalRandom.current().nextDouble())));
        var asked = failure instanceof SinkRefusalException refusal
                ? RetryAfter.read(refusal.retryAfter(), clock.instant(), LONGEST)
                : null;
        return asked != null && asked.compareTo(spread) > 0 ? asked : spread;
    }
}
