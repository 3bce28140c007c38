package dev.tenantry.bench.client;

import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How often each kind of request got which answer, and how long the longest of the kind took. */
public final class Answers {

    private final Map<String, Kind> kinds = new TreeMap<>();

    /** @param answer a status, or what happened in place of an answer */
    synchronized void add(String kind, String answer, long nanos) {
        var known = kinds.computeIfAbsent(kind, _ -> new Kind());
        known.counts.merge(answer, 1, Integer::sum);
        known.longestNanos = Math.max(known.longestNanos, nanos);
    }

    public synchronized SortedMap<String, Integer> all() {
        var sum = new TreeMap<String, Integer>();
        kinds.values().forEach(kind -> kind.counts.forEach((answer, count) -> sum.merge(answer, count, Integer::sum)));
        return sum;
    }

    /** A Markdown table. */
    public synchronized String table() {
        var table = new StringBuilder("| hostile | answers | longest |\n|---|---|--:|\n");
        kinds.forEach((name, kind) -> table.append("| %-46s | %s | %,d ms |%n".formatted(name, kind.counts,
                Duration.ofNanos(kind.longestNanos).toMillis())));
        return table.toString();
    }

    private static final class Kind {
        private final SortedMap<String, Integer> counts = new TreeMap<>();
        private long longestNanos;
    }
}
