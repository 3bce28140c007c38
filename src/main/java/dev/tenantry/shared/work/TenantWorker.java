package dev.tenantry.shared.work;

import java.time.Duration;

import io.micrometer.core.instrument.MeterRegistry;

/**
 * Does organizations' work, each piece in the context that its claim names, so many at a time.
 *
 * @param <L> a claim
 */
public abstract class TenantWorker<L extends TenantLease> extends QueueWorker<L> {

    private final int atOnce;

    /** @param pollInterval how often it looks for what other instances made due */
    protected TenantWorker(WorkQueue<L> queue, int atOnce, Signals signals, Duration pollInterval,
            MeterRegistry meters) {
        super(queue, signals, pollInterval, meters);
        this.atOnce = atOnce;
    }

    /** Does it, or as much as there is time for; it looks for itself whether the lease still holds. */
    protected abstract void work(L claim);

    /** Puts aside what its holders do not survive. */
    protected abstract void giveUp(L claim);

    @Override
    public final int room() {
        return atOnce - queue().held().size();
    }

    @Override
    public final void carryOut(L claim) {
        claim.context().run(() -> work(claim));
    }

    @Override
    public final void park(L claim) {
        claim.context().run(() -> giveUp(claim));
    }
}
