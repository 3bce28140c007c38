package dev.tenantry.audit.sink;

import java.io.IOException;
import java.time.Duration;

import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.work.QueueWorker;
import dev.tenantry.shared.work.Signals;

/** Sends sinks what waits for them, from where the last acknowledgement left off. */
@Component
class SinkWorker extends QueueWorker<SinkClaim> {

    private static final int AT_ONCE = 8;
    /** So many batches at a time: others are waiting, too. */
    private static final int SHIFT = 100;

    private final SinkStore store;
    private final SinkTransports transports;
    private final SinkPauses pauses;

    SinkWorker(SinkQueue queue, SinkStore store, SinkTransports transports, Signals signals, SinkPauses pauses,
            MeterRegistry meters) {
        super(queue.work(), signals, Duration.ofSeconds(2), meters);
        this.store = store;
        this.transports = transports;
        this.pauses = pauses;
    }

    @Override
    public int room() {
        return AT_ONCE - queue().held().size();
    }

    @Override
    public void carryOut(SinkClaim claim) {
        new TenantContext(claim.organizationId(), null).run(() -> {
            var pause = work(claim);
            if (pause != null) {
                queue().release(claim, pause);
            }
        });
    }

    /** There is always more: it is no piece of work that ends. */
    @Override
    public void park(SinkClaim claim) {
        carryOut(claim);
    }

    /** @return after which time there is more to do; null where the sink is not this instance's any more */
    private @Nullable Duration work(SinkClaim claim) {
        for (var sent = 0; sent < SHIFT && isRunning(); sent++) {
            var batch = store.next(claim).orElse(null);
            if (batch == null) {
                return null;
            }
            var failure = send(batch);
            if (failure != null) {
                return failed(claim, batch, failure);
            }
            if (!store.taken(claim, batch)) {
                return null;
            }
            if (batch.entries().isEmpty()) {
                return SinkPauses.IDLE;
            }
        }
        return Duration.ZERO;
    }

    private @Nullable IOException send(SinkBatch batch) {
        return batch.entries().isEmpty() ? null : transports.send(batch.target(), batch.entries());
    }

    private @Nullable Duration failed(SinkClaim claim, SinkBatch batch, IOException failure) {
        return store.failed(claim, batch, SinkTransports.reason(failure))
                .map(failures -> pauses.after(failures, failure))
                .orElse(null);
    }
}
