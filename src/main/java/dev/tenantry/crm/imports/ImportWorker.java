package dev.tenantry.crm.imports;

import java.time.Duration;
import java.util.function.BooleanSupplier;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.work.QueueWorker;
import dev.tenantry.shared.work.Signals;

/**
 * Runs imports on this instance: however long a chunk takes, no second worker begins with it, nor with another import of the
 * same organization. When it is stopped each one finishes its chunk, and goes on from there, here or elsewhere.
 */
@Component
class ImportWorker extends QueueWorker<ImportJob> {

    /** Long enough to be worth beginning with: whoever goes on has to read the file up to there. */
    private static final Duration SHIFT = Duration.ofSeconds(30);

    private final ImportRunner runner;
    private final ImportSettings settings;

    ImportWorker(ImportJobs jobs, ImportRunner runner, ImportSettings settings, Signals signals,
            MeterRegistry meters) {
        super(jobs.queue(), signals, settings.poll(), meters);
        this.runner = runner;
        this.settings = settings;
    }

    @Override
    public void start() {
        if (settings.workers() > 0) {
            super.start();
        }
    }

    /** One after the other: what the next one can be depends on what is under way. */
    @Override
    public int room() {
        return Math.min(1, settings.workers() - queue().held().size());
    }

    @Override
    public Object[] among() {
        return new Object[]{mayTry()};
    }

    @Override
    public void carryOut(ImportJob job) {
        runner.run(job, () -> !isRunning(), othersTurn());
    }

    /** Whose beginning is what ends it. */
    @Override
    public void park(ImportJob job) {
        carryOut(job);
    }

    /** After a while, where others wait. */
    private BooleanSupplier othersTurn() {
        var begun = System.nanoTime();
        return () -> System.nanoTime() - begun > SHIFT.toNanos() && queue().hasDue(mayTry());
    }

    /** A dry run holds its worker to its end: one is left for others, where there are several. */
    private boolean mayTry() {
        return queue().held().stream().filter(ImportJob::isDryRun).count() < Math.max(1, settings.workers() - 1);
    }
}
