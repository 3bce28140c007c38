package dev.tenantry.automation.schedule;

import java.time.Duration;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.run.EngineSettings;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.work.Signals;
import dev.tenantry.shared.work.WorkQueue;
import dev.tenantry.shared.work.Worker;

/** Starts what has come to its time, on whatever instance looks first. */
@Component
class ScheduleWorker implements Worker.Work<ScheduleClaim>, SmartLifecycle {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(500);
    private static final int AT_ONCE = 8;

    private final WorkQueue<ScheduleClaim> queue;
    private final ScheduledStarts starts;
    private final EngineSettings settings;
    private final Worker<ScheduleClaim> worker;

    ScheduleWorker(ScheduleQueue queue, ScheduledStarts starts, Signals signals, MeterRegistry meters,
            EngineSettings settings) {
        this.queue = queue.work();
        this.starts = starts;
        this.settings = settings;
        this.worker = new Worker<>(this.queue, this, signals.of(ScheduleQueue.NAME), POLL_INTERVAL, meters);
    }

    @Override
    public int room() {
        return AT_ONCE - queue.held().size();
    }

    @Override
    public void carryOut(ScheduleClaim claim) {
        new TenantContext(claim.organizationId(), null).run(() -> starts.start(claim));
    }

    @Override
    public void start() {
        if (settings.enabled()) {
            worker.start();
        }
    }

    @Override
    public void stop() {
        try {
            worker.stop();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return worker.isRunning();
    }
}
