package dev.tenantry.shared.dispatch;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.journal.DomainEvents;
import dev.tenantry.shared.journal.EventsCommitted;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.work.Signal;
import dev.tenantry.shared.work.Signals;
import dev.tenantry.shared.work.Tickets;
import dev.tenantry.shared.work.Turns;

/** Looks for tenants with pending events and has each dispatch a batch, in turns, until there are none. */
@Component
@EnableConfigurationProperties(EventSettings.class)
public class EventDispatcher implements SmartLifecycle {

    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);

    private final Tickets tickets;
    private final EventTurns turns;
    private final Signal signal;
    private final EventSettings settings;
    private volatile boolean running;
    private @Nullable Thread thread;

    EventDispatcher(Tickets tickets, EventTurns turns, Signals signals, EventSettings settings) {
        this.tickets = tickets;
        this.turns = turns;
        this.signal = signals.of(DomainEvents.QUEUE);
        this.settings = settings;
    }

    @EventListener
    void on(EventsCommitted committed) {
        signal.raise();
    }

    @Override
    public synchronized void start() {
        if (settings.enabled() && !running) {
            running = true;
            thread = Thread.ofVirtual().name("events").start(this::run);
        }
    }

    @Override
    public synchronized void stop() {
        running = false;
        signal.raise();
        try {
            if (thread != null) {
                thread.join();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        Turns.repeat("dispatching events", AFTER_A_FAILURE, () -> running, () -> {
            if (!dispatchAll()) {
                signal.await(settings.pollInterval());
            }
        });
    }

    /** @return whether there is more */
    private boolean dispatchAll() {
        var due = tickets.due(DomainEvents.QUEUE, List.of(), false);
        var more = due.stream().mapToInt(tenant -> tenant.ids().size()).sum() == Tickets.LOOK;
        for (var tenant : due) {
            if (running) {
                more |= dispatch(tenant);
            }
        }
        return more;
    }

    /** A tenant whose events cannot be dispatched holds up nobody else's. */
    private boolean dispatch(Tickets.Due tenant) {
        try {
            var turn = new TenantContext(tenant.organizationId(), null).call(turns::take);
            if (turn.isMine()) {
                tickets.spend(DomainEvents.QUEUE, tenant, turn.isMore());
            }
            return turn.isMore();
        } catch (Throwable failure) {
            Turns.report("dispatching the events of organization " + tenant.organizationId(), failure);
            tickets.spend(DomainEvents.QUEUE, tenant, true);
            return false;
        }
    }
}
