package dev.tenantry.integrations.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.http.RetryAfter;

/** When what was not taken is sent again: the schedule of Standard Webhooks, over some three days. */
final class RetrySchedule {

    private static final List<Duration> PAUSES = List.of(Duration.ofSeconds(5), Duration.ofMinutes(5),
            Duration.ofMinutes(30), Duration.ofHours(2), Duration.ofHours(5), Duration.ofHours(10),
            Duration.ofHours(14), Duration.ofHours(20), Duration.ofHours(24));
    private static final Duration LONGEST = Duration.ofHours(24);
    /** Spread, so that what failed together does not return together. */
    private static final double JITTER = 0.2;

    private RetrySchedule() {}

    /**
     * How long to wait.
     *
     * @param failures   attempts that came to nothing, the last one included
     * @param retryAfter what the receiver asks for, as it stands: no less is waited
     * @return null where it is given up
     */
    static @Nullable Duration pauseAfter(int failures, @Nullable String retryAfter, Instant now,
            RandomGenerator random) {
        if (failures > PAUSES.size()) {
            return null;
        }
        var spread = 1 + JITTER * (2 * random.nextDouble() - 1);
        var pause = Duration.ofMillis((long) (PAUSES.get(failures - 1).toMillis() * spread));
        var asked = RetryAfter.read(retryAfter, now, LONGEST);
        return asked != null && asked.compareTo(pause) > 0 ? asked : pause;
    }
}
