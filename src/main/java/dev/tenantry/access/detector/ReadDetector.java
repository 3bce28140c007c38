package dev.tenantry.access.detector;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

import dev.tenantry.access.event.Detection;
import dev.tenantry.access.event.SecurityEvents;
import dev.tenantry.access.event.Severity;
import dev.tenantry.access.event.Subject;
import dev.tenantry.access.policy.SecurityEventType;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.time.PeriodicTask;

/**
 * Finds who reads, or exports, far more than usual: more than the mean of the days of four weeks on which there was any, three standard deviations and
 * a floor. Whoever has fewer than three such days has the floor alone. The numbers are those of the API's usage, answers that succeeded, in UTC's days.
 */
@Component
class ReadDetector extends PeriodicTask {

    private static final int MOST = 500;
    private static final int FEW_DAYS = 3;
    private static final String READS = "(endpoint like 'GET /api/v1/%' or endpoint like 'POST /api/v1/%/search')";
    private static final String EXPORTS = "endpoint ~ '^GET /api/v1/.*(export|\\.csv|/content|/document|/bundle|/file)$'";
    /** Whoever has an event of the day that was closed is not told of again on that day. */
    private static final String UNUSUAL = """
            with today as (
                select organization_id, user_id, api_key_id, sum(successful_requests) as reads from api_usage_statistics
                where date = ? and user_id is not null and %1$s group by organization_id, user_id, api_key_id having sum(successful_requests) >= ?)
            select t.organization_id, t.user_id, t.api_key_id, t.reads, coalesce(b.days, 0) as days, coalesce(b.mean, 0) as mean, coalesce(b.deviation, 0) as deviation
            from today t
            left join lateral (
                select count(*) as days, avg(d.reads) as mean, stddev_samp(d.reads) as deviation
                from (select sum(u.successful_requests) as reads from api_usage_statistics u
                      where u.organization_id = t.organization_id and u.user_id = t.user_id and u.api_key_id is not distinct from t.api_key_id
                        and u.date between ? and ? and %1$s
                      group by u.date having sum(u.successful_requests) > 0) as d) as b on true
            where not exists (select from security_events e where e.organization_id = t.organization_id and e.event_type = 'data_exfiltration_attempt'
                and e.subject = coalesce('key:' || t.api_key_id, 'user:' || t.user_id) and e.day = ? and e.status in ('resolved', 'false_positive'))
            order by t.reads desc limit ?""";

    private record Reader(
            UUID organization,
            UUID user,
            @Nullable UUID apiKey,
            int reads,
            int days,
            double mean,
            double deviation) {

        int usual() {
            return days < FEW_DAYS ? 0 : (int) Math.ceil(mean + 3 * deviation);
        }
    }

    private final RolePool worker;
    private final SecurityEvents events;
    private final DetectionSettings settings;
    private final Clock clock;

    ReadDetector(@Qualifier("workerPool") RolePool worker, SecurityEvents events, DetectionSettings settings,
            Clock clock) {
        super("reads beyond what is usual", Duration.ofMinutes(2));
        this.worker = worker;
        this.events = events;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    protected synchronized void work() {
        look(READS, settings.readsPerDay(), "reads");
        look(EXPORTS, settings.exportsPerDay(), "exports");
    }

    private void look(String which, int floor, String what) {
        for (var reader : unusual(which, floor)) {
            var threshold = reader.usual() + floor;
            if (reader.reads >= threshold) {
                raise(reader, threshold, what);
            }
        }
    }

    private List<Reader> unusual(String which, int floor) {
        var today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        return worker.jdbc()
                .sql(UNUSUAL.formatted(which))
                .params(today, floor, today.minusDays(28), today.minusDays(1), today, MOST)
                .query((row, _) -> new Reader(row.getObject("organization_id", UUID.class),
                        row.getObject("user_id", UUID.class), row.getObject("api_key_id", UUID.class),
                        row.getInt("reads"), row.getInt("days"), row.getDouble("mean"), row.getDouble("deviation")))
                .list();
    }

    private void raise(Reader reader, int threshold, String what) {
        events.attempt(reader.organization, new Detection(SecurityEventType.DATA_EXFILTRATION_ATTEMPT, Severity.HIGH,
                "Far more " + what + " in a day than is usual for whom it is about",
                Subject.of(reader.user, null, reader.apiKey, null, null), reader.reads, 0, threshold,
                Map.of("what", what, "daysCompared", reader.days, "mean", Math.round(reader.mean), "deviation",
                        Math.round(reader.deviation))));
    }
}
