package dev.tenantry.integrations.inbound;

import java.time.Duration;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.work.QueueWorker;
import dev.tenantry.shared.work.Signals;

/** Processes messages, each in a transaction with what comes of it. */
@Component
class InboundWorker extends QueueWorker<InboundClaim> {

    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);
    private static final int AT_ONCE = 16;

    private final InboundDispatch dispatch;

    InboundWorker(InboundQueue queue, InboundDispatch dispatch, Signals signals, MeterRegistry meters) {
        super(queue.work(), signals, POLL_INTERVAL, meters);
        this.dispatch = dispatch;
    }

    @Override
    public int room() {
        return AT_ONCE - queue().held().size();
    }

    @Override
    public void carryOut(InboundClaim claim) {
        new TenantContext(claim.organizationId(), null).run(() -> dispatch.process(claim));
    }

    @Override
    public void park(InboundClaim claim) {
        new TenantContext(claim.organizationId(), null).run(() -> dispatch.giveUp(claim,
                "the instance that processed this stopped or failed " + claim.losses() + " times"));
    }
}
