package dev.tenantry.crm.imports;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

import dev.tenantry.shared.work.Turns;

/**
 * The threads of this instance that run imports, and one that shows signs of life for those under way: however long a chunk
 * takes, no second worker begins with it, nor with another import of the same organization.
 */
@Component
class ImportWorker implements SmartLifecycle {

    private static final long PATIENCE = 10_000;
    /** Long enough to be worth beginning with: whoever goes on has to read the file up to there. */
    private static final Duration SHIFT = Duration.ofSeconds(30);
    private static final int SIGNS_OF_LIFE_A_LEASE = 4;

    /** An import has come into the queue. */
    record Queued() {}

    private final ImportJobs jobs;
    private final ImportRunner runner;
    private final ImportSettings settings;
    private final Semaphore calls = new Semaphore(0);
    private final List<Thread> threads = new ArrayList<>();
    private final Set<ImportJob> held = ConcurrentHashMap.newKeySet();
    private final ReentrantLock claiming = new ReentrantLock();
    private volatile boolean running;

    ImportWorker(ImportJobs jobs, ImportRunner runner, ImportSettings settings) {
        this.jobs = jobs;
        this.runner = runner;
        this.settings = settings;
    }

    /** The next idle thread looks at once. */
    @TransactionalEventListener
    void on(Queued event) {
        calls.release();
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("import-leases").start(this::keepLeases);
        for (var number = 1; number <= settings.workers(); number++) {
            threads.add(Thread.ofVirtual().name("import-" + number).start(this::work));
        }
    }

    /** Lets each thread finish its chunk; the imports go on from there, here or elsewhere. */
    @Override
    public void stop() {
        running = false;
        calls.release(settings.workers());
        try {
            for (var thread : threads) {
                thread.join(PATIENCE);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void work() {
        Turns.repeat("imports", settings.poll(), () -> running, () -> {
            var job = claim();
            if (job.isPresent()) {
                try {
                    runner.run(job.get(), () -> !running, othersTurn());
                } finally {
                    held.remove(job.get());
                }
            } else {
                rest();
            }
        });
    }

    /** One thread after the other: the next one knows what is under way here. */
    private Optional<ImportJob> claim() {
        claiming.lock();
        try {
            var job = jobs.claim(busy(), mayTry());
            job.ifPresent(held::add);
            return job;
        } finally {
            claiming.unlock();
        }
    }

    /** After a while, where others wait. */
    private BooleanSupplier othersTurn() {
        var begun = System.nanoTime();
        return () -> System.nanoTime() - begun > SHIFT.toNanos() && jobs.othersWait(busy(), mayTry());
    }

    private List<UUID> busy() {
        return held.stream().map(ImportJob::organizationId).toList();
    }

    /** A dry run holds its worker to its end: one is left for others, where there are several. */
    private boolean mayTry() {
        return held.stream().filter(ImportJob::isTrial).count() < Math.max(1, settings.workers() - 1);
    }

    /** Until the last one has come to its end. */
    private void keepLeases() {
        Turns.repeat("leases of imports", settings.lease().dividedBy(SIGNS_OF_LIFE_A_LEASE),
                () -> running || !held.isEmpty(), () -> {
                    Thread.sleep(settings.lease().dividedBy(SIGNS_OF_LIFE_A_LEASE));
                    if (!held.isEmpty()) {
                        jobs.renew(Set.copyOf(held));
                    }
                });
    }

    private void rest() throws InterruptedException {
        if (calls.tryAcquire(settings.poll().toMillis(), TimeUnit.MILLISECONDS)) {
            calls.drainPermits();
        }
    }
}
