package dev.tenantry.automation.wait;

import java.time.Duration;
import java.util.Collection;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.automation.wait.Waits.Fitting;
import dev.tenantry.shared.work.Tickets;

/**
 * Events for waits that somebody else had locked when they were dispatched, and may have left as they were: they are kept in the
 * dispatcher's transaction, and given to the waits as soon as nobody holds them. A run that looks earlier finds them by itself.
 */
@Component
public class LateEvents {

    /** The queue whose tickets say that there are such. */
    public static final String QUEUE = "late-events";

    /** In one look. */
    private static final int MOST = 1_000;
    /** Nobody holds a wait longer than a transaction takes. */
    private static final Duration A_WHILE = Duration.ofSeconds(1);

    /** Only of the very wait: a run's next one is over at another time. */
    private static final String KEEP = """
            insert into workflow_late_events (organization_id, id, event_id, expires_at)
            select app.org_id(), l.id, l.event_id, l.expires_at from unnest(?::bigint[], ?::bigint[], ?::text[]::timestamptz[]) as l (id, event_id, expires_at)""";
    /** The first one is meant, whether the wait has been given one since or had one before. What is for a wait that is gone goes with it. */
    private static final String MEET = """
            with late as materialized (
                select l.id, l.event_id, l.expires_at from workflow_late_events l
                where l.organization_id = app.org_id() order by l.id, l.event_id limit ? for update skip locked),
            free as materialized (
                select w.id, w.expires_at from workflow_waits w
                where w.organization_id = app.org_id() and w.id = any (array(select id from late)) order by w.id for update skip locked),
            met as (
                update workflow_waits w set event_id = least(w.event_id, first.event_id)
                from (select l.id, min(l.event_id) as event_id from late l join free f on f.id = l.id and f.expires_at = l.expires_at group by l.id) first
                where w.organization_id = app.org_id() and w.id = first.id returning w.id),
            settled as (
                delete from workflow_late_events d using late l
                where d.organization_id = app.org_id() and d.id = l.id and d.event_id = l.event_id and (l.id in (select id from met)
                    or not exists (select from workflow_waits w where w.organization_id = app.org_id() and w.id = l.id and w.expires_at = l.expires_at)))
            select id from met""";
    private static final String IS_ANY_LEFT = """
            select exists (select from workflow_late_events where organization_id = app.org_id())""";

    private final JdbcClient jdbc;
    private final WaitingRuns runs;
    private final Tickets tickets;

    LateEvents(JdbcClient jdbc, WaitingRuns runs, Tickets tickets) {
        this.jdbc = jdbc;
        this.runs = runs;
        this.tickets = tickets;
    }

    /** In the transaction that dispatches the events. @param met one of each run */
    void keep(Collection<Fitting> met) {
        if (met.isEmpty()) {
            return;
        }
        jdbc.sql(KEEP)
                .params(met.stream().map(Fitting::run).toArray(Long[]::new),
                        met.stream().map(Fitting::event).toArray(Long[]::new),
                        met.stream().map(one -> one.expiresAt().toString()).toArray(String[]::new))
                .update();
        tickets.add(QUEUE);
    }

    /** Gives the tenant's to the waits that nobody holds any more, and leaves a ticket for the others. */
    @Transactional
    public void meet() {
        runs.wake(jdbc.sql(MEET).param(MOST).query((row, _) -> row.getLong(1)).list());
        if (jdbc.sql(IS_ANY_LEFT).query(Boolean.class).single()) {
            tickets.add(QUEUE, A_WHILE);
        }
    }
}
