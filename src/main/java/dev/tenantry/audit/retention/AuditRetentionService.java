package dev.tenantry.audit.retention;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.tenancy.TenantLocks;
import dev.tenantry.shared.web.IfMatch;

@Service
@Transactional(readOnly = true)
class AuditRetentionService {

    private static final String RESOURCE = "audit-retention";
    private static final String WRITE = """
            insert into audit_retention (organization_id, retention_class, retention_period_days) values (app.org_id(), ?, ?)
            on conflict (organization_id, retention_class) do update set retention_period_days = excluded.retention_period_days""";
    private static final String FORGET = "delete from audit_retention where organization_id = app.org_id() and retention_class = ?";

    private final JdbcClient jdbc;
    private final EntityManager entities;
    private final AuditTrail trail;

    AuditRetentionService(JdbcClient jdbc, EntityManager entities, AuditTrail trail) {
        this.jdbc = jdbc;
        this.entities = entities;
        this.trail = trail;
    }

    AuditRetentionResponse current() {
        var stated = new EnumMap<RetentionClass, Integer>(RetentionClass.class);
        jdbc.sql(
                "select retention_class, retention_period_days from audit_retention where organization_id = app.org_id()")
                .query(row -> {
                    stated.put(RetentionClass.valueOf(row.getString(1).toUpperCase(Locale.ROOT)),
                            row.getInt(2));
                });
        var hold = jdbc.sql("select placed_at from audit_legal_holds where organization_id = app.org_id()")
                .query((row, _) -> Rows.instant(row, "placed_at"))
                .optional();
        return AuditRetentionResponse.of(stated, hold.orElse(null));
    }

    @Transactional
    AuditRetentionResponse replace(AuditRetentionRequest request, IfMatch ifMatch) {
        TenantLocks.take(entities, RESOURCE);
        var before = current();
        ifMatch.check(() -> before);
        for (var of : RetentionClass.values()) {
            state(of, request.days(of));
        }
        var after = current();
        tell(before.periods(), after.periods());
        return after;
    }

    /** The usual period is none of its own, so that it stays the usual one. */
    private void state(RetentionClass of, @Nullable Integer days) {
        if (days == null || days == of.usual()) {
            jdbc.sql(FORGET).param(of.toString()).update();
        } else {
            jdbc.sql(WRITE).params(of.toString(), days).update();
        }
    }

    private void tell(Map<String, Object> before, Map<String, Object> after) {
        var replaced = new HashMap<String, @Nullable Object>(before);
        replaced.entrySet().removeIf(period -> Objects.equals(period.getValue(), after.get(period.getKey())));
        var set = new HashMap<String, @Nullable Object>(after);
        set.keySet().retainAll(replaced.keySet());
        if (!set.isEmpty()) {
            trail.record(new AuditEntry(RESOURCE + ".updated", AuditEntry.Category.CONFIGURATION, RESOURCE,
                    TenantContext.current().organizationId().toString(), replaced, set));
        }
    }
}
