package dev.tenantry.shared.work;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.tenantry.shared.database.TransientFailures;

/**
 * Carries out what a queue has: claims what is due, does each piece on a thread of its own, and gives signs of life for as
 * long as it holds any. Any number of instances may work side by side.
 *
 * @param <L> a claim
 */
public final class Worker<L extends Lease> {

    static final int SIGNS_OF_LIFE_A_LEASE = 4;

    private static final Logger log = LoggerFactory.getLogger(Worker.class);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration LAST_CLAIM = Duration.ofSeconds(2);
    private static final Duration GLANCE = Duration.ofMillis(20);

    private final WorkQueue<L> queue;
    private final Work<L> work;
    private final Signal signal;
    private final Duration pollInterval;
    private final MeterRegistry meters;
    private volatile boolean running;
    private volatile boolean backlog;
    private @Nullable ExecutorService threads;
    private @Nullable Thread claiming;

    /** @param pollInterval how often it looks for what other instances made due; the signal tells of what this one has */
    public Worker(WorkQueue<L> queue, Work<L> work, Signal signal, Duration pollInterval, MeterRegistry meters) {
        this.queue = queue;
        this.work = work;
        this.signal = signal;
        this.pollInterval = pollInterval;
        this.meters = meters;
        meters.gauge("tenantry.work.held", Tags.of("queue", name()), this,
                worker -> worker.queue.held().size());
    }

    /** What is to be done with what is claimed. */
    public interface Work<L extends Lease> {

        /** How much more may be claimed right now. */
        int room();

        /** What the parameters of the definition's {@code among} are right now. */
        default Object[] among() {
            return new Object[0];
        }

        /** What is begun at once: each by itself, unless there is something to be gained. */
        default Collection<List<L>> groups(List<L> claims) {
            return claims.stream().map(List::of).toList();
        }

        /** Does a group's work as far as it can be done at once. @return what is to be carried out one by one */
        default List<L> together(List<L> group) throws InterruptedException {
            return group;
        }

        /** Does it, or as much as there is time for; it looks for itself whether the lease still holds. */
        void carryOut(L lease) throws InterruptedException;

        /** Puts aside what its holders do not survive: it is not to be claimed again by itself. */
        void park(L lease) throws InterruptedException;
    }

    public synchronized void start() {
        if (running) {
            return;
        }
        running = true;
        threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(name() + "-", 0).factory());
        claiming = Thread.ofVirtual()
                .name(name() + "-claims")
                .start(() -> Turns.repeat(name(), AFTER_A_FAILURE, () -> running, this::claim));
        Thread.ofVirtual()
                .name(name() + "-leases")
                .start(() -> Turns.repeat("leases of " + name(), AFTER_A_FAILURE,
                        () -> running || !queue.held().isEmpty(), this::live));
    }

    /** Claims no more, and lets what has begun come to a point where it can be handed back. */
    public synchronized void stop() throws InterruptedException {
        running = false;
        signal.raise();
        if (claiming != null && !claiming.join(LAST_CLAIM)) {
            // The database does not answer. What it may still have claimed lapses.
            claiming.interrupt();
        }
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!queue.held().isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(GLANCE);
        }
        if (threads != null) {
            threads.shutdown();
        }
    }

    /** Whether there is to be more than what has begun. */
    public boolean isRunning() {
        return running;
    }

    private String name() {
        return queue.definition().name();
    }

    private void claim() throws InterruptedException {
        var room = work.room();
        var claims = room > 0 ? queue.claim(room, work.among()) : List.<L>of();
        meters.counter("tenantry.work.claimed", "queue", name()).increment(claims.size());
        backlog = !claims.isEmpty() || room <= 0 || queue.isAnyFull();
        work.groups(claims).forEach(this::begin);
        if (claims.size() < room || room <= 0) {
            signal.await(pollInterval);
        }
    }

    private void begin(List<L> group) {
        begin(group, () -> carryOut(group));
    }

    private void begin(List<L> group, Runnable what) {
        try {
            Objects.requireNonNull(threads).execute(what);
        } catch (Throwable failure) {
            Turns.report(name(), failure);
            group.forEach(queue::abandon);
        }
    }

    private void carryOut(List<L> group) {
        try {
            var left = work.together(group);
            if (left.size() < group.size()) {
                queue.leave(group.stream().filter(lease -> !left.contains(lease)).toList());
            }
            wake();
            // The first of them has this thread.
            left.stream().skip(1).forEach(lease -> begin(List.of(lease), () -> carryOut(lease)));
            left.stream().limit(1).forEach(this::carryOut);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            group.forEach(queue::abandon);
        } catch (Throwable failure) {
            Turns.report(name(), failure);
            group.forEach(lease -> giveUp(lease, failure));
        }
    }

    /** There is room for what could not be claimed. */
    private void wake() {
        if (backlog) {
            signal.raise();
        }
    }

    private void carryOut(L lease) {
        try {
            if (lease.losses() < queue.definition().mostLosses()) {
                work.carryOut(lease);
            } else {
                log.warn("{} {} is parked: its lease was lost {} times", name(), lease.key(), lease.losses());
                meters.counter("tenantry.work.parked", "queue", name()).increment();
                work.park(lease);
            }
            queue.leave(lease);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            queue.abandon(lease);
        } catch (Throwable failure) {
            Turns.report(name() + " " + lease.key(), failure);
            giveUp(lease, failure);
        } finally {
            wake();
        }
    }

    private void giveUp(L lease, Throwable failure) {
        if (TransientFailures.isBehind(failure)) {
            queue.postpone(lease);
        } else {
            queue.abandon(lease);
        }
    }

    private void live() throws InterruptedException {
        if (!queue.held().isEmpty()) {
            queue.live();
        }
        Thread.sleep(queue.definition().lease().dividedBy(SIGNS_OF_LIFE_A_LEASE * 2L));
    }
}
