package dev.tenantry.automation.run;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import dev.tenantry.shared.journal.CurrentRun;
import dev.tenantry.shared.journal.DomainEvents;
import dev.tenantry.shared.work.Turns;

/**
 * Carries out runs: claims what is due, goes on with each run on a thread of its own until it ends or has to wait, and
 * shows signs of life for the ones it holds. Any number of engines may work side by side.
 */
final class Engine {

    private static final Logger log = LoggerFactory.getLogger(Engine.class);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int SIGNS_OF_LIFE_A_LEASE = 4;
    /** Of those that may be at work: the others wait for servers elsewhere. */
    private static final int MOST_HELD = 16;
    /** So often a step may take its process with it. */
    private static final int MOST_LOSSES = 5;

    private final RunQueue queue;
    private final StepRunner steps;
    private final Signal signal;
    private final EngineSettings settings;
    private final Timer turns;
    private final Set<Claim> held = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors
            .newThreadPerTaskExecutor(Thread.ofVirtual().name("automation-run-", 0).factory());
    private volatile boolean running = true;
    private @Nullable Thread claiming;
    private volatile boolean backlog;

    Engine(RunQueue queue, StepRunner steps, Signal signal, EngineSettings settings, MeterRegistry meters) {
        this.queue = queue;
        this.steps = steps;
        this.signal = signal;
        this.settings = settings;
        this.turns = meters.timer("tenantry.automation.turns");
    }

    void start() {
        claiming = Thread.ofVirtual().name("automation-claims").start(() -> repeat(this::claim));
        Thread.ofVirtual().name("automation-leases").start(() -> repeat(this::renew));
    }

    /** How many runs it carries out right now. */
    int held() {
        return held.size();
    }

    /** Claims no more, lets steps that have begun come to their end, and hands back what is left. */
    void stop() throws InterruptedException {
        running = false;
        signal.raise();
        if (claiming != null) {
            claiming.join();
        }
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!held.isEmpty() && System.nanoTime() < deadline) {
            renewHeld();
            Thread.sleep(Duration.ofMillis(20));
        }
        threads.shutdown();
    }

    private void repeat(Turns.Turn turn) {
        Turns.repeat("the run queue", AFTER_A_FAILURE, () -> running, turn);
    }

    private void claim() throws InterruptedException {
        var free = Math.min(settings.concurrency() - (held.size() - steps.outside()),
                MOST_HELD * settings.concurrency() - held.size());
        var claims = free > 0 ? queue.claim(free, inFlight()) : List.<Claim>of();
        backlog = !claims.isEmpty() || free <= 0;
        for (var claim : claims) {
            begin(claim);
        }
        if (claims.size() < free || free <= 0) {
            signal.await(settings.pollInterval());
        }
    }

    /** What is never begun is not held: somebody else is to have it once its lease lapses. */
    private void begin(Claim claim) {
        held.add(claim);
        try {
            threads.execute(() -> carryOut(claim));
        } catch (Throwable failure) {
            held.remove(claim);
            throw failure;
        }
    }

    private Map<UUID, Integer> inFlight() {
        return held.stream()
                .collect(Collectors.groupingBy(Claim::organizationId,
                        Collectors.collectingAndThen(Collectors.counting(), Long::intValue)));
    }

    private void carryOut(Claim claim) {
        MDC.put("runId", Long.toString(claim.runId()));
        try {
            turns.record(
                    () -> claim.context()
                            .run(() -> DomainEvents.causedBy(claim.root(), claim.depth(),
                                    () -> CurrentRun.during(claim.runId(), () -> stepUntilItWaits(claim)))));
        } catch (LeaseLost lost) {
            log.info("{}", lost.getMessage());
        } catch (Throwable failure) {
            Turns.report("run " + claim.runId(), failure);
        } finally {
            held.remove(claim);
            MDC.remove("runId");
            if (backlog) {
                signal.raise();
            }
        }
    }

    private void stepUntilItWaits(Claim claim) {
        if (claim.losses() >= MOST_LOSSES) {
            log.warn("run {} is parked: its lease was lost {} times", claim.runId(), claim.losses());
            steps.park(claim);
            return;
        }
        while (steps.step(claim)) {
            if (!running) {
                queue.release(claim);
                return;
            }
        }
    }

    private void renew() throws InterruptedException {
        Thread.sleep(settings.lease().dividedBy(SIGNS_OF_LIFE_A_LEASE));
        renewHeld();
    }

    private void renewHeld() {
        if (!held.isEmpty()) {
            queue.renew(Set.copyOf(held));
        }
    }
}
