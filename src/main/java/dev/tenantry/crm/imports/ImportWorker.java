package dev.tenantry.crm.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

import dev.tenantry.shared.work.Turns;

/** The threads of this instance that run imports. */
@Component
class ImportWorker implements SmartLifecycle {

    private static final long PATIENCE = 10_000;

    /** An import has come into the queue. */
    record Queued() {}

    private final ImportJobs jobs;
    private final ImportRunner runner;
    private final ImportSettings settings;
    private final Semaphore calls = new Semaphore(0);
    private final List<Thread> threads = new ArrayList<>();
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
            var job = jobs.claim();
            if (job.isPresent()) {
                runner.run(job.get(), () -> !running);
            } else {
                rest();
            }
        });
    }

    private void rest() throws InterruptedException {
        if (calls.tryAcquire(settings.poll().toMillis(), TimeUnit.MILLISECONDS)) {
            calls.drainPermits();
        }
    }
}
