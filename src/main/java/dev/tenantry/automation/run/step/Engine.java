package dev.tenantry.automation.run.step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import dev.tenantry.automation.run.Claim;
import dev.tenantry.automation.run.EngineSettings;
import dev.tenantry.automation.run.LeaseLost;
import dev.tenantry.shared.work.Signal;
import dev.tenantry.shared.work.WorkQueue;
import dev.tenantry.shared.work.Worker;

/** Carries out runs: goes on with each that is claimed until it ends or has to wait. */
final class Engine implements Worker.Work<Claim> {

    private static final Logger log = LoggerFactory.getLogger(Engine.class);
    /** Of those that may be at work at once, so many: the others wait for servers elsewhere. */
    private static final int HELD_A_PLACE = 16;

    private final WorkQueue<Claim> queue;
    private final Segments segments;
    private final StepRunner steps;
    private final EngineSettings settings;
    private final Timer turns;
    private final Worker<Claim> worker;
    /** How many groups go on right now. */
    private final AtomicInteger together = new AtomicInteger();

    Engine(WorkQueue<Claim> queue, Segments segments, StepRunner steps, Signal signal, EngineSettings settings,
            MeterRegistry meters) {
        this.queue = queue;
        this.segments = segments;
        this.steps = steps;
        this.settings = settings;
        this.turns = meters.timer("tenantry.automation.turns");
        this.worker = new Worker<>(queue, this, signal, settings.pollInterval(), meters);
    }

    void start() {
        worker.start();
    }

    /** How many runs it carries out right now. */
    int held() {
        return queue.held().size();
    }

    /** Claims no more, lets steps that have begun come to their end, and hands back what is left. */
    void stop() throws InterruptedException {
        worker.stop();
    }

    /**
     * None until half of the places are free, and none while as many go on together as may: what is claimed one by one is not carried out
     * together.
     */
    @Override
    public int room() {
        if (together.get() >= settings.together()) {
            return 0;
        }
        var free = settings.concurrency() - (held() - steps.outside());
        return 2 * free < settings.concurrency() ? 0 : Math.min(free, HELD_A_PLACE * settings.concurrency() - held());
    }

    /** Those that act in one organization with the same rights. Whose holder has vanished is by itself: it may be why. */
    @Override
    public Collection<List<Claim>> groups(List<Claim> claims) {
        return claims.stream()
                .collect(Collectors.groupingBy(
                        claim -> claim.losses() == 0 ? claim.context() : claim, LinkedHashMap::new,
                        Collectors.toList()))
                .values();
    }

    @Override
    public List<Claim> together(List<Claim> group) {
        if (group.getFirst().losses() > 0) {
            return group;
        }
        together.incrementAndGet();
        try {
            return asFarAsTheyGo(group);
        } finally {
            together.decrementAndGet();
        }
    }

    private List<Claim> asFarAsTheyGo(List<Claim> group) {
        var alone = new ArrayList<Claim>();
        var going = group;
        while (!going.isEmpty()) {
            var some = going;
            var left = Objects.requireNonNull(
                    turns.record(() -> some.getFirst().context().call(() -> segments.carryOut(some))));
            alone.addAll(left.alone());
            going = left.going();
            if (!worker.isRunning()) {
                going.forEach(claim -> queue.release(claim, Duration.ZERO));
                return alone;
            }
        }
        return alone;
    }

    @Override
    public void carryOut(Claim claim) {
        MDC.put("runId", Long.toString(claim.runId()));
        try {
            turns.record(() -> inItsName(claim, () -> stepUntilItWaits(claim)));
        } catch (LeaseLost lost) {
            log.info("{}", lost.getMessage());
        } finally {
            MDC.remove("runId");
        }
    }

    @Override
    public void park(Claim claim) {
        inItsName(claim, () -> steps.park(claim));
    }

    private static void inItsName(Claim claim, Runnable work) {
        claim.context().run(() -> claim.during(work));
    }

    private void stepUntilItWaits(Claim claim) {
        while (steps.step(claim)) {
            if (!worker.isRunning()) {
                queue.release(claim, Duration.ZERO);
                return;
            }
        }
    }
}
