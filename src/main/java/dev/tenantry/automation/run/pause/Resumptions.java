package dev.tenantry.automation.run.pause;

import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.run.EngineSettings;
import dev.tenantry.automation.run.RunQueue;
import dev.tenantry.automation.run.step.RunTransactions;
import dev.tenantry.shared.work.Signals;
import dev.tenantry.shared.work.TicketWorker;
import dev.tenantry.shared.work.Tickets;

/**
 * Lets those runs go on that were set aside for a pause that is over, so many in a transaction and so many transactions in a look. How far that has
 * come is a row, which whoever ends a pause sets back to the beginning: whoever dies meanwhile, none is left behind.
 */
@Component
class Resumptions extends TicketWorker {

    private static final String QUEUE = "resumptions";

    private static final int MOST = 1_000;
    /** Others have their turns then. */
    private static final int MOST_PAGES = 5;
    private static final String BEGIN = """
            insert into workflow_resumptions (organization_id) values (app.org_id())
            on conflict on constraint workflow_resumptions_pkey do update set behind = 0""";
    private static final String TAKE = """
            select behind from workflow_resumptions where organization_id = app.org_id() for update skip locked""";
    private static final String HAS_BEGUN = """
            select exists (select from workflow_resumptions where organization_id = app.org_id())""";
    private static final String GO_ON = "update workflow_resumptions set behind = ? where organization_id = app.org_id()";
    private static final String END = "delete from workflow_resumptions where organization_id = app.org_id()";
    private static final String IS_PAUSED = """
            select exists (select from workflow_pauses where organization_id = app.org_id())""";
    /** Where something is paused anew meanwhile, whoever claims the run sets it aside again. */
    private static final String RESUME = """
            with looked as materialized (
                select q.id from workflow_run_queue q where q.organization_id = app.org_id() and q.is_paused and q.id > ? order by q.id limit ?),
            resumed as (
                update workflow_run_queue q set is_paused = false where q.organization_id = app.org_id() and q.id = any (array(
                    select k.id from looked k
                    cross join lateral (select * from workflow_execution_logs l where l.organization_id = app.org_id() and l.id = k.id offset 0) l
                    cross join lateral (select * from workflow_definitions w where w.organization_id = app.org_id() and w.id = l.workflow_id offset 0) w
                    where l.paused_at is null and w.paused_at is null
                        and not exists (select from workflow_pauses p where p.organization_id = app.org_id())))
                returning q.id)
            select coalesce((select max(id) from looked), 0) as last, exists (select from resumed) as has_resumed""";

    private final JdbcClient jdbc;
    private final RunTransactions transactions;
    private final Tickets tickets;

    Resumptions(JdbcClient jdbc, RunTransactions transactions, Tickets tickets, EngineSettings settings,
            Signals signals) {
        super(QUEUE, "resuming runs", tickets, signals, settings.pollInterval(), settings.enabled());
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.tickets = tickets;
    }

    private record Looked(long last, boolean hasResumed) {}

    /** The running transaction has ended a pause. It has locked what was paused. */
    void begin() {
        jdbc.sql(BEGIN).update();
        tickets.add(QUEUE);
    }

    @Override
    protected Look look(UUID organization, boolean isTicketed) {
        var look = Look.MORE;
        for (var page = 0; page < MOST_PAGES && look == Look.MORE && isRunning(); page++) {
            look = transactions.run(this::goOn);
        }
        return look;
    }

    private Look goOn() {
        var behind = jdbc.sql(TAKE).query(Long.class).optional();
        if (behind.isEmpty()) {
            return jdbc.sql(HAS_BEGUN).query(Boolean.class).single() ? Look.NOT_MINE : Look.DONE;
        }
        var last = isPaused() ? 0 : resume(behind.get());
        if (last == 0) {
            jdbc.sql(END).update();
            return Look.DONE;
        }
        jdbc.sql(GO_ON).param(last).update();
        return Look.MORE;
    }

    /** Whoever ends that pause begins anew. */
    private boolean isPaused() {
        return jdbc.sql(IS_PAUSED).query(Boolean.class).single();
    }

    /** @return the last one that was looked at; 0 where there was none */
    private long resume(long behind) {
        var looked = jdbc.sql(RESUME)
                .params(behind, MOST)
                .query((row, _) -> new Looked(row.getLong("last"), row.getBoolean("has_resumed")))
                .single();
        if (looked.hasResumed) {
            tickets.add(RunQueue.NAME);
        }
        return looked.last;
    }
}
