package dev.tenantry.automation.schedule;

import java.time.Duration;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.run.EngineSettings;
import dev.tenantry.shared.work.Signals;
import dev.tenantry.shared.work.TenantWorker;

/** Starts what has come to its time, on whatever instance looks first. */
@Component
class ScheduleWorker extends TenantWorker<ScheduleClaim> {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(500);
    private static final int AT_ONCE = 8;

    private final ScheduledStarts starts;
    private final EngineSettings settings;

    ScheduleWorker(ScheduleQueue queue, ScheduledStarts starts, Signals signals, MeterRegistry meters,
            EngineSettings settings) {
        super(queue.work(), AT_ONCE, signals, POLL_INTERVAL, meters);
        this.starts = starts;
        this.settings = settings;
    }

    @Override
    protected void work(ScheduleClaim claim) {
        starts.start(claim);
    }

    @Override
    protected void giveUp(ScheduleClaim claim) {
        starts.giveUp(claim);
    }

    @Override
    public void start() {
        if (settings.enabled()) {
            super.start();
        }
    }
}
