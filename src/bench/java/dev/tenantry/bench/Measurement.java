package dev.tenantry.bench;

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** What the application and the floor did with the same kind of request over the same number of connections. */
record Measurement(Case kind, int connections, Result application, Result floor, @Nullable Result atOnce) {

    double shareOfFloor() {
        return application.load().requestsPerSecond() / floor.load().requestsPerSecond();
    }

    double shareOfAtOnce() {
        return atOnce == null ? Double.NaN : application.load().requestsPerSecond() / atOnce.load().requestsPerSecond();
    }

    boolean failed() {
        return Stream.of(application, floor, atOnce).anyMatch(result -> result != null && result.load().failed());
    }
}
