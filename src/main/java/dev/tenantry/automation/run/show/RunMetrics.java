package dev.tenantry.automation.run.show;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.automation.run.RunStatus;
import dev.tenantry.automation.run.start.RunStarter;
import dev.tenantry.shared.problem.ProblemException;

/** How a workflow's runs went, from the history. */
@Service
@Transactional(readOnly = true)
class RunMetrics {

    private static final Duration USUAL = Duration.ofDays(7);
    private static final Duration LONGEST = Duration.ofDays(92);
    /** A row for each status, and one for all. What a run does within its steps is part of that one. */
    private static final String COUNT = """
            select l.status, count(*) as runs,
                percentile_cont(array[0.5, 0.95]) within group (order by extract(epoch from l.execution_end - l.execution_start) * 1000)
                    filter (where l.execution_end is not null) as durations,
                percentile_cont(0.95) within group (order by extract(epoch from s.begun - l.created_at) * 1000) filter (where s.begun is not null) as wait
            from workflow_execution_logs l
            left join lateral (select min(s.execution_start) as begun from workflow_execution_steps s
                where s.organization_id = app.org_id() and s.execution_log_id = l.id) s on true
            where l.organization_id = app.org_id() and l.workflow_id = ? and l.path is null and l.created_at >= ? and l.created_at < ?
            group by grouping sets ((l.status), ())""";

    private final JdbcClient jdbc;
    private final RunStarter starter;
    private final Clock clock;

    RunMetrics(JdbcClient jdbc, RunStarter starter, Clock clock) {
        this.jdbc = jdbc;
        this.starter = starter;
        this.clock = clock;
    }

    private record All(long runs, @Nullable Double median, @Nullable Double slow, @Nullable Double waited) {}

    /** @param from null: a week before the end @param to null: now */
    MetricsResponse of(UUID workflow, @Nullable Instant from, @Nullable Instant to) {
        if (!starter.exists(workflow)) {
            throw ProblemException.notFound();
        }
        var end = to == null ? clock.instant() : to;
        var begin = from == null ? end.minus(USUAL) : from;
        if (!begin.isBefore(end)) {
            throw ProblemException.malformed("from", "this is not before to, " + end);
        }
        if (Duration.between(begin, end).compareTo(LONGEST) > 0) {
            throw ProblemException.malformed("from",
                    "this is more than " + LONGEST.toDays() + " days before to, " + end);
        }
        var byStatus = new TreeMap<String, Long>();
        var all = new All[]{new All(0, null, null, null)};
        jdbc.sql(COUNT).params(workflow, Timestamp.from(begin), Timestamp.from(end)).query(row -> {
            var status = row.getString("status");
            if (status != null) {
                byStatus.put(status, row.getLong("runs"));
                return;
            }
            var durations = row.getArray("durations");
            var values = durations == null ? new Double[2] : (Double[]) durations.getArray();
            all[0] = new All(row.getLong("runs"), values[0], values[1], row.getObject("wait", Double.class));
        });
        return new MetricsResponse(workflow, begin, end, all[0].runs, byStatus, successRate(byStatus),
                whole(all[0].median), whole(all[0].slow), whole(all[0].waited));
    }

    private static @Nullable Long whole(@Nullable Double milliseconds) {
        return milliseconds == null ? null : Math.round(milliseconds);
    }

    private static @Nullable Double successRate(TreeMap<String, Long> byStatus) {
        var succeeded = byStatus.getOrDefault(RunStatus.SUCCEEDED.toString(), 0L);
        var ended = succeeded + byStatus.getOrDefault(RunStatus.FAILED.toString(), 0L);
        return ended == 0 ? null : (double) succeeded / ended;
    }
}
