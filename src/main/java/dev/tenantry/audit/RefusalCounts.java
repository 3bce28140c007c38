package dev.tenantry.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.RequestDetails;

/**
 * What was refused, or done, since when, how often, and is not written yet. The first time is for its own entry; what follows within a minute is
 * one more. It has room for some; the rest is counted by organization, whoever was refused what.
 */
class RefusalCounts {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int ROOM = 10_000;
    private static final int ROOM_OF_ONE = 200;
    /** Of paths that entries tell. */
    private static final int PATHS = 20;

    /** The same thing that the same caller did, or was refused, from the same place by the same program. */
    record Key(
            @Nullable UUID organization,
            @Nullable UUID user,
            @Nullable UUID session,
            String action,
            @Nullable String resourceId,
            @Nullable String of,
            @Nullable String address,
            @Nullable String agent) {

        static Key of(CountedEvent what, @Nullable UUID session, @Nullable RequestDetails from) {
            return new Key(what.organizationId(), what.userId(), session, what.action(), what.resourceId(), what.of(),
                    from == null ? null : from.address(), from == null ? null : from.userAgent());
        }
    }

    /**
     * @param what    the latest
     * @param session by which it was asked
     * @param request likewise, as JSON
     * @param paths   some of those that were asked
     * @param count   how often, that no entry tells yet
     * @param isDue   whether they are told before the minute is over
     */
    record Told(
            CountedEvent what,
            @Nullable UUID session,
            @Nullable String request,
            Instant from,
            Instant until,
            Set<String> paths,
            int count,
            boolean isDue) {

        private Told and(Told later) {
            return new Told(later.what, later.session, later.request, from, later.until, with(later.paths),
                    count + later.count, isDue);
        }

        private Told written() {
            return new Told(what, session, request, from, until, Set.of(), 0, false);
        }

        private Set<String> with(Set<String> others) {
            if (paths.size() >= PATHS || paths.containsAll(others)) {
                return paths;
            }
            var all = new TreeSet<>(paths);
            all.addAll(others);
            return all;
        }
    }

    private final Clock clock;
    private final Map<Key, Told> counted = new ConcurrentHashMap<>();

    RefusalCounts(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param from  the request, which {@code request} tells as JSON
     * @param waits whether even the first is written later
     * @return whether it is the first within a minute, and is to be written now
     */
    boolean count(CountedEvent what, @Nullable UUID session, @Nullable RequestDetails from, @Nullable String request,
            boolean waits) {
        var now = clock.instant();
        var own = Key.of(what, session, from);
        var isOwn = counted.containsKey(own) || !isFull(what.organizationId());
        var told = isOwn
                ? new Told(what, session, request, now, now, from == null ? Set.of() : Set.of(from.path()), 1, waits)
                : new Told(what.ofAll(), null, null, now, now, Set.of(), 1, false);
        var isFirst = new AtomicBoolean();
        counted.compute(isOwn ? own : Key.of(what.ofAll(), null, null), (_, earlier) -> {
            if (earlier != null) {
                return earlier.and(told);
            }
            isFirst.set(isOwn && !waits);
            return isFirst.get() ? told.written() : told;
        });
        return isFirst.get();
    }

    /** Takes what is to be written: what is due, and of minutes that are over. @param all whether what is not is, too */
    List<Told> take(boolean all) {
        var over = clock.instant().minus(WINDOW);
        var taken = new ArrayList<Told>();
        for (var key : counted.keySet()) {
            counted.computeIfPresent(key, (_, told) -> {
                var isOver = all || !told.from.isAfter(over);
                if ((isOver || told.isDue) && told.count > 0) {
                    taken.add(told);
                }
                return isOver ? null : told.isDue ? told.written() : told;
            });
        }
        return taken;
    }

    private boolean isFull(@Nullable UUID organization) {
        return counted.size() >= ROOM
                || counted.keySet()
                        .stream()
                        .filter(key -> organization != null && organization.equals(key.organization))
                        .limit(ROOM_OF_ONE)
                        .count() == ROOM_OF_ONE;
    }
}
