package dev.tenantry.bench.client;

import java.time.Duration;
import java.util.Arrays;

/** Every latency of a run, so that percentiles are exact. Not for use by several threads. */
final class Latencies {
    private long[] nanos = new long[4096];
    private int count;

    void add(long latencyNanos) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = latencyNanos;
    }

    void addAll(Latencies others) {
        var joined = Arrays.copyOf(nanos, Math.max(1, count + others.count));
        System.arraycopy(others.nanos, 0, joined, count, others.count);
        nanos = joined;
        count += others.count;
    }

    int count() {
        return count;
    }

    void sort() {
        Arrays.sort(nanos, 0, count);
    }

    /** The latency that the given share of the requests did not exceed; {@link #sort()} first. */
    Duration percentile(double share) {
        return count == 0 ? Duration.ZERO : Duration.ofNanos(nanos[(int) Math.ceil(share * count) - 1]);
    }
}
