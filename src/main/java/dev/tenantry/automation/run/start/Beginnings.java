package dev.tenantry.automation.run.start;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;

import dev.tenantry.automation.admission.Admissions;
import dev.tenantry.automation.admission.Candidate.Progress;
import dev.tenantry.automation.admission.Decision;
import dev.tenantry.automation.admission.Decision.Starts;
import dev.tenantry.automation.definition.Comparisons;
import dev.tenantry.automation.run.start.RefusedRuns.Refused;
import dev.tenantry.automation.run.start.RefusedRuns.Terms;
import dev.tenantry.automation.version.CompiledVersions.Version;
import dev.tenantry.shared.dispatch.PendingEvent;

/** Refused runs that one redrive has begin, page by page, and why others do not. */
final class Beginnings {

    private final Comparisons comparisons;
    private final Admissions admission;
    private final Terms terms;
    private final RunStarts starts;
    private final List<UUID> roots = new ArrayList<>();
    private final SortedMap<String, Integer> left = new TreeMap<>();
    /** That would begin, where nothing is to be done. */
    private int foreseen;
    private int skipped;

    /** @param jdbc in the transaction that has the workflows locked */
    Beginnings(JdbcClient jdbc, Comparisons comparisons, Admissions admission, Terms terms) {
        this.comparisons = comparisons;
        this.admission = admission;
        this.terms = terms;
        this.starts = RunStarts.again(jdbc);
    }

    private record Possible(ActiveWorkflow workflow, PendingEvent event) {}

    /** @param told the events that there are @param armed the workflows that such events start */
    void begin(List<Refused> page, Map<Long, PendingEvent> told, Map<UUID, ActiveWorkflow> armed) {
        var possible = new ArrayList<Possible>();
        for (var one : page) {
            var workflow = armed.get(one.workflowId());
            var event = told.get(one.eventId());
            if (event == null) {
                leave("the event that asked for it is not kept any more, or tells too much");
            } else if (workflow == null || !workflow.isArmedFor(event)) {
                leave("such an event does not start its workflow any more");
            } else {
                possible.add(new Possible(workflow.startedBy(one.triggerId()), event));
            }
        }
        var ready = let(possible);
        ready.stream()
                .map(one -> Version.of(one.workflow.workflowId(), one.workflow.version()))
                .distinct()
                .forEach(terms.demand());
        if (terms.isPreview()) {
            foreseen += ready.size();
        } else {
            start(ready);
        }
    }

    void leave(String reason) {
        left.merge(reason, 1, Integer::sum);
    }

    /** Those that somebody is working on. */
    void skip(int some) {
        skipped += some;
    }

    int begun() {
        return foreseen + starts.begun();
    }

    /** @param lookedAt how many that was */
    RefusedRuns.Result result(int lookedAt) {
        return new RefusedRuns.Result(begun(), skipped, left, lookedAt);
    }

    /** Of each that begins the cause. */
    List<UUID> roots() {
        return roots;
    }

    /** Those that the filters let through. */
    private List<Possible> let(List<Possible> possible) {
        var answers = comparisons
                .answersInParts(possible.stream().map(one -> one.workflow.question(one.event)).toList());
        var ready = new ArrayList<Possible>();
        for (var index = 0; index < answers.size(); index++) {
            switch (answers.get(index)) {
                case HOLDS -> ready.add(possible.get(index));
                case HOLDS_NOT -> leave("the filter of its workflow's trigger does not hold");
                case NONE -> leave("the filter of its workflow's trigger comes to no answer");
            }
        }
        return ready;
    }

    private void start(List<Possible> ready) {
        var decisions = admission.decide(
                ready.stream().map(one -> one.workflow.candidate(one.event, Progress.BELATED)).toList());
        for (var index = 0; index < decisions.size(); index++) {
            var one = ready.get(index);
            switch (decisions.get(index)) {
                case Starts admitted -> {
                    var turn = Duration.ofMillis(Math.round(roots.size() * terms.apart()));
                    starts.add(RunStart.of(one.workflow, one.event, admitted.after(turn), Duration.ZERO));
                    roots.add(one.event.root());
                }
                case Decision.TurnedAway away -> leave("its workflow's enrolment turns it away: " + away.stage());
                case Decision.Debounced _ -> throw new IllegalStateException("what is belated is debounced no more");
            }
        }
        starts.flush();
    }
}
