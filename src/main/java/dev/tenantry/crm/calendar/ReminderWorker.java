package dev.tenantry.crm.calendar;

import java.time.Duration;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.work.QueueWorker;
import dev.tenantry.shared.work.Signals;

/** Reminds of what is due, on whatever instance looks first. */
@Component
class ReminderWorker extends QueueWorker<ReminderClaim> {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(500);
    private static final int AT_ONCE = 8;

    private final ReminderRound round;

    ReminderWorker(ReminderQueue queue, ReminderRound round, Signals signals, MeterRegistry meters) {
        super(queue.work(), signals, POLL_INTERVAL, meters);
        this.round = round;
    }

    @Override
    public int room() {
        return AT_ONCE - queue().held().size();
    }

    @Override
    public void carryOut(ReminderClaim claim) {
        claim.context().run(() -> round.remind(claim));
    }

    @Override
    public void park(ReminderClaim claim) {
        claim.context().run(() -> round.giveUp(claim));
    }
}
