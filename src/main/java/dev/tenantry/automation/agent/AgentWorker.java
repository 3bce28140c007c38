package dev.tenantry.automation.agent;

import java.time.Duration;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.run.EngineSettings;
import dev.tenantry.shared.work.Signals;
import dev.tenantry.shared.work.WorkQueue;
import dev.tenantry.shared.work.Worker;

/** Has agents look whose time has come, on whatever instance looks first. */
@Component
class AgentWorker implements Worker.Work<AgentClaim>, SmartLifecycle {

    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);
    private static final int AT_ONCE = 4;

    private final WorkQueue<AgentClaim> queue;
    private final AgentExecutions executions;
    private final EngineSettings settings;
    private final Worker<AgentClaim> worker;

    AgentWorker(AgentQueue queue, AgentExecutions executions, Signals signals, MeterRegistry meters,
            EngineSettings settings) {
        this.queue = queue.work();
        this.executions = executions;
        this.settings = settings;
        this.worker = new Worker<>(this.queue, this, signals.of(AgentQueue.NAME), POLL_INTERVAL, meters);
    }

    @Override
    public int room() {
        return AT_ONCE - queue.held().size();
    }

    @Override
    public void carryOut(AgentClaim claim) {
        executions.carryOut(claim);
    }

    @Override
    public void park(AgentClaim claim) {
        executions.giveUp(claim);
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
