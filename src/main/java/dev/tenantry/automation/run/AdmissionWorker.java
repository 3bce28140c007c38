package dev.tenantry.automation.run;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.admission.Admissions;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.work.Signal;
import dev.tenantry.shared.work.Signals;
import dev.tenantry.shared.work.Tickets;
import dev.tenantry.shared.work.Turns;

/**
 * Looks at what waits to be started, as tickets say, on all instances. As long as something waits there is a ticket; where this
 * instance knows of it, and has just ended something of the organization's, it looks at once.
 */
@Component
class AdmissionWorker implements SmartLifecycle {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Tickets tickets;
    private final WaitingStarts waiting;
    private final EngineSettings settings;
    private final Signal signal;
    private final Set<UUID> known = ConcurrentHashMap.newKeySet();
    private final Set<UUID> urgent = ConcurrentHashMap.newKeySet();
    private volatile boolean running;
    private @Nullable Thread thread;

    AdmissionWorker(Tickets tickets, WaitingStarts waiting, EngineSettings settings, Signals signals) {
        this.tickets = tickets;
        this.waiting = waiting;
        this.settings = settings;
        this.signal = signals.of(Admissions.QUEUE);
    }

    /** Something of the organization's has ended, and left a slot perhaps. Costs nothing where nothing of it waits. */
    void mayHaveRoom(UUID organization) {
        if (known.contains(organization) && urgent.add(organization)) {
            signal.raise();
        }
    }

    @Override
    public synchronized void start() {
        if (settings.enabled() && !running) {
            running = true;
            thread = Thread.ofVirtual().name("admissions").start(this::run);
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
        Turns.repeat("admitting runs", PAUSE, () -> running, () -> {
            lookAtUrgent();
            if (!lookAtTickets() && urgent.isEmpty()) {
                signal.await(settings.pollInterval());
            }
        });
    }

    private void lookAtUrgent() {
        for (var organization : List.copyOf(urgent)) {
            urgent.remove(organization);
            look(organization, false);
        }
    }

    /** @return whether there is more */
    private boolean lookAtTickets() {
        var due = tickets.due(Admissions.QUEUE, List.of(), false);
        for (var tenant : due) {
            if (running) {
                tickets.spend(Admissions.QUEUE, tenant, !isLookedAt(tenant.organizationId()));
            }
        }
        return due.stream().mapToInt(tenant -> tenant.ids().size()).sum() == Tickets.LOOK;
    }

    /** What cannot be started for an organization holds up nobody else's. */
    private boolean isLookedAt(UUID organization) {
        try {
            look(organization, true);
            return true;
        } catch (RuntimeException failure) {
            Turns.report("admitting runs of organization " + organization, failure);
            return false;
        }
    }

    private void look(UUID organization, boolean announces) {
        if (new TenantContext(organization, null).call(() -> waiting.look(announces))) {
            known.add(organization);
        } else {
            known.remove(organization);
        }
    }
}
