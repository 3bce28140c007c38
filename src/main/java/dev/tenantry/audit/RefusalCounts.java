package dev.tenantry.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.audit.CallerRoom.Caller;
import dev.tenantry.shared.web.RequestDetails;

/**
 * What was refused, or done, since when, how often, and is not written yet. The first time is for its own entry; what follows within a minute is
 * one more. It has {@link CallerRoom} for some; the rest is counted by caller, with how often which of it happened.
 */
class RefusalCounts {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    /** Of paths and addresses that entries tell. */
    private static final int TOLD = 20;
    private static final int LONGEST_PATH = 500;
    /** Callers of an organization, or strangers, whose rest is counted by itself. */
    private static final int RESTS = 1_000;
    private static final int MOST_RESTS = 10_000;

    /** The same thing that the same caller did, or was refused, from the same place by the same program. */
    private record Key(
            Caller caller,
            @Nullable UUID session,
            String action,
            @Nullable String resourceId,
            @Nullable String of,
            @Nullable String address,
            @Nullable String agent) {}

    /** @param caller null: all of the organization's for whom there is no room either */
    private record Rest(@Nullable UUID organization, boolean isRefused, @Nullable Caller caller) {}

    /**
     * @param what      the latest
     * @param session   by which it was asked
     * @param request   likewise, as JSON
     * @param paths     some of those that were asked
     * @param addresses likewise, from which; none where all is from one
     * @param kinds     how often what happened; none where it is one and the same
     * @param count     how often, that no entry tells yet
     * @param isDue     whether they are told before the minute is over
     */
    record Told(
            CountedEvent what,
            @Nullable UUID session,
            @Nullable String request,
            Instant from,
            Instant until,
            Set<String> paths,
            Set<String> addresses,
            Map<String, Integer> kinds,
            int count,
            boolean isDue) {

        private Told and(Told later) {
            var all = new TreeMap<>(kinds);
            later.kinds.forEach((kind, times) -> all.merge(kind, times, Integer::sum));
            return new Told(later.what, later.session, later.request, from, later.until, both(paths, later.paths),
                    both(addresses, later.addresses), all, count + later.count, isDue);
        }

        private Told written() {
            return new Told(what, session, request, from, until, Set.of(), Set.of(), Map.of(), 0, false);
        }

        private static Set<String> both(Set<String> some, Set<String> others) {
            if (some.size() >= TOLD || some.containsAll(others)) {
                return some;
            }
            var all = new TreeSet<>(some);
            all.addAll(others);
            return all;
        }
    }

    private final Clock clock;
    private final CallerRoom room = new CallerRoom();
    private final Map<Key, Told> counted = new HashMap<>();
    private final Map<Rest, Told> rests = new HashMap<>();
    private final Map<Rest, Integer> restsOf = new HashMap<>();

    RefusalCounts(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param from  the request, which {@code request} tells as JSON
     * @param waits whether even the first is written later
     * @return whether it is the first within a minute, and is to be written now
     */
    synchronized boolean count(CountedEvent what, @Nullable UUID session, @Nullable RequestDetails from,
            @Nullable String request, boolean waits) {
        var caller = Caller.of(what);
        var address = from == null ? null : from.address();
        var agent = room.agent(caller, from == null ? null : from.userAgent());
        var key = new Key(caller, session, what.action(), what.resourceId(), what.of(), address, agent);
        var now = clock.instant();
        var earlier = counted.get(key);
        if (earlier == null && !room.take(caller, agent)) {
            countRest(caller, what, session, request, now, path(from), address);
            return false;
        }
        var told = new Told(what, session, request, now, now, path(from), Set.of(), Map.of(), 1, waits);
        var isFirst = earlier == null && !waits;
        counted.put(key, earlier != null ? earlier.and(told) : isFirst ? told.written() : told);
        return isFirst;
    }

    /** Takes what is to be written: what is due, and of minutes that are over. @param all whether what is not is, too */
    synchronized List<Told> take(boolean all) {
        var over = clock.instant().minus(WINDOW);
        var taken = new ArrayList<Told>();
        counted.entrySet().removeIf(entry -> {
            var told = entry.getValue();
            var isOver = all || !told.from.isAfter(over);
            if ((isOver || told.isDue) && told.count > 0) {
                taken.add(told);
            }
            if (isOver) {
                room.release(entry.getKey().caller, entry.getKey().agent);
            } else if (told.isDue) {
                entry.setValue(told.written());
            }
            return isOver;
        });
        takeRests(all ? null : over, taken);
        return taken;
    }

    private void countRest(Caller caller, CountedEvent what, @Nullable UUID session, @Nullable String request,
            Instant now, Set<String> paths, @Nullable String address) {
        var nobodys = new Rest(caller.organization(), caller.isRefused(), null);
        var own = new Rest(caller.organization(), caller.isRefused(), caller);
        var isKnown = rests.containsKey(own);
        var isOwn = isKnown
                || rests.size() < MOST_RESTS && restsOf.getOrDefault(nobodys, 0) < RESTS;
        var told = new Told(isOwn ? what.ofCaller() : what.ofAll(), isOwn ? session : null, isOwn ? request : null, now,
                now, paths, address == null ? Set.of() : Set.of(address), Map.of(what.action(), 1), 1, false);
        rests.merge(isOwn ? own : nobodys, told, Told::and);
        if (isOwn && !isKnown) {
            restsOf.merge(nobodys, 1, Integer::sum);
        }
    }

    private void takeRests(@Nullable Instant over, List<Told> taken) {
        rests.entrySet().removeIf(entry -> {
            var isOver = over == null || !entry.getValue().from.isAfter(over);
            if (isOver) {
                taken.add(entry.getValue());
                var rest = entry.getKey();
                if (rest.caller != null) {
                    restsOf.computeIfPresent(new Rest(rest.organization, rest.isRefused, null),
                            (_, count) -> count == 1 ? null : count - 1);
                }
            }
            return isOver;
        });
    }

    private static Set<String> path(@Nullable RequestDetails from) {
        return from == null || from.path().length() > LONGEST_PATH ? Set.of() : Set.of(from.path());
    }
}
