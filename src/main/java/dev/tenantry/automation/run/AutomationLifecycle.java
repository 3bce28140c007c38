package dev.tenantry.automation.run;

import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.journal.DomainEvents;
import dev.tenantry.shared.journal.EventsCommitted;
import dev.tenantry.shared.problem.Redacted;
import dev.tenantry.shared.work.Signals;
import dev.tenantry.shared.work.Tickets;

/** Starts this instance's part in the work, and ends it before anything that it needs. */
@Component
@EnableConfigurationProperties(EngineSettings.class)
class AutomationLifecycle implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(AutomationLifecycle.class);

    private final EngineSettings settings;
    private final RunQueue queue;
    private final StepRunner steps;
    private final EventDispatch dispatch;
    private final Signals signals;
    private final Tickets tickets;
    private final MeterRegistry meters;
    private @Nullable Parts parts;

    AutomationLifecycle(EngineSettings settings, RunQueue queue, StepRunner steps, EventDispatch dispatch,
            Signals signals, Tickets tickets, MeterRegistry meters) {
        this.settings = settings;
        this.queue = queue;
        this.steps = steps;
        this.dispatch = dispatch;
        this.signals = signals;
        this.tickets = tickets;
        this.meters = meters;
        meters.gauge("tenantry.automation.held", this, AutomationLifecycle::held);
    }

    private record Parts(Engine engine, Dispatcher dispatcher) {}

    @EventListener
    void on(EventsCommitted committed) {
        signals.of(DomainEvents.QUEUE).raise();
    }

    @Override
    public synchronized void start() {
        if (!settings.enabled() || parts != null) {
            return;
        }
        var engine = new Engine(queue.work(), steps, signals.of(RunQueue.NAME), settings, meters);
        var dispatcher = new Dispatcher(tickets, dispatch, signals.of(DomainEvents.QUEUE), settings.pollInterval());
        engine.start();
        dispatcher.start();
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
