package dev.tenantry.audit;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * How many kinds of things are told apart of whom. Whoever has few always has room, however much others do; whoever has many has some room, and all
 * callers of an organization together. What happens before anybody is signed in has a place of its own, where it takes room from nobody who is. Not for
 * several threads at once.
 */
class CallerRoom {

    /** Of one caller, which nobody takes away by having many. */
    private static final int FEW = 10;
    private static final int OF_ONE = 100;
    /** What is no refusal, but read by super admins. */
    private static final int READS_OF_ONE = 200;
    private static final int OF_ORGANIZATION = 400;
    private static final int MOST_OF_ORGANIZATION = 1_000;
    private static final int OF_ALL = 10_000;
    private static final int MOST_OF_ALL = 20_000;
    private static final int OF_STRANGERS = 2_000;
    private static final int MOST_OF_STRANGERS = 5_000;
    /** Programs of one caller: their names are whatever somebody sends. */
    private static final int AGENTS = 5;

    /**
     * Who did, or was refused, something, as far as that has room of its own.
     *
     * @param organization null: nobody knows yet
     * @param who          the person; where there is none, what happened
     */
    record Caller(@Nullable UUID organization, Object who, boolean isRefused) {

        static Caller of(CountedEvent what) {
            var user = what.userId();
            return new Caller(what.organizationId(), user == null ? what.action() : user, what.reason() != null);
        }

        private Place place() {
            return new Place(organization);
        }
    }

    private record Place(@Nullable UUID organization) {}

    private record Program(Caller caller, String agent) {}

    private final Map<Caller, Integer> kinds = new HashMap<>();
    private final Map<Caller, Integer> agents = new HashMap<>();
    private final Map<Program, Integer> programs = new HashMap<>();
    private final Map<Place, Integer> places = new HashMap<>();
    private int all;

    /** By which program the caller's kinds are told apart; null where there are too many. */
    @Nullable
    String agent(Caller caller, @Nullable String agent) {
        return agent == null
                || !programs.containsKey(new Program(caller, agent)) && agents.getOrDefault(caller, 0) >= AGENTS
                        ? null
                        : agent;
    }

    /** @return whether there was any, for one more kind */
    boolean take(Caller caller, @Nullable String agent) {
        if (!has(caller)) {
            return false;
        }
        kinds.merge(caller, 1, Integer::sum);
        places.merge(caller.place(), 1, Integer::sum);
        all += caller.organization == null ? 0 : 1;
        if (agent != null && programs.merge(new Program(caller, agent), 1, Integer::sum) == 1) {
            agents.merge(caller, 1, Integer::sum);
        }
        return true;
    }

    /** One kind less. */
    void release(Caller caller, @Nullable String agent) {
        lessen(kinds, caller);
        lessen(places, caller.place());
        all -= caller.organization == null ? 0 : 1;
        if (agent != null && lessen(programs, new Program(caller, agent)) == 0) {
            lessen(agents, caller);
        }
    }

    private boolean has(Caller caller) {
        var own = kinds.getOrDefault(caller, 0);
        var place = places.getOrDefault(caller.place(), 0);
        var most = caller.isRefused ? OF_ONE : READS_OF_ONE;
        if (caller.organization == null) {
            return own < (place < OF_STRANGERS ? most : FEW) && place < MOST_OF_STRANGERS;
        }
        return own < (place < OF_ORGANIZATION && all < OF_ALL ? most : FEW)
                && place < MOST_OF_ORGANIZATION && all < MOST_OF_ALL;
    }

    /** @return how many are left */
    private static <K> int lessen(Map<K, Integer> counts, K key) {
        var left = counts.computeIfPresent(key, (_, count) -> count == 1 ? null : count - 1);
        return left == null ? 0 : left;
    }
}
