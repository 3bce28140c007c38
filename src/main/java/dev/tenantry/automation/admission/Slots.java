package dev.tenantry.automation.admission;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.automation.definition.Enrolment;
import dev.tenantry.automation.definition.Enrolment.Concurrency;
import dev.tenantry.automation.definition.Enrolment.OnLimit;

/** Who holds the slots of keys while it is decided, and who waits: runs, and the starts that are decided about. */
final class Slots {

    private final AdmissionStore store;
    private final Map<String, Key> keys = new HashMap<>();
    private final List<Long> ended = new ArrayList<>();
    private final List<Integer> replaced = new ArrayList<>();

    Slots(AdmissionStore store) {
        this.store = store;
    }

    /** @param run that holds a slot, or waits for one; null of a start @param place of a start among those decided about */
    private record Holder(@Nullable Long run, int place) {}

    private static final class Key {
        private final Deque<Holder> held = new ArrayDeque<>();
        private final Deque<Holder> queued = new ArrayDeque<>();
        private int waiting;
    }

    /** What becomes of a start. */
    enum Place {
        HELD, WAITING, FULL, NONE
    }

    void load(Collection<UUID> workflows, Collection<String> sought) {
        sought.forEach(key -> keys.put(key, new Key()));
        store.held(sought, (key, run) -> of(key).held.add(new Holder(run, -1)));
        store.waiting(workflows, sought, (key, waiting) -> of(key).waiting = waiting);
    }

    /** What there is for a start, which takes nothing yet. @param rule null: there is room for any number */
    Place standing(@Nullable String name, @Nullable Concurrency rule) {
        if (name == null || rule == null) {
            return Place.HELD;
        }
        var key = of(name);
        if (key.held.size() < rule.limit() && key.waiting == 0) {
            return Place.HELD;
        }
        return switch (rule.onLimit()) {
            case SKIP -> Place.NONE;
            case CANCEL_RUNNING -> Place.HELD;
            case KEEP_NEWEST -> Place.WAITING;
            case QUEUE -> key.waiting >= Enrolment.MOST_WAITING ? Place.FULL : Place.WAITING;
        };
    }

    /** Takes what there is, from those that have it where the rule says so. */
    void take(UUID workflow, @Nullable String name, @Nullable Concurrency rule, int place) {
        if (name == null || rule == null) {
            return;
        }
        var standing = standing(name, rule);
        var key = of(name);
        if (standing == Place.HELD) {
            while (key.held.size() >= rule.limit()) {
                end(key.held.removeFirst());
            }
            key.held.add(new Holder(null, place));
        } else if (standing == Place.WAITING) {
            if (rule.onLimit() == OnLimit.KEEP_NEWEST) {
                endWaiting(workflow, name, key);
            }
            await(key, place);
        }
    }

    /** Runs that end. */
    List<Long> ended() {
        return ended;
    }

    /** Places of starts that others have taken. */
    List<Integer> replaced() {
        return replaced;
    }

    private Key of(String name) {
        return keys.computeIfAbsent(name, _ -> new Key());
    }

    private static void await(Key key, int place) {
        key.queued.add(new Holder(null, place));
        key.waiting++;
    }

    private void endWaiting(UUID workflow, String name, Key key) {
        if (key.waiting > key.queued.size()) {
            ended.addAll(store.waitingRuns(workflow, name));
        }
        key.queued.forEach(this::end);
        key.queued.clear();
        key.waiting = 0;
    }

    private void end(Holder holder) {
        if (holder.run == null) {
            replaced.add(holder.place);
        } else {
            ended.add(holder.run);
        }
    }
}
