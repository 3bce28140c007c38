package dev.tenantry.automation.admission;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.automation.admission.AdmissionStore.Debounce;
import dev.tenantry.automation.admission.Decision.Stage;
import dev.tenantry.automation.admission.Decision.Starts;
import dev.tenantry.automation.admission.Decision.TurnedAway;
import dev.tenantry.automation.admission.Decision.Verdict;

/**
 * Starts that are decided about together, in their order: each sees what those before it have come to. What rules remember is
 * read at once before and written at once after.
 */
final class AdmissionRound {

    /** Told of an event that has been let in, in favour of a later one. */
    record Superseded(Candidate by, long eventId) {}

    private final List<Candidate> candidates;
    private final AdmissionStore store;
    private final PastRuns runs;
    private final Keys keys;
    private final Instant now;
    private final Slots slots;
    private final List<Decision> decisions = new ArrayList<>();
    private final RuleMemory memory;
    private final Map<PastRuns.Of, PastRuns.LastRun> past = new HashMap<>();
    private final Map<String, Debounce> debounces = new HashMap<>();
    private final Map<String, Debounce> debounced = new LinkedHashMap<>();
    private final List<Superseded> superseded = new ArrayList<>();
    private int startsInDebounce;

    AdmissionRound(List<Candidate> candidates, AdmissionStore store, PastRuns runs, Keys keys, Instant now) {
        this.keys = keys;
        this.candidates = candidates;
        this.store = store;
        this.runs = runs;
        this.now = now;
        this.slots = new Slots(store);
        this.memory = new RuleMemory(store, keys, now);
    }

    List<Decision> decide() {
        load();
        for (var place = 0; place < candidates.size(); place++) {
            decisions.add(decide(candidates.get(place), place));
        }
        for (var place : slots.replaced()) {
            var stage = stage(candidates.get(place));
            decisions.set(place, new TurnedAway(stage, Verdict.REPLACED, "a later one of its key took its place"));
        }
        save();
        return decisions;
    }

    List<Superseded> superseded() {
        return superseded;
    }

    /** When the first of what is debounced now is over; null where nothing is. */
    @Nullable
    Duration untilDebounced() {
        return debounced.values()
                .stream()
                .map(one -> Duration.between(now, one.due()))
                .min(Duration::compareTo)
                .orElse(null);
    }

    private void load() {
        var records = new HashSet<PastRuns.Of>();
        var pending = new ArrayList<Debounce>();
        var workflows = new LinkedHashSet<UUID>();
        var slotKeys = new LinkedHashSet<String>();
        for (var candidate : candidates) {
            var rules = candidate.enrolment();
            var event = candidate.event();
            if (rules.reenrolment() != null && event != null) {
                records.add(new PastRuns.Of(candidate.workflowId(), event.subject()));
            }
            if (isToBeDebounced(candidate) && event != null) {
                pending.add(new Debounce(candidate.workflowId(), debounceKey(candidate), event.id(), now, now));
            }
            if (rules.concurrency() != null) {
                workflows.add(candidate.workflowId());
                slotKeys.add(keys.slot(candidate));
            }
        }
        memory.load(candidates);
        if (!records.isEmpty()) {
            past.putAll(runs.of(records));
        }
        if (!pending.isEmpty()) {
            debounces.putAll(store.debounces(pending));
            startsInDebounce = store.countDebounced();
        }
        if (!slotKeys.isEmpty()) {
            slots.load(workflows, slotKeys);
        }
    }

    private Decision decide(Candidate candidate, int place) {
        if (candidate.progress() != Candidate.Progress.DEBOUNCED) {
            var refusal = refusal(candidate);
            if (refusal != null) {
                return refusal;
            }
            if (isToBeDebounced(candidate) && candidate.event() != null) {
                if (!debounce(candidate, candidate.event().id())) {
                    return new TurnedAway(Stage.DEBOUNCE, Verdict.BACKLOG_FULL, "too many starts of the organization, "
                            + AdmissionStore.MOST_DEBOUNCED + ", wait for the end of their debounce");
                }
                memory.letIn(candidate);
                return new Decision.Debounced();
            }
        }
        var decision = place(candidate, place);
        if (decision instanceof Starts && candidate.progress() != Candidate.Progress.DEBOUNCED) {
            letIn(candidate);
        }
        return decision;
    }

    private static boolean isToBeDebounced(Candidate candidate) {
        return candidate.progress() == Candidate.Progress.NEW && candidate.enrolment().debounce() != null;
    }

    private @Nullable TurnedAway refusal(Candidate candidate) {
        if (candidate.progress() == Candidate.Progress.AGAIN) {
            return memory.limited(candidate);
        }
        var duplicate = memory.duplicate(candidate);
        if (duplicate != null) {
            return duplicate;
        }
        var enrolled = enrolled(candidate);
        return enrolled == null
                ? memory.limited(candidate)
                : new TurnedAway(Stage.REENROLMENT, Verdict.ENROLLED_BEFORE, enrolled);
    }

    private @Nullable String enrolled(Candidate candidate) {
        var rule = candidate.enrolment().reenrolment();
        var event = candidate.event();
        var last = rule == null || event == null
                ? null
                : past.get(new PastRuns.Of(candidate.workflowId(), event.subject()));
        if (rule == null || last == null) {
            return null;
        }
        if (rule.after() == null) {
            return "the record has had a run of the workflow before";
        }
        if (last.endedAt() == null) {
            return "a run about the record has not ended yet";
        }
        return last.endedAt().plus(rule.after()).isAfter(now)
                ? "the last run about the record ended less than " + rule.after() + " ago"
                : null;
    }

    /** @return whether there is room for it */
    private boolean debounce(Candidate candidate, long event) {
        var rule = Objects.requireNonNull(candidate.enrolment().debounce());
        var key = debounceKey(candidate);
        var before = debounces.get(key);
        if (before == null && ++startsInDebounce > AdmissionStore.MOST_DEBOUNCED) {
            return false;
        }
        var began = before == null ? now : before.began();
        if (before != null) {
            superseded.add(new Superseded(candidate, before.eventId()));
        }
        var quiet = now.plus(rule.period());
        var latest = began.plus(rule.maxDelay());
        var next = new Debounce(candidate.workflowId(), key, event, began, quiet.isBefore(latest) ? quiet : latest);
        debounces.put(key, next);
        debounced.put(key, next);
        return true;
    }

    /** With a slot or without, and when. What is turned away takes nobody's slot. */
    private Decision place(Candidate candidate, int place) {
        var rule = candidate.enrolment().concurrency();
        var slot = rule == null ? null : keys.slot(candidate);
        var standing = slots.standing(slot, rule);
        if (standing == Slots.Place.NONE) {
            return new TurnedAway(stage(candidate), Verdict.SKIPPED, "there is a run of its key already");
        }
        if (standing == Slots.Place.FULL) {
            return new TurnedAway(Stage.CONCURRENCY, Verdict.BACKLOG_FULL, "too many of its key wait for a place");
        }
        var rate = candidate.enrolment().throttle();
        var throttle = rate == null ? null : memory.throttle(candidate, rate);
        var delay = throttle == null ? Duration.ZERO : memory.delay(throttle);
        if (rate != null && RuleState.isFull(rate, delay)) {
            return new TurnedAway(Stage.THROTTLE, Verdict.BACKLOG_FULL, "too many of its key wait to be started");
        }
        slots.take(candidate.workflowId(), slot, rule, place);
        if (standing == Slots.Place.WAITING) {
            return new Starts(slot, throttle == null ? null : throttle.key(), true, Duration.ZERO);
        }
        if (rate != null && throttle != null) {
            memory.begins(throttle, rate, delay);
        }
        return new Starts(slot, throttle == null || delay.isZero() ? null : throttle.key(), false, delay);
    }

    /** What comes after it is to know. */
    private void letIn(Candidate candidate) {
        memory.letIn(candidate);
        var event = candidate.event();
        if (candidate.enrolment().reenrolment() != null && event != null) {
            past.put(new PastRuns.Of(candidate.workflowId(), event.subject()), new PastRuns.LastRun(null));
        }
    }

    private void save() {
        memory.save();
        if (!debounced.isEmpty()) {
            store.debounce(debounced.values());
        }
        if (!slots.ended().isEmpty()) {
            store.cancel(slots.ended(), "a later one of its key took its place");
        }
    }

    private static Stage stage(Candidate candidate) {
        var rule = candidate.enrolment().concurrency();
        return rule != null && rule.name().equals("singleton") ? Stage.SINGLETON : Stage.CONCURRENCY;
    }

    private String debounceKey(Candidate candidate) {
        return keys.of(candidate, "debounce", Objects.requireNonNull(candidate.enrolment().debounce()).key());
    }
}
