package dev.tenantry.automation.run.step;

import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.run.EngineSettings;
import dev.tenantry.automation.run.RunQueue;
import dev.tenantry.shared.problem.Redacted;
import dev.tenantry.shared.work.Signals;

/** Starts this instance's part in the work, and ends it before anything that it needs. */
@Component
@EnableConfigurationProperties(EngineSettings.class)
public class AutomationLifecycle implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(AutomationLifecycle.class);

    private final EngineSettings settings;
    private final RunQueue queue;
    private final Segments segments;
    private final StepRunner steps;
    private final Signals signals;
    private final MeterRegistry meters;
    private volatile @Nullable Engine engine;

    AutomationLifecycle(EngineSettings settings, RunQueue queue, Segments segments, StepRunner steps,
            Signals signals, MeterRegistry meters) {
        this.settings = settings;
        this.queue = queue;
        this.segments = segments;
        this.steps = steps;
        this.signals = signals;
        this.meters = meters;
        meters.gauge("tenantry.automation.held", this, AutomationLifecycle::held);
    }

    @Override
    public synchronized void start() {
        if (settings.enabled() && engine == null) {
            engine = new Engine(queue.work(), segments, steps, signals.of(RunQueue.NAME), settings, meters);
            engine.start();
        }
    }

    @Override
    public synchronized void stop() {
        if (engine == null) {
            return;
        }
        try {
            engine.stop();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            log.warn("leases could not be handed back, they will lapse: {}", Redacted.line(failure));
        }
        engine = null;
    }

    @Override
    public boolean isRunning() {
        return engine != null;
    }

    private synchronized double held() {
        return engine == null ? 0 : engine.held();
    }
}
