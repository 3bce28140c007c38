package dev.tenantry.automation.definition;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import tools.jackson.databind.JsonNode;

/**
 * How often a step is tried, and how soon again.
 *
 * @param maxAttempts  the first attempt included
 * @param initialDelay before the second attempt; it doubles from there
 */
public record Retries(int maxAttempts, Duration initialDelay) {

    private static final int DEFAULT_ATTEMPTS = 5;
    private static final Duration DEFAULT_DELAY = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final double JITTER = 0.25;

    static Retries read(JsonNode retry) {
        var delay = retry.path("initialDelay").asString("");
        return new Retries(retry.path("maxAttempts").asInt(DEFAULT_ATTEMPTS),
                delay.isEmpty() ? DEFAULT_DELAY : Duration.parse(delay));
    }

    /** @param failed how many attempts have failed so far */
    public boolean allowAnotherAfter(int failed) {
        return failed < maxAttempts;
    }

    /** The pause before the next attempt: exponential, and spread so that what failed together does not return together. */
    public Duration pauseAfter(int failed) {
        var doubled = initialDelay.toMillis() * Math.pow(2, Math.max(0, failed - 1));
        var spread = 1 + JITTER * (2 * ThreadLocalRandom.current().nextDouble() - 1);
        return Duration.ofMillis((long) (Math.min(doubled, LONGEST.toMillis()) * spread));
    }
}
