package dev.tenantry.automation.run;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.journal.DomainEvents;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.work.Signal;
import dev.tenantry.shared.work.Tickets;
import dev.tenantry.shared.work.Turns;

/** Looks for tenants with pending events and has each dispatch a batch, in turns, until there are none. */
final class Dispatcher {

    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);

    private final Tickets tickets;
    private final EventDispatch dispatch;
    private final Signal signal;
    private final Duration pollInterval;
    private volatile boolean running = true;
    private @Nullable Thread thread;

    Dispatcher(Tickets tickets, EventDispatch dispatch, Signal signal, Duration pollInterval) {
        this.tickets = tickets;
        this.dispatch = dispatch;
        this.signal = signal;
        this.pollInterval = pollInterval;
    }

    void start() {
        thread = Thread.ofVirtual().name("automation-events").start(this::run);
    }

    void stop() throws InterruptedException {
        running = false;
        signal.raise();
        if (thread != null) {
            thread.join();
        }
    }

    private void run() {
        Turns.repeat("dispatching events", AFTER_A_FAILURE, () -> running, () -> {
            if (!dispatchAll()) {
                signal.await(pollInterval);
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
            var turn = new TenantContext(tenant.organizationId(), null).call(dispatch::dispatch);
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
