package dev.tenantry.crm.digest;

import java.time.Duration;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.work.QueueWorker;
import dev.tenantry.shared.work.Signals;

/** Tells days, on whatever instance looks first. */
@Component
class DigestWorker extends QueueWorker<DigestClaim> {

    private static final Duration POLL_INTERVAL = Duration.ofSeconds(2);
    private static final int AT_ONCE = 4;

    private final DigestRound round;

    DigestWorker(DigestQueue queue, DigestRound round, Signals signals, MeterRegistry meters) {
        super(queue.work(), signals, POLL_INTERVAL, meters);
        this.round = round;
    }

    @Override
    public int room() {
        return AT_ONCE - queue().held().size();
    }

    @Override
    public void carryOut(DigestClaim claim) {
        claim.context().run(() -> round.look(claim));
    }

    @Override
    public void park(DigestClaim claim) {
        claim.context().run(() -> round.pass(claim));
    }
}
