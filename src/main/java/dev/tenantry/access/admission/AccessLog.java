package dev.tenantry.access.admission;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.access.guard.ClientNetwork;
import dev.tenantry.access.rule.AccessDecision;
import dev.tenantry.shared.network.IpAddress;
import dev.tenantry.shared.network.IpRange;
import dev.tenantry.shared.web.RequestDetails;

/**
 * Collects in memory from where requests come, until it is written: each refusal, and of those who are let in that somebody came from an address within
 * an hour. However many there are, an organization has so many rows of an hour, which hold the number of the rest.
 */
@Component
class AccessLog {

    /** Rows of an organization's hour that tell something apart. Beyond, its addresses are not told apart. */
    static final int MOST_REFUSED = 300;
    static final int MOST_ADMITTED = 3_000;

    /** Of these one person has so many: nobody uses up what tells others apart. */
    static final int MOST_OF_ONE = 100;
    private static final int MOST_KNOWN = 100_000;
    private static final Duration HOUR = Duration.ofHours(1);

    private record Person(UUID organization, @Nullable UUID user, boolean isRefused) {}

    private record Arrival(Visitor visitor, IpAddress address, Instant hour) {}

    private final Clock clock;
    private final Cache<Arrival, Boolean> arrivals = Caffeine.newBuilder()
            .maximumSize(MOST_KNOWN)
            .expireAfterWrite(HOUR)
            .build();
    private final Object lock = new Object();
    private Map<AccessLogKey, AccessLogCount> collected = new HashMap<>();
    private final Map<UUID, Set<AccessLogKey>> refused = new HashMap<>();
    private final Map<UUID, Set<AccessLogKey>> admitted = new HashMap<>();
    private final Map<Person, Integer> ofOne = new HashMap<>();
    private Instant hour = Instant.EPOCH;

    AccessLog(Clock clock) {
        this.clock = clock;
    }

    void add(Visitor visitor, @Nullable IpAddress address, AccessDecision decision, String endpoint,
            RequestDetails request) {
        var now = clock.instant();
        if (decision.isAdmitted()
                && (address == null || !isNew(new Arrival(visitor, ClientNetwork.of(address), hourOf(now))))) {
            return;
        }
        var reason = decision.reason();
        var from = address == null ? AccessLogKey.ALL_4 : new IpRange(address, address.bits());
        add(new AccessLogKey(visitor, from, reason, endpoint, request.method(),
                reason == null ? hourOf(now) : now.truncatedTo(ChronoUnit.MINUTES)),
                new AccessLogCount(1, request.userAgent(), decision.entry()), hourOf(now));
    }

    /** What has been collected since it was last taken. */
    Map<AccessLogKey, AccessLogCount> take() {
        synchronized (lock) {
            var taken = collected;
            collected = new HashMap<>();
            return taken;
        }
    }

    /** It could not be written. */
    void putBack(Map<AccessLogKey, AccessLogCount> taken) {
        synchronized (lock) {
            taken.forEach((key, count) -> collected.merge(key, count, AccessLogCount::plus));
        }
    }

    private boolean isNew(Arrival arrival) {
        return arrivals.asMap().putIfAbsent(arrival, true) == null;
    }

    private void add(AccessLogKey key, AccessLogCount count, Instant thisHour) {
        synchronized (lock) {
            if (!thisHour.equals(hour)) {
                hour = thisHour;
                refused.clear();
                admitted.clear();
                ofOne.clear();
            }
            var isRefused = key.reason() != null;
            var apart = (isRefused ? refused : admitted).computeIfAbsent(key.visitor().organization(),
                    _ -> new HashSet<>());
            var person = new Person(key.visitor().organization(), key.visitor().user(), isRefused);
            var isApart = apart.contains(key);
            if (!isApart && apart.size() < (isRefused ? MOST_REFUSED : MOST_ADMITTED)
                    && ofOne.getOrDefault(person, 0) < MOST_OF_ONE) {
                isApart = apart.add(key);
                ofOne.merge(person, 1, Integer::sum);
            }
            collected.merge(isApart ? key : key.coarse(), isApart ? count : new AccessLogCount(1, null, null),
                    AccessLogCount::plus);
        }
    }

    private static Instant hourOf(Instant now) {
        return now.truncatedTo(ChronoUnit.HOURS);
    }
}
