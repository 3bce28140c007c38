package dev.tenantry.automation.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.definition.Comparisons;
import dev.tenantry.shared.dispatch.EventConsumer;
import dev.tenantry.shared.dispatch.PendingEvent;
import dev.tenantry.shared.work.Signals;

/** Turns a tenant's pending events into runs of the workflows whose active triggers accept them, each event once. */
@Component
class EventDispatch implements EventConsumer {

    private final JdbcClient jdbc;
    private final ActiveWorkflows active;
    private final Comparisons comparisons;
    private final EngineSettings settings;
    private final Signals signals;

    EventDispatch(JdbcClient jdbc, ActiveWorkflows active, Comparisons comparisons,
            EngineSettings settings, Signals signals) {
        this.jdbc = jdbc;
        this.active = active;
        this.comparisons = comparisons;
        this.settings = settings;
        this.signals = signals;
    }

    private record Reaction(ActiveWorkflow workflow, PendingEvent event) {}

    @Override
    public void on(List<PendingEvent> events) {
        Set<String> names = events.stream().map(PendingEvent::name).collect(Collectors.toSet());
        var workflows = active.after(null, names);
        if (workflows.isEmpty()) {
            return;
        }
        var fanOut = new FanOut(settings, jdbc, events);
        var starts = new RunStarts(jdbc);
        while (!workflows.isEmpty()) {
            for (var reaction : settled(reactions(workflows, events), events, names)) {
                start(reaction.workflow, reaction.event, fanOut, starts);
            }
            starts.flush();
            workflows = active.after(workflows.getLast(), names);
        }
        if (starts.hasBegun()) {
            signals.afterCommit(RunQueue.NAME);
        }
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

    /** Those that the filters let through, in the order of the events; all filters are decided at once. */
    private List<Reaction> reactions(List<ActiveWorkflow> workflows, List<PendingEvent> events) {
        var possible = new ArrayList<Reaction>();
        for (var event : events) {
            workflows.stream()
                    .filter(workflow -> workflow.isArmedFor(event))
                    .forEach(workflow -> possible.add(new Reaction(workflow, event)));
        }
        var hold = comparisons.hold(
                possible.stream().map(reaction -> reaction.workflow.question(reaction.event)).toList());
        return IntStream.range(0, possible.size()).filter(hold::get).mapToObj(possible::get).toList();
    }

    private static void start(ActiveWorkflow workflow, PendingEvent event, FanOut fanOut, RunStarts starts) {
        var refusal = fanOut.refusal(event);
        if (refusal != null) {
            starts.countRefusal(workflow.workflowId());
            if (!fanOut.recordsRefusal(event)) {
                return;
            }
        }
        starts.add(new RunStart(workflow, event, refusal));
    }
}
