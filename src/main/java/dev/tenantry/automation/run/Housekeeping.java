package dev.tenantry.automation.run;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.work.Signal;
import dev.tenantry.shared.work.Turns;

/** Forgets events some time after they were dispatched, and measures the queues of who is not paused. One instance at a time tidies up. */
@Component
class Housekeeping {

    private static final Duration MEASURED_EVERY = Duration.ofSeconds(15);
    private static final int MEASUREMENTS_BETWEEN_TIDYING = 40;
    private static final String FORGET = """
            delete from domain_events e using (
                select organization_id, id from domain_events
                where created_at < now() - ? * interval '1 millisecond' and dispatched_at is not null limit 5000) old
            where pg_try_advisory_xact_lock(7463727) and e.organization_id = old.organization_id and e.id = old.id""";

    private final RolePool worker;
    private final EngineSettings settings;
    private final AtomicLong due;
    private final AtomicLong waiting;
    private final AtomicLong events;
    private final Signal signal = new Signal();
    private volatile boolean running;
    /** Known to the thread alone. */
    private int round;
    private @Nullable Thread thread;

    Housekeeping(@Qualifier("workerPool") RolePool worker, EngineSettings settings, MeterRegistry meters) {
        this.worker = worker;
        this.settings = settings;
        this.due = gauge(meters, "tenantry.automation.runs.due");
        this.waiting = gauge(meters, "tenantry.automation.runs.waiting");
        this.events = gauge(meters, "tenantry.automation.events.pending");
    }

    void start() {
        running = true;
        thread = Thread.ofVirtual().name("automation-housekeeping").start(this::run);
    }

    void stop() throws InterruptedException {
        running = false;
        signal.raise();
        if (thread != null) {
            thread.join();
        }
    }

    private void run() {
        Turns.repeat("automation's housekeeping", MEASURED_EVERY, () -> running, () -> {
            measure();
            if (round++ % MEASUREMENTS_BETWEEN_TIDYING == 0) {
                forgetEvents();
            }
            signal.await(MEASURED_EVERY);
        });
    }

    /** @return how many were forgotten */
    int forgetEvents() {
        var all = 0;
        int some;
        do {
            some = worker.jdbc().sql(FORGET).param(settings.eventRetention().toMillis()).update();
            all += some;
        } while (some > 0);
        return all;
    }

    void measure() {
        worker.jdbc()
                .sql("""
                select count(*) filter (where w.due_at <= now() and w.leased_by is null), count(*) filter (where w.due_at > now()) from workflow_run_queue w
                join organizations o on o.id = w.organization_id and not o.is_paused""")
                .query((row, _) -> {
                    due.set(row.getLong(1));
                    waiting.set(row.getLong(2));
                    return true;
                })
                .single();
        events.set(worker.jdbc()
                .sql("""
                select count(*) from domain_events e
                join organizations o on o.id = e.organization_id and not o.is_paused where e.dispatched_at is null""")
                .query(Long.class)
                .single());
    }

    private static AtomicLong gauge(MeterRegistry meters, String name) {
        var value = new AtomicLong();
        meters.gauge(name, value);
        return value;
    }
}
