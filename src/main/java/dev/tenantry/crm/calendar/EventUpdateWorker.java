package dev.tenantry.crm.calendar;

import java.time.Duration;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.work.Signals;
import dev.tenantry.shared.work.TenantWorker;

/** Tells of changes, on whatever instance looks first. */
@Component
class EventUpdateWorker extends TenantWorker<EventUpdateClaim> {

    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);
    private static final int AT_ONCE = 4;

    private final EventUpdateRound round;

    EventUpdateWorker(EventUpdateQueue queue, EventUpdateRound round, Signals signals, MeterRegistry meters) {
        super(queue.work(), AT_ONCE, signals, POLL_INTERVAL, meters);
        this.round = round;
    }

    @Override
    protected void work(EventUpdateClaim claim) {
        round.tell(claim);
    }

    @Override
    protected void giveUp(EventUpdateClaim claim) {
        round.giveUp(claim);
    }
}
