package dev.tenantry.bench;

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.tenantry.bench.client.LoadResult;

/** What the application and the floor did with the same kind of request over the same number of connections. */
record Measurement(Case kind, int connections, LoadResult application, LoadResult floor, @Nullable LoadResult atOnce) {

    double shareOfFloor() {
        return application.requestsPerSecond() / floor.requestsPerSecond();
    }

    double shareOfAtOnce() {
        return atOnce == null ? Double.NaN : application.requestsPerSecond() / atOnce.requestsPerSecond();
    }

    boolean failed() {
        return Stream.of(application, floor, atOnce).anyMatch(result -> result != null && result.failed());
    }
}
