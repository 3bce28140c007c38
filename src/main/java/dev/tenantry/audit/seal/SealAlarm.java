package dev.tenantry.audit.seal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

import dev.tenantry.audit.AuditEntry.Category;
import dev.tenantry.audit.AuditedRefusals;
import dev.tenantry.audit.Refusal;

/** Tells that somebody has altered a log past the application: its organization by an entry once a day, whoever operates this by a metric. */
@Component
class SealAlarm {

    private static final Duration QUIET = Duration.ofDays(1);

    private final AuditedRefusals refusals;
    private final Clock clock;
    private final Map<UUID, Instant> told = new ConcurrentHashMap<>();
    private final Map<UUID, Boolean> altered = new ConcurrentHashMap<>();

    SealAlarm(AuditedRefusals refusals, Clock clock, MeterRegistry meters) {
        this.refusals = refusals;
        this.clock = clock;
        Gauge.builder("tenantry.audit.altered", altered, Map::size)
                .description("Organizations whose audit log is not what was sealed")
                .register(meters);
    }

    /** @param what is not as it was */
    void altered(UUID organization, String what) {
        altered.put(organization, true);
        var now = clock.instant();
        told.values().removeIf(now::isAfter);
        if (told.putIfAbsent(organization, now.plus(QUIET)) == null) {
            refusals.tell(new Refusal(organization, null, Category.SECURITY, "audit-log.altered", "critical",
                    "audit-log altered", null, what));
        }
    }

    /** What is there fits what was sealed. */
    void fits(UUID organization) {
        altered.remove(organization);
    }
}
