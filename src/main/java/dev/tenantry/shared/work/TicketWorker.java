package dev.tenantry.shared.work;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

import dev.tenantry.shared.tenancy.TenantContext;

/**
 * Looks at the work of a queue as tickets tell of it, an organization after the other, on one thread of each instance. What cannot
 * be done for an organization holds up nobody else's: its tickets go to the end of the line.
 */
public abstract class TicketWorker implements SmartLifecycle {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final String queue;
    private final String work;
    private final Tickets tickets;
    private final Signal signal;
    private final Duration pollInterval;
    private final boolean isEnabled;
    private final Set<UUID> urgent = ConcurrentHashMap.newKeySet();
    private volatile boolean running;
    private @Nullable Thread thread;

    /**
     * @param work         what is done, for the log: {@code admitting runs}
     * @param pollInterval how often it looks for what other instances made due
     */
    protected TicketWorker(String queue, String work, Tickets tickets, Signals signals, Duration pollInterval,
            boolean isEnabled) {
        this.queue = queue;
        this.work = work;
        this.tickets = tickets;
        this.signal = signals.of(queue);
        this.pollInterval = pollInterval;
        this.isEnabled = isEnabled;
    }

    /** What becomes of the tickets that were looked at. */
    protected enum Look {
        /** They are spent: nothing is left, or a ticket of its own tells of it. */
        DONE,
        /** There is more, to be looked at at once. */
        MORE,
        /** They stay: somebody else is at it. */
        NOT_MINE,
        /** It threw: instead of them there is one at the end of the line, so that nothing is forgotten and others have their turns. */
        FAILED
    }

    /**
     * Does what the organization has due, in its context.
     *
     * @param isTicketed whether tickets say so, which are spent then; otherwise it is looked at once more than they do
     */
    protected abstract Look look(UUID organization, boolean isTicketed);

    /** Looks at the organization as soon as there is time, whatever its tickets say. */
    protected final void hurry(UUID organization) {
        if (urgent.add(organization)) {
            signal.raise();
        }
    }

    @Override
    public final synchronized void start() {
        if (isEnabled && !running) {
            running = true;
            thread = Thread.ofVirtual().name(queue).start(this::run);
        }
    }

    @Override
    public final synchronized void stop() {
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
    public final boolean isRunning() {
        return running;
    }

    private void run() {
        Turns.repeat(work, PAUSE, () -> running, () -> {
            lookAtUrgent();
            if (!lookAtTickets() && urgent.isEmpty()) {
                signal.await(pollInterval);
            }
        });
    }

    private void lookAtUrgent() {
        for (var organization : List.copyOf(urgent)) {
            if (running && urgent.remove(organization)) {
                attempt(organization, false);
            }
        }
    }

    /** @return whether there is more */
    private boolean lookAtTickets() {
        var due = tickets.due(queue, List.of(), false);
        var more = due.stream().mapToInt(tenant -> tenant.ids().size()).sum() >= Tickets.LOOK;
        for (var tenant : due) {
            if (!running) {
                return false;
            }
            var look = attempt(tenant.organizationId(), true);
            if (look != Look.NOT_MINE) {
                tickets.spend(queue, tenant, look != Look.DONE);
            }
            more |= look == Look.MORE;
        }
        return more;
    }

    private Look attempt(UUID organization, boolean isTicketed) {
        try {
            return new TenantContext(organization, null).call(() -> look(organization, isTicketed));
        } catch (Throwable failure) {
            Turns.report(work + " of organization " + organization, failure);
            return Look.FAILED;
        }
    }
}
