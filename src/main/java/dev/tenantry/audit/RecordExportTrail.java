package dev.tenantry.audit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.record.ExportTrail;

/** Audits what leaves as a file. Of what was asked for is told what names nobody: people may be erased later. */
@Component
class RecordExportTrail implements ExportTrail {

    private final AuditTrail trail;

    RecordExportTrail(AuditTrail trail) {
        this.trail = trail;
    }

    @Override
    @Transactional
    public void exported(String type, long rows, List<String> columns, @Nullable String asked) {
        var told = new LinkedHashMap<String, @Nullable Object>(Map.of("rows", rows, "columns", columns));
        if (asked != null) {
            told.put("filter", asked);
        }
        trail.record(new AuditEntry(type + ".exported", AuditEntry.Category.DATA_ACCESS, type, null, Map.of(), told));
    }
}
