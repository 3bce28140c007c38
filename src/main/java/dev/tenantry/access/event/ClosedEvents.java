package dev.tenantry.access.event;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.access.policy.SecurityEventType;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.tenancy.TenantContext;

/** What people have closed is not counted again. */
@Component
public class ClosedEvents {

    private static final String FORGET = """
            delete from security_signals where organization_id = app.org_id() and event_type = ? and subject = ?""";
    private static final String LATEST = """
            select max(resolved_at) as at from security_events where organization_id = app.org_id() and event_type = ? and subject = ?
              and investigated_at is not null""";

    private final JdbcClient jdbc;

    ClosedEvents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void forget(SecurityEventType type, String subject) {
        jdbc.sql(FORGET).params(type.toString(), subject).update();
    }

    /** From when on something of the subject's counts: since the last event of the type was closed, and not before then. */
    public Instant countedFrom(UUID organization, SecurityEventType type, String subject, Instant then) {
        var closed = new TenantContext(organization, null).call(() -> jdbc.sql(LATEST)
                .params(type.toString(), subject)
                .query((row, _) -> Optional.ofNullable(Rows.instantOrNull(row, "at")))
                .single());
        return closed.filter(then::isBefore).orElse(then);
    }
}
