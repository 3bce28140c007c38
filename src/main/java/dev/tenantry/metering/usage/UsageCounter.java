package dev.tenantry.metering.usage;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.metering.rule.Route;
import dev.tenantry.shared.access.Caller;

/** Counts requests in memory until somebody writes down what has been counted. */
@Component
class UsageCounter {

    /** Beyond them nothing new is told apart until they have been written: not even a database that is gone fills the memory. */
    private static final int MOST = 20_000;

    private final Clock clock;
    private final Object lock = new Object();
    private Map<UsageKey, UsageCounts> counted = new HashMap<>();

    UsageCounter(Clock clock) {
        this.clock = clock;
    }

    void add(Caller caller, Route endpoint, int status, UsageKey.@Nullable Refused refused, long microseconds) {
        var key = UsageKey.of(caller, endpoint, status, clock.instant(), refused);
        synchronized (lock) {
            var counts = counted.size() < MOST
                    ? counted.computeIfAbsent(key, _ -> new UsageCounts())
                    : counted.get(key);
            if (counts != null) {
                counts.add(microseconds);
            }
        }
    }

    /** What has been counted since it was last taken. */
    Map<UsageKey, UsageCounts> take() {
        synchronized (lock) {
            var taken = counted;
            counted = new HashMap<>();
            return taken;
        }
    }

    /** It could not be written. */
    void putBack(Map<UsageKey, UsageCounts> taken) {
        synchronized (lock) {
            taken.forEach((key, counts) -> {
                if (counted.size() < MOST || counted.containsKey(key)) {
                    counted.computeIfAbsent(key, _ -> new UsageCounts()).add(counts);
                }
            });
        }
    }
}
