package dev.tenantry.automation.run.control;

import java.util.Collection;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.admission.Cancellations;
import dev.tenantry.automation.run.RunQueue;
import dev.tenantry.automation.run.RunWakes;
import dev.tenantry.shared.work.Signals;

/** Whoever waits for one of them is woken, and whoever has just seen it alive after the commit. */
@Component
class RunCancellations implements Cancellations {

    private static final String CANCEL = "select cancelled, held from app.cancel_runs(app.org_id(), ?, ?)";

    private final JdbcClient jdbc;
    private final RunWakes wakes;
    private final Signals signals;

    RunCancellations(JdbcClient jdbc, RunWakes wakes, Signals signals) {
        this.signals = signals;
        this.jdbc = jdbc;
        this.wakes = wakes;
    }

    private record Cancelled(Set<Long> runs, List<Long> held) {}

    @Override
    public Set<Long> cancel(Collection<Long> runs, @Nullable String reason) {
        var cancelled = jdbc.sql(CANCEL)
                .param(runs.toArray(Long[]::new))
                .param(reason)
                .query((row, _) -> new Cancelled(
                        Set.copyOf(List.of((Long[]) row.getArray("cancelled").getArray())),
                        List.of((Long[]) row.getArray("held").getArray())))
                .single();
        signals.afterCommit(RunQueue.NAME);
        wakes.wakeAfterCommit(cancelled.held);
        return cancelled.runs;
    }
}
