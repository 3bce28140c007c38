package dev.tenantry.automation.definition;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import tools.jackson.databind.JsonNode;

/**
 * How often a step is tried again, and how soon.
 *
 * @param maxRetries   attempts after the first one
 * @param initialDelay at most before the second attempt; it doubles from there
 */
public record Retries(int maxRetries, Duration initialDelay) {

    /** As steps name it. */
    static final String NAME = "retryConfig";

    private static final int DEFAULT_RETRIES = 3;
    private static final int DEFAULT_DELAY_SECONDS = 60;

    static Retries read(JsonNode config) {
        return new Retries(config.path("maxRetries").asInt(DEFAULT_RETRIES),
                Duration.ofSeconds(config.path("retryDelaySeconds").asInt(DEFAULT_DELAY_SECONDS)));
    }

    /** As often, and the first pause no longer than that. */
    public Retries beginningWithin(Duration longest) {
        return initialDelay.compareTo(longest) <= 0 ? this : new Retries(maxRetries, longest);
    }

    /** The first one included. */
    public int maxAttempts() {
        return maxRetries + 1;
    }

    /** @param failed how many attempts have failed so far */
    public boolean allowAnotherAfter(int failed) {
        return failed <= maxRetries;
    }

    /**
     * The pause before the next attempt: anything up to what doubles each time, so that what failed together does not return together.
     *
     * @param longest what it doubles to at most
     */
    public Duration pauseAfter(int failed, Duration longest) {
        var doubled = initialDelay.toMillis() * Math.pow(2, Math.max(0, failed - 1));
        return Duration.ofMillis(
                (long) (Math.min(doubled, longest.toMillis()) * ThreadLocalRandom.current().nextDouble()));
    }
}
