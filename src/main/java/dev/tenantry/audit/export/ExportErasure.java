package dev.tenantry.audit.export;

import java.time.Clock;
import java.util.List;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.audit.logs.AuditLogReading;
import dev.tenantry.shared.record.Erasure;

/** Files that show values of records of the kind go: which of them these are is not known. */
@Component
class ExportErasure implements Erasure {

    private static final String SHOWING = """
            select id from audit_log_exports
            where organization_id = app.org_id() and ? = any (needed_permissions) and status in ('pending', 'processing', 'completed') order by id""";

    private final EntityManager entities;
    private final JdbcClient jdbc;
    private final AuditLogReading log;
    private final ExportFiles files;
    private final Clock clock;

    ExportErasure(EntityManager entities, JdbcClient jdbc, AuditLogReading log, ExportFiles files, Clock clock) {
        this.entities = entities;
        this.jdbc = jdbc;
        this.log = log;
        this.files = files;
        this.clock = clock;
    }

    @Override
    public void erase(String type, List<Long> ids) {
        files.awaitParts();
        jdbc.sql(SHOWING).param(log.needed(type)).query(UUID.class).list().forEach(this::end);
    }

    private void end(UUID id) {
        var export = entities.find(AuditLogExport.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (export != null && export.getStatus().canTransitionTo(ExportStatus.FAILED)) {
            files.delete(id);
            export.fail("a record whose values it had was deleted for good: export it anew", clock.instant());
        }
    }
}
