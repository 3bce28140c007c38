package dev.tenantry.integrations.inbound;

import java.time.Duration;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.work.Signals;
import dev.tenantry.shared.work.TenantWorker;

/** Processes messages, each in a transaction with what comes of it. */
@Component
class InboundWorker extends TenantWorker<InboundClaim> {

    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);
    private static final int AT_ONCE = 16;

    private final InboundDispatch dispatch;

    InboundWorker(InboundQueue queue, InboundDispatch dispatch, Signals signals, MeterRegistry meters) {
        super(queue.work(), AT_ONCE, signals, POLL_INTERVAL, meters);
        this.dispatch = dispatch;
    }

    @Override
    protected void work(InboundClaim claim) {
        dispatch.process(claim);
    }

    @Override
    protected void giveUp(InboundClaim claim) {
        dispatch.giveUp(claim, "the instance that processed this stopped or failed " + claim.losses() + " times");
    }
}
