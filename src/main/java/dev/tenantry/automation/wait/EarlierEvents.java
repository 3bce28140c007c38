package dev.tenantry.automation.wait;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.dispatch.PastEvents;
import dev.tenantry.shared.problem.ProblemException;

/**
 * Events that came before a run's wait for them began, and since the run did. Neither ids nor times are given in the order of the
 * commits: what had not been committed yet counts, too.
 */
@Component
class EarlierEvents {

    static final String SINCE = "since";
    /** Of the organization's events looked at, the newest first, so many at a time. */
    static final int MOST = 20_000;
    private static final int PAGE = 1_000;
    /** What tells much is read for a filter, so many at a time. */
    private static final int READ = 50;
    /** From the beginning of a transaction to its commit, as far as anybody waits for it. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /**
     * The event that began the run, or where none did the time: of a part, of the whole run. What it has been told, or those have
     * that it is a part of, is not told again.
     */
    private static final String START = """
            select w.start_snapshot, w.created_at, case when w.replay_of is null then w.event_id end as event_id, array(
                select s.result ->> ? from workflow_execution_steps s where s.organization_id = app.org_id()
                    and s.execution_log_id = any (r.ancestors || r.id) and s.step_type = ? and s.result ->> ? is not null)::bigint[] as told
            from workflow_execution_logs r
            join workflow_execution_logs w on w.organization_id = app.org_id() and w.id = coalesce(r.ancestors[1], r.id)
            where r.organization_id = app.org_id() and r.id = ?""";
    private static final String NOW = """
            select pg_current_snapshot() as start_snapshot, now() as created_at, null::bigint as event_id, '{}'::bigint[] as told""";
    private static final String LOOK = """
            select min(e.id) as first, min(e.created_at) as began, array_agg(e.id) filter (where e.event_name = ?
                and (e.id > ? or e.created_at >= ? or not pg_visible_in_snapshot(e.transaction_id, ?::pg_snapshot))
                and case when ? then e.payload else jsonb_build_object('aggregateType', e.aggregate_type, 'aggregateId', e.aggregate_id) end
                    #>> string_to_array(?, '.') = ?) as fitting
            from (select * from domain_events e where e.organization_id = app.org_id() and e.id < ? order by e.id desc limit ?) e""";

    private final JdbcClient jdbc;
    private final PastEvents events;
    private final WaitFilters filters;
    private final Waits waits;

    EarlierEvents(JdbcClient jdbc, PastEvents events, WaitFilters filters, Waits waits) {
        this.jdbc = jdbc;
        this.events = events;
        this.filters = filters;
        this.waits = waits;
    }

    /**
     * Since when.
     *
     * @param snapshot what had been committed then
     * @param event    after which all have come; the greatest number where none has begun the run
     * @param told     those that have been told already
     */
    private record Since(String snapshot, Instant time, long event, Set<Long> told) {

        /** Whether what has a lower id had been committed before: it had been given that longer before than a transaction takes. */
        boolean isReached(long id, Instant began) {
            return id <= event && began.isBefore(time.minus(LONGEST).minus(LONGEST));
        }
    }

    /** @param first of those looked at; 0 where there was none */
    private record Looked(long first, Instant began, List<Long> fitting) {}

    /**
     * The run waits from now on, and gets the first of them at once, where there is one: what comes from now on is dispatched to
     * it. Most is looked at before anybody has to wait for that, and afterwards only what has been committed meanwhile.
     *
     * @throws ProblemException where there are more of the organization's than are looked at
     */
    void begin(long run, Awaited awaited, Duration timeout) {
        var now = since(NOW);
        var first = first(since(START, Waits.EVENT_ID, WaitForEventAction.TYPE, Waits.EVENT_ID, run), awaited);
        waits.begin(run, awaited, timeout);
        if (first == null) {
            first = first(now, awaited);
        }
        if (first != null) {
            waits.meet(Map.of(run, first));
        }
    }

    private Since since(String sql, Object... parameters) {
        return jdbc.sql(sql)
                .params(parameters)
                .query((row, _) -> new Since(row.getString("start_snapshot"), Rows.instant(row, "created_at"),
                        row.getObject("event_id") == null ? Long.MAX_VALUE : row.getLong("event_id"),
                        Set.copyOf(ids(row, "told"))))
                .single();
    }

    private @Nullable Long first(Since since, Awaited awaited) {
        var fitting = fitting(since, awaited);
        for (var from = 0; from < fitting.size(); from += READ) {
            var some = events.of(fitting.subList(from, Math.min(fitting.size(), from + READ)));
            var held = filters.hold(some.stream()
                    .map(event -> new WaitFilters.Asked(awaited.event(), awaited.filterText(), event))
                    .toList());
            var first = held.indexOf(true);
            if (first >= 0) {
                return some.get(first).id();
            }
        }
        return null;
    }

    private List<Long> fitting(Since since, Awaited awaited) {
        var fitting = new ArrayList<Long>();
        var before = Long.MAX_VALUE;
        for (var looked = 0; looked < MOST; looked += PAGE) {
            var page = look(since, awaited, before);
            fitting.addAll(page.fitting);
            if (page.first == 0 || since.isReached(page.first, page.began)) {
                fitting.removeAll(since.told);
                return fitting.stream().sorted().toList();
            }
            before = page.first;
        }
        throw ProblemException.invalid(SINCE, "out-of-range",
                "there have been more than " + MOST + " events since the run began");
    }

    private Looked look(Since since, Awaited awaited, long before) {
        return jdbc.sql(LOOK)
                .params(awaited.event(), since.event, Timestamp.from(since.time), since.snapshot,
                        awaited.path().startsWith(WaitForEventAction.TRIGGER),
                        awaited.path().substring(awaited.path().indexOf('.') + 1), awaited.value(), before, PAGE)
                .query((row, _) -> new Looked(row.getLong("first"),
                        row.getLong("first") == 0 ? Instant.MIN : Rows.instant(row, "began"), ids(row, "fitting")))
                .single();
    }

    private static List<Long> ids(ResultSet row, String column) throws SQLException {
        var ids = row.getArray(column);
        return ids == null ? List.of() : List.of((Long[]) ids.getArray());
    }
}
