package dev.tenantry.crm.googlecalendar;

import java.time.Duration;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.work.Signals;
import dev.tenantry.shared.work.TenantWorker;

/** Keeps calendars the same as those at Google, one at a time each, on whatever instance looks first. */
@Component
class CalendarWorker extends TenantWorker<CalendarClaim> {

    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);
    private static final int AT_ONCE = 8;

    private final SyncRound round;

    CalendarWorker(CalendarQueue queue, SyncRound round, Signals signals, MeterRegistry meters) {
        super(queue.work(), AT_ONCE, signals, POLL_INTERVAL, meters);
        this.round = round;
    }

    @Override
    protected void work(CalendarClaim claim) {
        round.go(claim);
    }

    @Override
    protected void giveUp(CalendarClaim claim) {
        round.giveUp(claim);
    }
}
