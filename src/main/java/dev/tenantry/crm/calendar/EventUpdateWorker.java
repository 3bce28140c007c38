package dev.tenantry.crm.calendar;

import java.time.Duration;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.work.QueueWorker;
import dev.tenantry.shared.work.Signals;

/** Tells of changes, on whatever instance looks first. */
@Component
class EventUpdateWorker extends QueueWorker<EventUpdateClaim> {

    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);
    private static final int AT_ONCE = 4;

    private final EventUpdateRound round;

    EventUpdateWorker(EventUpdateQueue queue, EventUpdateRound round, Signals signals, MeterRegistry meters) {
        super(queue.work(), signals, POLL_INTERVAL, meters);
        this.round = round;
    }

    @Override
    public int room() {
        return AT_ONCE - queue().held().size();
    }

    @Override
    public void carryOut(EventUpdateClaim claim) {
        claim.context().run(() -> round.tell(claim));
    }

    @Override
    public void park(EventUpdateClaim claim) {
        claim.context().run(() -> round.giveUp(claim));
    }
}
