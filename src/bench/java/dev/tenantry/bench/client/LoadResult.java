package dev.tenantry.bench.client;

import java.time.Duration;
import java.util.Map;

/**
 * What one run of the load generator saw, the warm-up left out.
 *
 * @param failures how many requests got which other answer than 2xx, or which exception
 */
public record LoadResult(int connections, int requests, double requestsPerSecond, Duration p50, Duration p95,
        Duration p99, Map<String, Integer> failures) {

    public LoadResult {
        failures = Map.copyOf(failures);
    }

    public boolean failed() {
        return requests == 0 || !failures.isEmpty();
    }
}
