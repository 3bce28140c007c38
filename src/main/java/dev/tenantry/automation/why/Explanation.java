package dev.tenantry.automation.why;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import dev.tenantry.automation.definition.Comparisons.Explained;
import dev.tenantry.automation.why.Evidence.KnownRun;
import dev.tenantry.automation.why.WhyResponse.Occurrence;
import dev.tenantry.automation.why.WhyResponse.Stage;
import dev.tenantry.automation.why.WhyStore.Version;
import dev.tenantry.shared.dispatch.PendingEvent;

/** One event on its way through the stages, up to the one that decided. */
final class Explanation {

    private final PendingEvent event;
    private final Evidence evidence;
    private final History history;
    private final @Nullable List<Explained> filter;
    private final String countedBy;
    private final boolean showsValues;
    private final List<Stage> stages = new ArrayList<>();

    /**
     * @param filter what the filter's comparisons come to; null where it was not asked, or tells too much to be
     * @param countedBy by what starts count together where the enrolment decided, in words
     * @param shows  whether the caller may see what a version reads, or where there was none, the current one
     */
    Explanation(PendingEvent event, Evidence evidence, History history, @Nullable List<Explained> filter,
            String countedBy, Predicate<@Nullable Version> shows) {
        this.event = event;
        this.evidence = evidence;
        this.history = history;
        this.filter = filter;
        this.countedBy = countedBy;
        this.showsValues = shows.test(history.versionOf(evidence));
    }

    Occurrence occurrence() {
        var outcome = outcome();
        var version = history.versionOf(evidence);
        var run = evidence.run();
        return new Occurrence(event.id(), event.name(), evidence.occurredAt(),
                version == null ? null : Integer.valueOf(version.number()), outcome, stages,
                run == null ? null : Long.valueOf(run.id()), run == null ? null : run.status());
    }

    static Stage stage(KnownRun run) {
        return new Stage(StageName.RUN, run.outcome() == Outcome.STARTED, run.told(), run.until(), null);
    }

    private Outcome outcome() {
        var error = evidence.isSomething() ? null : evidence.error();
        if (!passes(StageName.DISPATCH, evidence.isDispatched() && error == null, "the event has been dispatched",
                error == null
                        ? "the event waits to be dispatched"
                        : "somebody has failed at the event" + quoted(": ", error))) {
            return Outcome.NOT_DISPATCHED;
        }
        var expected = history.expected(history.versionOf(evidence));
        if (expected == null && !evidence.isSomething()) {
            return ended(StageName.EVENT, "no event starts it", Outcome.NOT_MEANT);
        }
        if (!passes(StageName.ACTIVE, history.wasActive(evidence), "the workflow was active",
                history.whyInactive(evidence))) {
            return Outcome.NOT_ACTIVE;
        }
        if (!passes(StageName.EVENT, event.name().equals(expected), "this is the event that starts it",
                expected == null ? "no event starts it" : "what starts it is " + expected)) {
            return Outcome.NOT_MEANT;
        }
        return filter == null ? admitted() : filtered(filter);
    }

    private Outcome filtered(List<Explained> explained) {
        // What the workflow did tells more than what the filter says now.
        var holds = evidence.isSomething() || explained.stream().allMatch(one -> Boolean.TRUE.equals(one.holds()));
        stages.add(Why.filter(holds, explained, showsValues));
        return holds ? admitted() : Outcome.FILTERED;
    }

    private Outcome admitted() {
        if (evidence.run() == null && evidence.decided() != null) {
            return ended(StageName.ADMISSION, evidence.decided() + quoted(", as ", evidence.reason()) + countedBy,
                    Outcome.TURNED_AWAY);
        }
        var debounced = evidence.debouncedUntil();
        if (evidence.run() == null && debounced != null) {
            stages.add(new Stage(StageName.ADMISSION, false,
                    "debounce: " + (history.isActive()
                            ? "it starts a run at " + debounced + ", unless something further comes before"
                            : "it waits until " + debounced
                                    + ", and starts a run then only if the workflow, which is not active now, is by then")
                            + countedBy,
                    debounced,
                    null));
            return Outcome.WAITING;
        }
        var run = evidence.run();
        if (run == null) {
            return ended(StageName.ADMISSION, "nothing is recorded of it: of what is refused or turned away at one "
                    + "moment some is counted only, as refusedCount and turnedAwayCount", Outcome.UNRECORDED);
        }
        if (run.outcome() == Outcome.STARTED) {
            stages.add(new Stage(StageName.ADMISSION, true, "it was let in"));
        }
        stages.add(stage(run));
        return run.outcome();
    }

    /** It can tell values of the event. */
    private String quoted(String before, @Nullable String reason) {
        return showsValues ? before + reason : "";
    }

    private boolean passes(StageName name, boolean passed, String reason, String otherwise) {
        stages.add(new Stage(name, passed, passed ? reason : otherwise));
        return passed;
    }

    private Outcome ended(StageName name, String reason, Outcome outcome) {
        stages.add(new Stage(name, false, reason));
        return outcome;
    }
}
