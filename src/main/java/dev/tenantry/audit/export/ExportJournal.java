package dev.tenantry.audit.export;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;

/** What the audit trail has of its own exports: who had which entries written down, and who took them along. */
@Component
class ExportJournal {

    private final AuditTrail trail;

    ExportJournal(AuditTrail trail) {
        this.trail = trail;
    }

    /** @param done {@code completed} */
    void note(AuditLogExport export, String done) {
        var told = new LinkedHashMap<String, @Nullable Object>();
        told.put("exportType", export.getExportType().toString());
        told.put("filter", export.getFilters().outline());
        told.put("recordCount", export.getRecordCount());
        if (export.getErrorMessage() != null) {
            told.put("errorMessage", export.getErrorMessage());
        }
        trail.record(new AuditEntry("audit-log-export." + done, AuditEntry.Category.DATA_ACCESS, "audit-log-export",
                export.getId().toString(), Map.of(), told));
    }
}
