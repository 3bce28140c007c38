package dev.tenantry.automation.run.step;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.run.EngineSettings;
import dev.tenantry.automation.run.RunQueue;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.time.PeriodicTask;

/** Measures what waits to be done for whoever is not paused. What that costs is bounded, however much waits. */
@Component
class QueueGauges extends PeriodicTask {

    /** How many are counted at most of what is due. */
    static final int MOST_DUE = 10_000;
    private static final int PAGES = 1_024;
    private static final String ESTIMATE = " Exact where the table is of up to 8 MB, otherwise estimated from a random part of it";

    /** Where tickets say so, each organization's by its index: what waits for later or is set aside is not read. */
    private static final String DUE = """
            select count(*) from (
                select from (
                    select distinct t.organization_id from (
                        select organization_id from work_tickets where queue = ? and due_at <= now() order by due_at, id limit ?) t) told
                join organizations o on o.id = told.organization_id and not o.is_paused
                cross join lateral (
                    select from workflow_run_queue q
                    where q.organization_id = told.organization_id and not q.is_paused and q.due_at <= now() and q.leased_by is null limit ?) q
                limit ?) due""";
    /** How many of a hundred of a table's pages are as many as are read: all of a small one. */
    private static final String PERCENT = """
            select least(100, 100.0 * ? * current_setting('block_size')::integer / greatest(pg_relation_size(?::regclass), 1))""";
    private static final String WAITING = """
            select count(*) from workflow_run_queue q tablesample system (?)
            join organizations o on o.id = q.organization_id and not o.is_paused where q.due_at > now() and not q.is_paused""";
    private static final String EVENTS = """
            select count(*) from pending_events e tablesample system (?)
            join organizations o on o.id = e.organization_id and not o.is_paused""";

    private final RolePool worker;
    private final EngineSettings settings;
    private final int pages;
    private final AtomicLong due;
    private final AtomicLong waiting;
    private final AtomicLong events;

    @Autowired
    QueueGauges(@Qualifier("workerPool") RolePool worker, EngineSettings settings, MeterRegistry meters) {
        this(worker, settings, meters, PAGES);
    }

    /** @param pages how many of a table are read at most, on average: what they have stands for the others, too */
    QueueGauges(RolePool worker, EngineSettings settings, MeterRegistry meters, int pages) {
        super("automation's gauges", Duration.ofSeconds(15));
        this.worker = worker;
        this.settings = settings;
        this.pages = pages;
        this.due = gauge(meters, "tenantry.automation.runs.due",
                "Runs that could go on and that nobody carries out yet, counted up to " + MOST_DUE
                        + ": as many stand for more");
        this.waiting = gauge(meters, "tenantry.automation.runs.waiting", "Runs that go on later." + ESTIMATE);
        this.events = gauge(meters, "tenantry.automation.events.pending",
                "Events that no workflow has been looked for yet." + ESTIMATE);
    }

    /** Of instances that do the work: the others serve requests. */
    @Override
    protected void work() {
        if (!settings.enabled()) {
            return;
        }
        due.set(worker.jdbc()
                .sql(DUE)
                .params(RunQueue.NAME, MOST_DUE, MOST_DUE, MOST_DUE)
                .query(Long.class)
                .single());
        waiting.set(estimate("workflow_run_queue", WAITING));
        events.set(estimate("pending_events", EVENTS));
    }

    /** @param count of the rows of a part of the table */
    private long estimate(String table, String count) {
        var percent = worker.jdbc().sql(PERCENT).params(pages, table).query(Double.class).single();
        return Math.round(worker.jdbc().sql(count).param(percent).query(Long.class).single() * 100 / percent);
    }

    private static AtomicLong gauge(MeterRegistry meters, String name, String description) {
        var value = new AtomicLong();
        Gauge.builder(name, value, AtomicLong::get).description(description).register(meters);
        return value;
    }
}
