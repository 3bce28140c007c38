package dev.tenantry.automation.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.admission.Admissions;
import dev.tenantry.automation.admission.Decision.Starts;
import dev.tenantry.shared.dispatch.PastEvents;
import dev.tenantry.shared.dispatch.PendingEvent;
import dev.tenantry.shared.work.Signals;

/**
 * Runs that were refused as their cause had begun so many, and are to begin after all. Nothing of them has been carried out: they begin
 * as they would now, with the version that is in force and by the rules of the enrolment. How many their cause has begun is not asked.
 */
@Component
class RefusedRuns {

    private final JdbcClient jdbc;
    private final PastEvents events;
    private final ActiveWorkflows active;
    private final Admissions admission;
    private final Signals signals;
    private final EngineSettings settings;

    RefusedRuns(JdbcClient jdbc, PastEvents events, ActiveWorkflows active, Admissions admission, Signals signals,
            EngineSettings settings) {
        this.settings = settings;
        this.jdbc = jdbc;
        this.events = events;
        this.active = active;
        this.admission = admission;
        this.signals = signals;
    }

    /** A run that was refused, and what had asked for it. */
    record Refused(UUID workflowId, UUID triggerId, long eventId) {}

    /** One that can begin: its workflow is active, and such an event still starts it. */
    record Ready(ActiveWorkflow workflow, PendingEvent event) {}

    /** As many automations as have caused one another before one that is too deep, and stays refused. */
    int tooDeep() {
        return settings.maxDepth();
    }

    /** Keeps the workflows as they are until the end of the transaction. @return in their order */
    List<Ready> ready(List<Refused> refused) {
        Map<Long, PendingEvent> told = events.of(refused.stream().map(Refused::eventId).distinct().toList())
                .stream()
                .filter(event -> event.triggerData() != null)
                .collect(Collectors.toMap(PendingEvent::id, Function.identity()));
        var names = told.values().stream().map(PendingEvent::name).collect(Collectors.toSet());
        var armed = active.of(refused.stream().map(Refused::workflowId).distinct().toList(), names);
        Map<UUID, ActiveWorkflow> locked = active.lock(armed)
                .stream()
                .collect(Collectors.toMap(ActiveWorkflow::workflowId, Function.identity()));
        var ready = new ArrayList<Ready>();
        for (var one : refused) {
            var workflow = locked.get(one.workflowId);
            var event = told.get(one.eventId);
            if (workflow != null && event != null && workflow.isArmedFor(event)) {
                ready.add(new Ready(workflow.startedBy(one.triggerId), event));
            }
        }
        return ready;
    }

    /** @param apart milliseconds between them, where they wait for no slot @return how many begin: others the enrolment turns away */
    int begin(List<Ready> ready, double apart) {
        var decisions = admission.decide(ready.stream().map(one -> one.workflow.candidate(one.event, true)).toList());
        var starts = RunStarts.again(jdbc);
        var roots = new ArrayList<UUID>();
        for (var index = 0; index < decisions.size(); index++) {
            if (decisions.get(index) instanceof Starts admitted) {
                var turn = Duration.ofMillis(Math.round(roots.size() * apart));
                starts.add(RunStart.of(ready.get(index).workflow, ready.get(index).event, admitted.after(turn),
                        Duration.ZERO));
                roots.add(ready.get(index).event.root());
            }
        }
        starts.flush();
        new CauseStore(jdbc).add(roots);
        signals.afterCommit(RunQueue.NAME);
        return roots.size();
    }
}
