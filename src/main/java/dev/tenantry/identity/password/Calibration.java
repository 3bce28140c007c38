package dev.tenantry.identity.password;

import java.time.Duration;

import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** Finds the cost at which a password takes this machine long enough to hash. */
final class Calibration {

    private static final Duration TARGET = Duration.ofMillis(250);
    private static final int MIN = 10;
    private static final int MAX = 15;
    private static final int PROBE = 7;

    private Calibration() {}

    /** The highest cost that stays under the target; each step doubles the time, so it takes more than half of it. */
    static int cost() {
        measure(4, 20);
        var time = measure(PROBE, 3);
        var cost = PROBE;
        while (cost < MAX && time * 2 <= TARGET.toNanos()) {
            time *= 2;
            cost++;
        }
        return Math.max(MIN, cost);
    }

    /** The shortest of some runs, in nanoseconds. */
    private static long measure(int cost, int runs) {
        var encoder = new BCryptPasswordEncoder(cost);
        var shortest = Long.MAX_VALUE;
        for (var run = 0; run < runs; run++) {
            var start = System.nanoTime();
            encoder.encode("calibration");
            shortest = Math.min(shortest, System.nanoTime() - start);
        }
        return shortest;
    }
}
