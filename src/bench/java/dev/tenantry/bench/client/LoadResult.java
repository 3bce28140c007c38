package dev.tenantry.bench.client;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one run of the load generator saw, the warm-up left out.
 *
 * @param sent     all requests, those of the warm-up too
 * @param failures how many requests got which other answer than 2xx, or which exception
 */
public record LoadResult(
        int connections,
        int sent,
        int requests,
        double requestsPerSecond,
        Duration p50,
        Duration p95,
        Duration p99,
        Duration longest,
        Map<String, Integer> failures) {

    public LoadResult {
        failures = Map.copyOf(failures);
    }

    /** The round with the median rate, with the failures of all of them. */
    public static LoadResult median(List<LoadResult> rounds) {
        var sorted = rounds.stream().sorted(Comparator.comparingDouble(LoadResult::requestsPerSecond)).toList();
        var failures = new TreeMap<String, Integer>();
        rounds.forEach(round -> round.failures.forEach((answer, count) -> failures.merge(answer, count, Integer::sum)));
        var median = sorted.get(sorted.size() / 2);
        return new LoadResult(median.connections, median.sent, median.requests, median.requestsPerSecond, median.p50,
                median.p95,
                median.p99, median.longest, failures);
    }

    public boolean failed() {
        return requests == 0 || !failures.isEmpty();
    }
}
