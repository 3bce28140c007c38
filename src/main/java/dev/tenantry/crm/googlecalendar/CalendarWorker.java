package dev.tenantry.crm.googlecalendar;

import java.time.Duration;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.work.QueueWorker;
import dev.tenantry.shared.work.Signals;

/** Keeps calendars the same as those at Google, one at a time each, on whatever instance looks first. */
@Component
class CalendarWorker extends QueueWorker<CalendarClaim> {

    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);
    private static final int AT_ONCE = 8;

    private final SyncRound round;

    CalendarWorker(CalendarQueue queue, SyncRound round, Signals signals, MeterRegistry meters) {
        super(queue.work(), signals, POLL_INTERVAL, meters);
        this.round = round;
    }

    @Override
    public int room() {
        return AT_ONCE - queue().held().size();
    }

    @Override
    public void carryOut(CalendarClaim claim) {
        claim.context().run(() -> round.go(claim));
    }

    @Override
    public void park(CalendarClaim claim) {
        claim.context().run(() -> round.giveUp(claim));
    }
}
