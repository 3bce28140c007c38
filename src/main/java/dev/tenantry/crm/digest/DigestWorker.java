package dev.tenantry.crm.digest;

import java.time.Duration;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.work.Signals;
import dev.tenantry.shared.work.TenantWorker;

/** Tells days, on whatever instance looks first. */
@Component
class DigestWorker extends TenantWorker<DigestClaim> {

    private static final Duration POLL_INTERVAL = Duration.ofSeconds(2);
    private static final int AT_ONCE = 4;

    private final DigestRound round;

    DigestWorker(DigestQueue queue, DigestRound round, Signals signals, MeterRegistry meters) {
        super(queue.work(), AT_ONCE, signals, POLL_INTERVAL, meters);
        this.round = round;
    }

    @Override
    protected void work(DigestClaim claim) {
        round.look(claim);
    }

    @Override
    protected void giveUp(DigestClaim claim) {
        round.pass(claim);
    }
}
