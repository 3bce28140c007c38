package dev.tenantry.automation.run.step;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.run.RunQueue;
import dev.tenantry.automation.run.start.FirstSteps;
import dev.tenantry.shared.database.AfterCommit;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.work.Signals;

/**
 * Carries runs out where they begin, as {@link Segments} does with those in the queue. What comes to anything but a step that succeeds in
 * the database goes on from the queue, with nothing of that step done.
 */
@Component
class FirstSegments implements FirstSteps {

    private final SegmentKernel kernel;
    private final Segments segments;
    private final AutomationLifecycle lifecycle;
    private final RunTransactions transactions;
    private final EntityManager entities;
    private final Signals signals;

    FirstSegments(SegmentKernel kernel, Segments segments, AutomationLifecycle lifecycle, RunTransactions transactions,
            EntityManager entities, Signals signals) {
        this.kernel = kernel;
        this.segments = segments;
        this.lifecycle = lifecycle;
        this.transactions = transactions;
        this.entities = entities;
        this.signals = signals;
    }

    @Override
    public boolean areTaken() {
        return lifecycle.isRunning();
    }

    @Override
    public boolean haveRoom() {
        return transactions.isAdded();
    }

    @Override
    public void take(List<Begun> runs, Consumer<@Nullable UUID> at) {
        var begun = kernel.reader().begin(runs);
        var end = System.nanoTime() + Segment.LONGEST_NANOS;
        var carriedOut = new ArrayList<SegmentRun>();
        begun.stream()
                .collect(Collectors.groupingBy(run -> run.claim().context(), LinkedHashMap::new, Collectors.toList()))
                .forEach((context, some) -> carriedOut.addAll(TenantContext.lendTo(context,
                        () -> begin(context.userId(), some, end, at))));
        note(begun, carriedOut);
        if (carriedOut.stream().anyMatch(SegmentRun::isUnderWay)) {
            signals.afterCommit(RunQueue.NAME);
        }
        AfterCommit.run(() -> segments.count(carriedOut));
    }

    /** Changes are written here: they are told in the name of whoever's context they are written in, and wait for nobody who waits for what comes later. */
    private List<SegmentRun> begin(@Nullable UUID publisher, List<BegunRun> some, long end,
            Consumer<@Nullable UUID> at) {
        var runs = new Segment(kernel, at).begin(publisher, some, end);
        entities.flush();
        return runs;
    }

    private void note(List<BegunRun> begun, List<SegmentRun> carriedOut) {
        Map<Long, BegunRun> byId = new HashMap<>();
        begun.forEach(run -> byId.put(run.claim().runId(), run));
        kernel.noteBegun(carriedOut.stream()
                .map(run -> run.begunNote(Objects.requireNonNull(byId.get(run.claim().runId()))))
                .toList(), carriedOut);
    }
}
