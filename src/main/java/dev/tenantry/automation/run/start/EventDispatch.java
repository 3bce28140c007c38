package dev.tenantry.automation.run.start;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.admission.Admissions;
import dev.tenantry.automation.admission.Candidate.Progress;
import dev.tenantry.automation.admission.Decision.Starts;
import dev.tenantry.automation.definition.Comparisons;
import dev.tenantry.automation.definition.Comparisons.Answer;
import dev.tenantry.automation.run.EngineSettings;
import dev.tenantry.automation.run.RunQueue;
import dev.tenantry.shared.dispatch.EventConsumer;
import dev.tenantry.shared.dispatch.PendingEvent;
import dev.tenantry.shared.work.Signals;

/** Turns a tenant's pending events into runs of the workflows whose active triggers accept them, each event once. */
@Component
@Order(0)
class EventDispatch implements EventConsumer {

    private final JdbcClient jdbc;
    private final ActiveWorkflows active;
    private final Comparisons comparisons;
    private final Admissions admission;
    private final Goals goals;
    private final EngineSettings settings;
    private final Signals signals;
    private final AtOnce atOnce;

    EventDispatch(JdbcClient jdbc, ActiveWorkflows active, Comparisons comparisons, Admissions admission,
            Goals goals, EngineSettings settings, Signals signals, AtOnce atOnce) {
        this.jdbc = jdbc;
        this.active = active;
        this.comparisons = comparisons;
        this.admission = admission;
        this.goals = goals;
        this.settings = settings;
        this.signals = signals;
        this.atOnce = atOnce;
    }

    /** @param isAnswered whether the filter lets it through; it has come to no answer otherwise */
    private record Reaction(ActiveWorkflow workflow, PendingEvent event, boolean isAnswered) {}

    @Override
    public void on(List<PendingEvent> events) {
        var turn = atOnce.turn();
        var fanOut = start(events, turn);
        goals.meet(events);
        if (fanOut != null) {
            // Behind the runs that are ended, as whoever starts what was debounced locks them.
            fanOut.save();
        }
        turn.carryOut();
    }

    /** Null where no workflow reacts. */
    private @Nullable FanOut start(List<PendingEvent> events, AtOnce.Turn turn) {
        Set<String> names = events.stream().map(PendingEvent::name).collect(Collectors.toSet());
        var workflows = active.after(null, names);
        if (workflows.isEmpty()) {
            return null;
        }
        var fanOut = new FanOut(settings, jdbc);
        fanOut.read(events);
        var starts = new RunStarts(jdbc);
        while (!workflows.isEmpty()) {
            start(settled(reactions(workflows, events), events, names), fanOut, starts, turn);
            starts.flush();
            workflows = workflows.size() < ActiveWorkflows.BATCH
                    ? List.of()
                    : active.after(workflows.getLast(), names);
        }
        turn.end(starts);
        if (starts.begun() > 0) {
            signals.afterCommit(RunQueue.NAME);
        }
        return fanOut;
    }

    /** Whose workflow has changed while it was decided is decided once more. */
    private List<Reaction> settled(List<Reaction> decided, List<PendingEvent> events, Set<String> names) {
        if (decided.isEmpty()) {
            return decided;
        }
        var workflows = decided.stream().map(Reaction::workflow).collect(Collectors.toSet());
        var unchanged = active.lock(workflows);
        var settled = new ArrayList<>(decided);
        if (settled.removeIf(reaction -> !unchanged.contains(reaction.workflow))) {
            workflows.removeAll(unchanged);
            settled.addAll(reactions(active.again(workflows, names), events));
        }
        return settled;
    }

    /** Those that the filters do not keep out, in the order of the events; all filters are decided at once. */
    private List<Reaction> reactions(List<ActiveWorkflow> workflows, List<PendingEvent> events) {
        var possible = new ArrayList<Reaction>();
        for (var event : events) {
            workflows.stream()
                    .filter(workflow -> workflow.isArmedFor(event))
                    .forEach(workflow -> possible.add(new Reaction(workflow, event, true)));
        }
        var answers = comparisons.answers(
                possible.stream().map(reaction -> reaction.workflow.question(reaction.event)).toList());
        var reactions = new ArrayList<Reaction>();
        for (var index = 0; index < possible.size(); index++) {
            var reaction = possible.get(index);
            if (answers.get(index) != Answer.HOLDS_NOT) {
                reactions.add(
                        new Reaction(reaction.workflow, reaction.event, answers.get(index) == Answer.HOLDS));
            }
        }
        return reactions;
    }

    /** What there may be by its cause is asked of the enrolment, where there is one. */
    private void start(List<Reaction> reactions, FanOut fanOut, RunStarts starts, AtOnce.Turn turn) {
        var decided = new ArrayList<AllowedStart>();
        for (var reaction : reactions) {
            var workflow = reaction.workflow;
            if (!reaction.isAnswered) {
                starts.countUnanswered(workflow.workflowId());
            } else if (fanOut.allows(workflow, reaction.event, starts)) {
                var delay = fanOut.delay(reaction.event, workflow.workflowId());
                if (workflow.enrolment().isOpen()) {
                    var start = RunStart.of(workflow, reaction.event, Starts.AT_ONCE, delay);
                    if (!turn.takes(start)) {
                        starts.add(start);
                    }
                } else {
                    decided.add(new AllowedStart(workflow, reaction.event, delay));
                }
            }
        }
        if (!decided.isEmpty()) {
            AllowedStart.admit(decided, Progress.NEW, admission, fanOut, starts);
        }
    }
}
