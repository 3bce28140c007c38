package dev.tenantry.access.event;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.time.Retention;

/** Closes events of more than ninety days ago that nobody has closed: nobody will, and they would be there for good. */
@Component
public class StaleEvents extends Retention {

    private static final int DAYS = 90;
    private static final int MOST = 100;
    private static final String WHOSE = """
            select organization_id from security_events where resolved_at is null and day < ? order by day limit 1""";
    private static final String CLOSE = """
            update security_events set status = 'resolved', resolved_at = now(), version = version + 1
            where organization_id = app.org_id() and id in (
                select id from security_events where organization_id = app.org_id() and status in ('open', 'investigating') and day < ? order by day limit ?)
            returning id""";

    private final RolePool worker;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final AuditTrail trail;
    private final Clock clock;

    StaleEvents(@Qualifier("workerPool") RolePool worker, JdbcClient jdbc, PlatformTransactionManager transactions,
            AuditTrail trail, Clock clock) {
        super("events that nobody has closed", Duration.ofMinutes(30));
        this.worker = worker;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    protected int forget() {
        var before = LocalDate.now(clock.withZone(ZoneOffset.UTC)).minusDays(DAYS);
        return worker.jdbc()
                .sql(WHOSE)
                .param(before)
                .query(UUID.class)
                .optional()
                .map(organization -> close(organization, before))
                .orElse(0);
    }

    /** @return how many */
    public int close(UUID organization, LocalDate before) {
        return new TenantContext(organization, null).call(() -> transaction.execute(_ -> {
            var closed = jdbc.sql(CLOSE).params(before, MOST).query(Long.class).list();
            closed.forEach(event -> trail.record(new AuditEntry("security-event.updated",
                    AuditEntry.Category.SECURITY, "security-event", event.toString(), Map.of(),
                    Map.of("status", SecurityEventStatus.RESOLVED.toString()))));
            return closed.size();
        }));
    }
}
