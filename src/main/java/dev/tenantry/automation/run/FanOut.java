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
 * react to it and to one another: how deep that goes is bounded hard, how broad it is only spread over time, up to what no people
 * mean. Lives as long as a dispatcher's turn, in which nobody else makes runs of the tenant's
 * events.
 */
final class FanOut {

    /** How many refused runs of a first cause are recorded one by one; the workflow counts all. */
    static final int MOST_REFUSED = 20;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private static final String BEFORE = """
            select root_id, count(*) filter (where status <> ?) as runs, count(*) filter (where status = ?) as refused,
                (extract(epoch from now() - min(created_at)) * 1000)::bigint as age
            from workflow_execution_logs where organization_id = app.org_id() and root_id = any (?) and path is null group by root_id""";

    private final EngineSettings settings;
    private final Map<UUID, Count> byRoot = new HashMap<>();

    private static final class Count {
        private int runs;
        private int refused;
        /** Milliseconds since the first. */
        private long age;
    }

    /** @param jdbc in the transaction that makes the runs */
    FanOut(EngineSettings settings, JdbcClient jdbc, Collection<PendingEvent> events) {
        this.settings = settings;
        // Of what a person does there can be something already, too: a deletion tells more than one turn takes.
        var roots = events.stream().map(PendingEvent::root).distinct().toArray(UUID[]::new);
        var refused = RunStatus.REFUSED.toString();
        jdbc.sql(BEFORE).params(refused, refused, roots).query(row -> {
            var count = new Count();
            count.runs = row.getInt("runs");
            count.refused = row.getInt("refused");
            count.age = row.getLong("age");
            byRoot.put(row.getObject("root_id", UUID.class), count);
        });
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
        var count = count(event);
        if (count.runs >= settings.maxRunsPerRoot()) {
            return "refused: what this goes back to has caused " + count.runs
                    + " runs already; of those that are refused "
                    + MOST_REFUSED + " are recorded";
        }
        count.runs++;
        return null;
    }

    /** How long the run that there is to be has to wait for its turn. */
    Duration delay(PendingEvent event) {
        var count = count(event);
        var windows = (count.runs - 1) / settings.runsPerRootPerMinute();
        return Duration.ofMillis(Math.max(0, windows * WINDOW.toMillis() - count.age));
    }

    /** There is none after all of the one that there was to be. */
    void giveBack(PendingEvent event) {
        count(event).runs--;
    }

    /** Whether one more refused run of the event is to be recorded. */
    boolean recordsRefusal(PendingEvent event) {
        return ++count(event).refused <= MOST_REFUSED;
    }

    private Count count(PendingEvent event) {
        return byRoot.computeIfAbsent(event.root(), _ -> new Count());
    }
}
