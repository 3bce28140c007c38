package dev.tenantry.metering.usage;

/** What has been counted of some requests that are alike. Not for several threads at a time. */
final class UsageCounts {

    private int requests;
    private long microseconds;
    private final long[] latencies = new long[LatencyRanges.NUMBER];
    private int highest;

    void add(long took) {
        requests++;
        microseconds += took;
        var range = LatencyRanges.of(took);
        latencies[range]++;
        highest = Math.max(highest, range);
    }

    void add(UsageCounts others) {
        requests += others.requests;
        microseconds += others.microseconds;
        highest = Math.max(highest, others.highest);
        for (var range = 0; range <= others.highest; range++) {
            latencies[range] += others.latencies[range];
        }
    }

    int requests() {
        return requests;
    }

    long microseconds() {
        return microseconds;
    }

    /** As the database has an array. */
    String latencies() {
        var text = new StringBuilder("{");
        for (var range = 0; range <= highest; range++) {
            text.append(range == 0 ? "" : ",").append(latencies[range]);
        }
        return text.append('}').toString();
    }
}
