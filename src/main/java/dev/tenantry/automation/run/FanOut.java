package dev.tenantry.automation.run;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.tenantry.shared.dispatch.PendingEvent;

/**
 * Which of the runs that events ask for there are to be, and when. What one first cause makes has an end, however many workflows
 * react to it and to one another: how deep that goes and how many runs it comes to is bounded hard, and of each workflow only so many
 * begin a minute. One that reacts beside others waits for its own runs alone; those of a loop each for theirs. Lives as long as a
 * dispatcher's turn, in which nobody else makes runs of the tenant's events.
 */
final class FanOut {

    /** How many refused runs of a first cause are recorded one by one; the workflow counts all. */
    static final int MOST_REFUSED = 20;
    /** What a run waits for whose workflow has begun as many of its cause this minute as it may. */
    static final String WAITS = "it waits for its minute: only so many runs of a workflow begin in one that go back to the same cause";

    private final EngineSettings settings;
    private final CauseStore store;
    private final Map<UUID, Cause> causes = new HashMap<>();

    /** @param jdbc in the transaction that makes the runs */
    FanOut(EngineSettings settings, JdbcClient jdbc, Collection<PendingEvent> events) {
        this.settings = settings;
        this.store = new CauseStore(jdbc);
        // Of what a person does there can be something already, too: a deletion tells more than one turn takes.
        causes.putAll(store.read(events.stream().map(PendingEvent::root).distinct().toArray(UUID[]::new)));
    }

    /** Why there is to be no further run of the event; null where there is one more. */
    @Nullable
    String refusal(PendingEvent event) {
        if (event.triggerData() == null) {
            return "refused: the event tells more than " + PendingEvent.LONGEST + " characters";
        }
        if (event.depth() >= settings.maxDepth()) {
            return "refused: " + event.depth() + " automations caused one another before this one";
        }
        var cause = cause(event);
        if (cause.runs() >= settings.maxRunsPerRoot()) {
            return "refused: what this goes back to has caused " + cause.runs()
                    + " runs already; of those that are refused "
                    + MOST_REFUSED + " are recorded";
        }
        cause.allow();
        return null;
    }

    /** How long the run that there is to be has to wait for its turn. */
    Duration delay(PendingEvent event, UUID workflow) {
        return cause(event).begin(workflow, settings.runsPerRootPerMinute());
    }

    /** There is none after all of the one that there was to be. */
    void giveBack(PendingEvent event, UUID workflow) {
        cause(event).giveBack(workflow);
    }

    /** Whether one more refused run of the event is to be recorded. */
    boolean recordsRefusal(PendingEvent event) {
        return cause(event).refuse() <= MOST_REFUSED;
    }

    /** Notes what the next turn needs to know. */
    void save() {
        store.keep(causes);
    }

    private Cause cause(PendingEvent event) {
        return causes.computeIfAbsent(event.root(), _ -> new Cause());
    }
}
