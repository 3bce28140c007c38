package dev.tenantry.audit.export;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.audit.logs.AuditLogReading;
import dev.tenantry.shared.record.Erasure;

/** Files that show values of records of the kind go: which of them these are is not known. */
@Component
class ExportErasure implements Erasure {

    private static final String REASON = "a record whose values it had was deleted for good: export it anew";

    private final JdbcClient jdbc;
    private final AuditLogReading log;

    ExportErasure(JdbcClient jdbc, AuditLogReading log) {
        this.jdbc = jdbc;
        this.log = log;
    }

    @Override
    public void erase(String type, List<Long> ids) {
        jdbc.sql("select app.forget_exports(app.org_id(), ?, ?)")
                .params(log.needed(type), REASON)
                .query((_, _) -> true)
                .single();
    }
}
