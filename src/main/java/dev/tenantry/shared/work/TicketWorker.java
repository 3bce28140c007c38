package dev.tenantry.shared.work;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

import dev.tenantry.shared.tenancy.TenantContext;

/**
 * Looks at the work of a queue as tickets tell of it: at several organizations side by side, at each on one thread of an instance. What
 * cannot be done for an organization holds up nobody else's: its tickets go to the end of the line.
 */
public abstract class TicketWorker implements SmartLifecycle {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int AT_ONCE = 2;

    private final String queue;
    private final String work;
    private final Tickets tickets;
    private final Signal signal;
    private final Duration pollInterval;
    private final boolean isEnabled;
    private final Set<UUID> urgent = ConcurrentHashMap.newKeySet();
    private final Set<UUID> busy = ConcurrentHashMap.newKeySet();
    private final Semaphore places;
    private volatile boolean running;
    /** Who was left out of the last look, as they were being looked at. */
    private volatile Set<UUID> passedOver = Set.of();
    private @Nullable Thread thread;

    /**
     * @param work         what is done, for the log: {@code admitting runs}
     * @param pollInterval how often it looks for what other instances made due
     */
    protected TicketWorker(String queue, String work, Tickets tickets, Signals signals, Duration pollInterval,
            boolean isEnabled) {
        this(queue, work, tickets, signals, pollInterval, isEnabled, AT_ONCE);
    }

    /** @param atOnce how many organizations it looks at side by side */
    protected TicketWorker(String queue, String work, Tickets tickets, Signals signals, Duration pollInterval,
            boolean isEnabled, int atOnce) {
        this.places = new Semaphore(atOnce);
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
        try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(queue + "-", 0).factory())) {
            Turns.repeat(work, PAUSE, () -> running, () -> {
                lookAtUrgent(threads);
                if (!lookAtTickets(threads) && busy.containsAll(urgent)) {
                    signal.await(pollInterval);
                }
            });
        }
    }

    private void lookAtUrgent(Executor threads) throws InterruptedException {
        for (var organization : List.copyOf(urgent)) {
            if (running && !busy.contains(organization) && urgent.remove(organization)) {
                begin(threads, organization, () -> attempt(organization, false));
            }
        }
    }

    /** @return whether there is more */
    private boolean lookAtTickets(Executor threads) throws InterruptedException {
        var leftOut = Set.copyOf(busy);
        passedOver = leftOut;
        var due = tickets.due(queue, leftOut, false);
        for (var tenant : due) {
            if (!running) {
                return false;
            }
            begin(threads, tenant.organizationId(), () -> {
                var look = attempt(tenant.organizationId(), true);
                if (look != Look.NOT_MINE) {
                    tickets.spend(queue, tenant, look != Look.DONE);
                }
                return look;
            });
        }
        return !busy.containsAll(leftOut)
                || due.stream().mapToInt(tenant -> tenant.ids().size()).sum() >= Tickets.LOOK;
    }

    /** Waits for a place; what comes for the organization meanwhile is looked at when it is done. */
    private void begin(Executor threads, UUID organization, Supplier<Look> what) throws InterruptedException {
        places.acquire();
        busy.add(organization);
        threads.execute(() -> {
            var look = Look.FAILED;
            try {
                look = what.get();
            } catch (Throwable failure) {
                Turns.report(work, failure);
            } finally {
                busy.remove(organization);
                places.release();
            }
            if (look == Look.MORE || look == Look.DONE && passedOver.contains(organization)
                    || urgent.contains(organization)) {
                signal.raise();
            }
        });
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
