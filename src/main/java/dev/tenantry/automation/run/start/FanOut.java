package dev.tenantry.automation.run.start;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.tenantry.automation.run.EngineSettings;
import dev.tenantry.shared.dispatch.PendingEvent;

/**
 * Which of the runs that events ask for there are to be, and when. What one first cause makes has an end, however many workflows
 * react to it and to one another: how deep that goes and how many runs it comes to is bounded hard, and of each workflow only so many
 * begin a minute. One that reacts beside others waits for its own runs alone; those of a loop each for theirs. Lives as long as a
 * turn in which nobody else makes runs of the tenant's events.
 */
final class FanOut {

    /** How many refused runs of a first cause are recorded one by one; the workflow counts all. */
    static final int MOST_REFUSED = 1_000;

    private final EngineSettings settings;
    private final CauseStore store;
    private final Map<UUID, Cause> causes = new HashMap<>();

    /** @param jdbc in the transaction that makes the runs */
    FanOut(EngineSettings settings, JdbcClient jdbc) {
        this.settings = settings;
        this.store = new CauseStore(jdbc, settings);
    }

    /** What the events have caused already. Of what a person does there can be something, too: a deletion tells more than one turn takes. */
    void read(Collection<PendingEvent> events) {
        var unknown = events.stream()
                .map(PendingEvent::root)
                .filter(root -> !causes.containsKey(root))
                .distinct()
                .toArray(UUID[]::new);
        if (unknown.length > 0) {
            causes.putAll(store.read(unknown));
        }
    }

    /** Whether there is to be one more run of the workflow; of one that is refused the starts are told. */
    boolean allows(ActiveWorkflow workflow, PendingEvent event, RunStarts starts) {
        var refusal = refusal(event);
        if (refusal == null) {
            return true;
        }
        starts.countRefusal(workflow.workflowId());
        if (cause(event).refuse() <= MOST_REFUSED) {
            starts.add(RunStart.refused(workflow, event, refusal));
        }
        return false;
    }

    /** How long the run that there is to be has to wait for its turn. */
    Duration delay(PendingEvent event, UUID workflow) {
        return cause(event).begin(workflow, settings.runsPerRootPerMinute());
    }

    /** There is none after all of the one that there was to be. */
    void giveBack(PendingEvent event, UUID workflow) {
        cause(event).giveBack(workflow);
    }

    /** Notes what the next turn needs to know. */
    void save() {
        store.keep(causes);
    }

    private @Nullable String refusal(PendingEvent event) {
        if (event.triggerData() == null) {
            return "the event tells more than " + PendingEvent.LONGEST + " characters";
        }
        if (event.depth() >= settings.maxDepth()) {
            return event.depth() + " automations caused one another before this one";
        }
        var cause = cause(event);
        if (cause.runs() >= settings.maxRunsPerRoot()) {
            return "what this goes back to has caused " + cause.runs()
                    + " runs already; of those that are refused "
                    + MOST_REFUSED + " are recorded";
        }
        cause.allow();
        return null;
    }

    private Cause cause(PendingEvent event) {
        return causes.computeIfAbsent(event.root(), _ -> new Cause());
    }
}
