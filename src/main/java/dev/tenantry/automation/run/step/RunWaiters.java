package dev.tenantry.automation.run.step;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.tenancy.Shares;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.work.Signal;
import dev.tenantry.shared.work.Turns;

/**
 * Lets callers wait for the end of their runs, wherever those are carried out: one look asks for all of them at once, as soon as
 * something of theirs has ended here, and now and then besides. Only so many wait, and of an organization only so many.
 */
@Component
public class RunWaiters implements SmartLifecycle {

    private static final int MOST = 1_000;
    private static final int MOST_OF_AN_ORGANIZATION = 100;
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration IDLE = Duration.ofSeconds(1);

    /** What has left the queue and does not wait for a slot either has ended, or rests. */
    private static final String ENDED = """
            select r.organization_id, r.id from unnest(?::uuid[], ?::bigint[]) as r (organization_id, id)
            where not exists (select from workflow_run_queue q where q.organization_id = r.organization_id and q.id = r.id)
              and not exists (select from workflow_backlog b where b.organization_id = r.organization_id and b.id = r.id)""";

    private final RolePool worker;
    private final Semaphore places = new Semaphore(MOST);
    private final Shares shares = new Shares(MOST_OF_AN_ORGANIZATION);
    /** By organization: one is there for as long as somebody waits in it. */
    private final ConcurrentMap<UUID, Set<Waited>> waiting = new ConcurrentHashMap<>();
    private final Signal signal = new Signal();
    private volatile boolean running;
    private @Nullable Thread thread;

    RunWaiters(@Qualifier("workerPool") RolePool worker) {
        this.worker = worker;
    }

    private record Waited(UUID organization, long run, CountDownLatch ended) {}

    /** Until the run has ended, or the time is over; not at all where too many wait. Outside of a transaction. */
    public void await(long run, Duration atMost) throws InterruptedException {
        var organization = TenantContext.current().organizationId();
        var share = shares.join(organization);
        try {
            if (share.tryAcquire()) {
                try {
                    awaitWithinBounds(new Waited(organization, run, new CountDownLatch(1)), atMost);
                } finally {
                    share.release();
                }
            }
        } finally {
            shares.leave(organization);
        }
    }

    /** Something of the organization's may have ended. Costs nothing where nobody waits. */
    void mayHaveEnded(UUID organization) {
        if (waiting.containsKey(organization)) {
            signal.raise();
        }
    }

    @Override
    public synchronized void start() {
        running = true;
        thread = Thread.ofVirtual().name("callers").start(this::run);
    }

    @Override
    public synchronized void stop() {
        running = false;
        signal.raise();
        all().forEach(waited -> waited.ended.countDown());
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void awaitWithinBounds(Waited waited, Duration atMost) throws InterruptedException {
        if (!running || !places.tryAcquire()) {
            return;
        }
        enter(waited);
        signal.raise();
        try {
            waited.ended.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            leave(waited);
            places.release();
        }
    }

    private void enter(Waited waited) {
        waiting.compute(waited.organization, (_, others) -> {
            var all = others == null ? ConcurrentHashMap.<Waited>newKeySet() : others;
            all.add(waited);
            return all;
        });
    }

    private void leave(Waited waited) {
        waiting.computeIfPresent(waited.organization, (_, all) -> {
            all.remove(waited);
            return all.isEmpty() ? null : all;
        });
    }

    private List<Waited> all() {
        return waiting.values().stream().flatMap(Set::stream).toList();
    }

    private void run() {
        Turns.repeat("telling callers of their runs", IDLE, () -> running, () -> {
            signal.await(waiting.isEmpty() ? IDLE : LOOK);
            look();
        });
    }

    private void look() {
        var runs = all();
        if (runs.isEmpty()) {
            return;
        }
        worker.jdbc()
                .sql(ENDED)
                .params(runs.stream().map(Waited::organization).toArray(UUID[]::new),
                        runs.stream().map(Waited::run).toArray(Long[]::new))
                .query((RowCallbackHandler) row -> end(row.getObject("organization_id", UUID.class),
                        row.getLong("id")));
    }

    private void end(UUID organization, long run) {
        waiting.getOrDefault(organization, Set.of())
                .stream()
                .filter(waited -> waited.run == run)
                .forEach(waited -> waited.ended.countDown());
    }
}
