package dev.tenantry.shared.work;

import java.time.Duration;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.SmartLifecycle;

/**
 * Work that a component does for as long as the application runs.
 *
 * @param <L> a claim
 */
public abstract class QueueWorker<L extends Lease> implements Worker.Work<L>, SmartLifecycle {

    private final WorkQueue<L> queue;
    private final Worker<L> worker;

    /** @param pollInterval how often it looks for what other instances made due */
    protected QueueWorker(WorkQueue<L> queue, Signals signals, Duration pollInterval, MeterRegistry meters) {
        this.queue = queue;
        this.worker = new Worker<>(queue, this, signals.of(queue.definition().name()), pollInterval, meters);
    }

    protected final WorkQueue<L> queue() {
        return queue;
    }

    @Override
    public void start() {
        worker.start();
    }

    @Override
    public final void stop() {
        try {
            worker.stop();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public final boolean isRunning() {
        return worker.isRunning();
    }
}
