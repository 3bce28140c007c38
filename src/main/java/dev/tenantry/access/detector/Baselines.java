package dev.tenantry.access.detector;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

import dev.tenantry.access.event.Detection;
import dev.tenantry.access.event.DetectionRule;
import dev.tenantry.access.event.SecurityEvents;
import dev.tenantry.access.event.Subject;
import dev.tenantry.shared.database.RolePool;

/**
 * Compares what members and keys do in a day with what is usual for them: the mean of the days of four weeks on which there was any, three standard
 * deviations and a floor. Whoever has fewer than three such days has the floor alone. Days are those of UTC.
 */
@Component
class Baselines {

    private static final int MOST = 500;
    private static final int FEW_DAYS = 3;
    /** Whoever has an event of the day that was closed is not told of again on that day. */
    private static final String UNUSUAL = """
            with today as (
                select organization_id, user_id, api_key_id, sum(number) as number from (%1$s and date = ?) as u
                group by organization_id, user_id, api_key_id having sum(number) >= ?)
            select t.organization_id, t.user_id, t.api_key_id, t.number, coalesce(b.days, 0) as days, coalesce(b.mean, 0) as mean, coalesce(b.deviation, 0) as deviation
            from today t
            left join lateral (
                select count(*) as days, avg(d.number) as mean, stddev_samp(d.number) as deviation
                from (select sum(u.number) as number from (%1$s and date between ? and ?) as u
                      where u.organization_id = t.organization_id and u.user_id = t.user_id and u.api_key_id is not distinct from t.api_key_id
                      group by u.date having sum(u.number) > 0) as d) as b on true
            where not exists (select from security_events e where e.organization_id = t.organization_id and e.event_type = ?
                and e.subject = coalesce('key:' || t.api_key_id, 'user:' || t.user_id) and e.day = ? and e.status in ('resolved', 'false_positive')
                and e.investigated_at is not null)
            order by t.number desc limit ?""";

    /** What is counted. */
    enum Counts {
        READS("reads",
                """
                        select organization_id, user_id, api_key_id, date, successful_requests as number from api_usage_statistics
                        where user_id is not null and (endpoint like 'GET /api/v1/%' or endpoint like 'POST /api/v1/%/search')"""),
        EXPORTED_ROWS("exported rows", """
                select organization_id, user_id, api_key_id, date, rows as number from security_exports where true"""),
        EXPORTED_FILES("exports", """
                select organization_id, user_id, api_key_id, date, files as number from security_exports where true""");

        private final String called;
        /** Ends with a condition. */
        private final String sql;

        Counts(String called, String sql) {
            this.called = called;
            this.sql = sql;
        }
    }

    private record Counted(
            UUID organization,
            UUID user,
            @Nullable UUID apiKey,
            long number,
            int days,
            double mean,
            double deviation) {

        int usual() {
            return days < FEW_DAYS ? 0 : (int) Math.ceil(mean + 3 * deviation);
        }
    }

    private final RolePool worker;
    private final SecurityEvents events;
    private final Clock clock;

    Baselines(@Qualifier("workerPool") RolePool worker, SecurityEvents events, Clock clock) {
        this.worker = worker;
        this.events = events;
        this.clock = clock;
    }

    /** Makes events of what is more than usual, with the rule's threshold as the floor. */
    void look(DetectionRule floor, Counts counts) {
        for (var counted : unusual(floor, counts)) {
            var rule = floor.with(counted.usual() + floor.threshold());
            if (counted.number >= rule.threshold()) {
                events.attempt(counted.organization, new Detection(rule,
                        Subject.of(counted.user, null, counted.apiKey, null, null),
                        (int) Math.min(counted.number, Integer.MAX_VALUE), 0,
                        Map.of("what", counts.called, "daysCompared", counted.days, "mean", Math.round(counted.mean),
                                "deviation", Math.round(counted.deviation))));
            }
        }
    }

    private List<Counted> unusual(DetectionRule floor, Counts counts) {
        var today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        return worker.jdbc()
                .sql(UNUSUAL.formatted(counts.sql))
                .params(today, floor.threshold(), today.minusDays(28), today.minusDays(1), floor.type().toString(),
                        today, MOST)
                .query((row, _) -> new Counted(row.getObject("organization_id", UUID.class),
                        row.getObject("user_id", UUID.class), row.getObject("api_key_id", UUID.class),
                        row.getLong("number"), row.getInt("days"), row.getDouble("mean"), row.getDouble("deviation")))
                .list();
    }
}
