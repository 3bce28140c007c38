package dev.tenantry.audit.sink;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.time.PeriodicTask;
import dev.tenantry.shared.work.Turns;

/** Tells the platform's sinks what waits for them, side by side, so that none waits for another one's server. */
@Component
class PlatformSinkWorker extends PeriodicTask {

    /** So many batches at a time. */
    private static final int SHIFT = 100;

    private final PlatformSinkStore store;
    private final SinkTransports transports;
    private final SinkPauses pauses;

    PlatformSinkWorker(PlatformSinkStore store, SinkTransports transports, SinkPauses pauses) {
        super("the platform's audit sinks", Duration.ofSeconds(2));
        this.store = store;
        this.transports = transports;
        this.pauses = pauses;
    }

    @Override
    protected void work() {
        var due = store.due();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            due.forEach(sink -> threads.execute(() -> attempt(sink)));
        }
    }

    private void attempt(UUID sink) {
        try {
            tell(sink);
        } catch (RuntimeException failure) {
            Turns.report("the platform's audit sink " + sink, failure);
        }
    }

    private void tell(UUID sink) {
        var claim = store.claim(sink);
        for (var sent = 0; sent < SHIFT && isRunning() && claim.isPresent(); sent++) {
            var held = claim.get();
            var batch = store.next(held);
            if (batch.entries().isEmpty() && !batch.next().isInRound()) {
                store.idle(held, batch);
                return;
            }
            var failure = batch.entries().isEmpty() ? null : transports.send(batch.target(), batch.entries());
            if (failure != null) {
                store.failed(held, batch, SinkTransports.reason(failure), pauses.after(held.failures() + 1, failure));
                return;
            }
            claim = store.taken(held, batch);
        }
    }
}
