package dev.tenantry.automation.schedule;

import java.time.Duration;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.run.EngineSettings;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.work.QueueWorker;
import dev.tenantry.shared.work.Signals;

/** Starts what has come to its time, on whatever instance looks first. */
@Component
class ScheduleWorker extends QueueWorker<ScheduleClaim> {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(500);
    private static final int AT_ONCE = 8;

    private final ScheduledStarts starts;
    private final EngineSettings settings;

    ScheduleWorker(ScheduleQueue queue, ScheduledStarts starts, Signals signals, MeterRegistry meters,
            EngineSettings settings) {
        super(queue.work(), signals, POLL_INTERVAL, meters);
        this.starts = starts;
        this.settings = settings;
    }

    @Override
    public int room() {
        return AT_ONCE - queue().held().size();
    }

    @Override
    public void carryOut(ScheduleClaim claim) {
        new TenantContext(claim.organizationId(), null).run(() -> starts.start(claim));
    }

    @Override
    public void park(ScheduleClaim claim) {
        new TenantContext(claim.organizationId(), null).run(() -> starts.giveUp(claim));
    }

    @Override
    public void start() {
        if (settings.enabled()) {
            super.start();
        }
    }
}
