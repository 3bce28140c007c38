package dev.tenantry.automation.definition;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import tools.jackson.databind.JsonNode;

/**
 * How often a step is tried, and how soon again.
 *
 * @param maxAttempts  the first attempt included
 * @param initialDelay at most before the second attempt; it doubles from there
 * @param maxDelay     at most before any
 */
public record Retries(int maxAttempts, Duration initialDelay, Duration maxDelay) {

    private static final int DEFAULT_ATTEMPTS = 5;
    private static final Duration DEFAULT_DELAY = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofHours(1);

    static Retries read(JsonNode retry) {
        return new Retries(retry.path("maxAttempts").asInt(DEFAULT_ATTEMPTS),
                duration(retry.path("initialDelay"), DEFAULT_DELAY), duration(retry.path("maxDelay"), LONGEST));
    }

    private static Duration duration(JsonNode text, Duration otherwise) {
        return text.isString() ? Duration.parse(text.asString()) : otherwise;
    }

    /** @param failed how many attempts have failed so far */
    public boolean allowAnotherAfter(int failed) {
        return failed < maxAttempts;
    }

    /** The pause before the next attempt: anything up to what doubles each time, so that what failed together does not return together. */
    public Duration pauseAfter(int failed) {
        var doubled = initialDelay.toMillis() * Math.pow(2, Math.max(0, failed - 1));
        return Duration.ofMillis(
                (long) (Math.min(doubled, maxDelay.toMillis()) * ThreadLocalRandom.current().nextDouble()));
    }
}
