package dev.tenantry.automation.run;

import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.problem.Redacted;

/** Starts this instance's part in the work, and ends it before anything that it needs. */
@Component
@EnableConfigurationProperties(EngineSettings.class)
class AutomationLifecycle implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(AutomationLifecycle.class);

    private final EngineSettings settings;
    private final RunQueue queue;
    private final StepRunner steps;
    private final EventDispatch dispatch;
    private final Wakeups wakeups;
    private final RolePool worker;
    private final Housekeeping housekeeping;
    private final MeterRegistry meters;
    private @Nullable Parts parts;

    AutomationLifecycle(EngineSettings settings, RunQueue queue, StepRunner steps, EventDispatch dispatch,
            Wakeups wakeups, @Qualifier("workerPool") RolePool worker, Housekeeping housekeeping,
            MeterRegistry meters) {
        this.settings = settings;
        this.queue = queue;
        this.steps = steps;
        this.dispatch = dispatch;
        this.wakeups = wakeups;
        this.worker = worker;
        this.housekeeping = housekeeping;
        this.meters = meters;
        meters.gauge("tenantry.automation.held", this, AutomationLifecycle::held);
    }

    private record Parts(Engine engine, Dispatcher dispatcher) {}

    @Override
    public synchronized void start() {
        if (!settings.enabled() || parts != null) {
            return;
        }
        var engine = new Engine(queue, steps, wakeups.runs(), settings, meters);
        var dispatcher = new Dispatcher(worker, dispatch, wakeups.events(), settings.pollInterval());
        engine.start();
        dispatcher.start();
        housekeeping.start();
        parts = new Parts(engine, dispatcher);
    }

    @Override
    public synchronized void stop() {
        if (parts == null) {
            return;
        }
        try {
            parts.dispatcher.stop();
            parts.engine.stop();
            housekeeping.stop();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            log.warn("leases could not be handed back, they will lapse: {}", Redacted.line(failure));
        }
        parts = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return parts != null;
    }

    private synchronized double held() {
        return parts == null ? 0 : parts.engine.held();
    }
}
