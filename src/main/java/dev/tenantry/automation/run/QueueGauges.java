package dev.tenantry.automation.run;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.time.PeriodicTask;

/** Measures what waits to be done for whoever is not paused. */
@Component
class QueueGauges extends PeriodicTask {

    private static final String RUNS = """
            select count(*) filter (where w.due_at <= now() and w.leased_by is null) as due,
                count(*) filter (where w.due_at > now()) as waiting
            from workflow_run_queue w join organizations o on o.id = w.organization_id and not o.is_paused""";
    private static final String EVENTS = """
            select count(*) from pending_events e
            join organizations o on o.id = e.organization_id and not o.is_paused""";

    private final RolePool worker;
    private final EngineSettings settings;
    private final AtomicLong due;
    private final AtomicLong waiting;
    private final AtomicLong events;

    QueueGauges(@Qualifier("workerPool") RolePool worker, EngineSettings settings, MeterRegistry meters) {
        super("automation's gauges", Duration.ofSeconds(15));
        this.worker = worker;
        this.settings = settings;
        this.due = gauge(meters, "tenantry.automation.runs.due");
        this.waiting = gauge(meters, "tenantry.automation.runs.waiting");
        this.events = gauge(meters, "tenantry.automation.events.pending");
    }

    /** Of instances that do the work: the others serve requests. */
    @Override
    protected void work() {
        if (!settings.enabled()) {
            return;
        }
        worker.jdbc().sql(RUNS).query(row -> {
            due.set(row.getLong("due"));
            waiting.set(row.getLong("waiting"));
        });
        events.set(worker.jdbc().sql(EVENTS).query(Long.class).single());
    }

    private static AtomicLong gauge(MeterRegistry meters, String name) {
        var value = new AtomicLong();
        meters.gauge(name, value);
        return value;
    }
}
