package dev.tenantry.audit;

import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.record.ExportTrail;

/** Audits what leaves as a file. What was asked for is not told: it can name people, who may be erased later. */
@Component
class RecordExportTrail implements ExportTrail {

    private final AuditTrail trail;

    RecordExportTrail(AuditTrail trail) {
        this.trail = trail;
    }

    @Override
    @Transactional
    public void exported(String type, long rows, List<String> columns) {
        trail.record(new AuditEntry(type + ".exported", AuditEntry.Category.DATA_ACCESS, type, null, Map.of(),
                Map.of("rows", rows, "columns", columns)));
    }
}
