package dev.tenantry.access.event;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.time.Retention;

/** Takes away events a good year after they were closed, and signals, exports and where keys were used once nothing counts them any more. */
@Component
class SecurityEventRetention extends Retention {

    private static final int MOST = 1000;
    private static final Duration EVENTS = Duration.ofDays(400);
    private static final Duration SIGNALS = Duration.ofHours(1);
    private static final String CLOSED = """
            delete from security_events where (organization_id, id) in (
                select organization_id, id from security_events where resolved_at < ? order by resolved_at limit ?)""";
    private static final String NOTICED = """
            delete from security_signals where (organization_id, event_type, subject, begun_at) in (
                select organization_id, event_type, subject, begun_at from security_signals where begun_at < ? order by begun_at limit ?)""";

    private static final String SEEN = """
            delete from api_key_sightings where (organization_id, api_key_id) in (
                select organization_id, api_key_id from api_key_sightings where seen_at < ? order by seen_at limit ?)""";
    private static final Duration EXPORTS = Duration.ofDays(30);
    private static final String HANDED_OUT = """
            delete from security_exports where (organization_id, date, subject) in (
                select organization_id, date, subject from security_exports where date < ?::timestamptz::date order by date limit ?)""";

    private final RolePool worker;
    private final Clock clock;

    SecurityEventRetention(@Qualifier("workerPool") RolePool worker, Clock clock) {
        super("the retention of security events", Duration.ofMinutes(10));
        this.worker = worker;
        this.clock = clock;
    }

    @Override
    protected int forget() {
        return forget(CLOSED, EVENTS) + forget(NOTICED, SIGNALS) + forget(SEEN, SIGNALS) + forget(HANDED_OUT, EXPORTS);
    }

    private int forget(String deletion, Duration kept) {
        return worker.jdbc()
                .sql(deletion)
                .params(clock.instant().minus(kept).atOffset(ZoneOffset.UTC), MOST)
                .update();
    }
}
