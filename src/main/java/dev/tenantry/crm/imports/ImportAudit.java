package dev.tenantry.crm.imports;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;

/** What the audit trail has of imports: who had what file imported how, and what came of it; never what is in the file. */
@Component
class ImportAudit {

    private final AuditTrail trail;

    ImportAudit(AuditTrail trail) {
        this.trail = trail;
    }

    void created(Import imported) {
        note(imported, "created", Map.of("target", imported.getTarget(), "fileName", imported.getFileName(),
                "fileSize", imported.getFileSize(), "rows", imported.getRowCount()));
    }

    void mapped(Import imported) {
        var after = new LinkedHashMap<String, @Nullable Object>();
        var mapping = imported.getMapping();
        after.put("mapping", mapping == null ? null : mapping.withoutTexts());
        note(imported, "mapped", after);
    }

    void queued(Import imported) {
        var after = new LinkedHashMap<String, @Nullable Object>();
        after.put("mode", imported.getMode());
        note(imported, "queued", after);
    }

    /** Completed, failed or cancelled. */
    void ended(Import imported) {
        var after = new LinkedHashMap<String, @Nullable Object>();
        after.put("mode", imported.getMode());
        after.put("figures", imported.getFigures());
        if (imported.getFailure() != null) {
            after.put("failure", imported.getFailure());
        }
        note(imported, imported.getState().toString(), after);
    }

    void deleted(Import imported) {
        note(imported, "deleted", Map.of());
    }

    private void note(Import imported, String verb, Map<String, @Nullable Object> after) {
        trail.record(new AuditEntry("import." + verb, AuditEntry.Category.DATA_MODIFICATION, "import",
                imported.getId().toString(), Map.of(), after));
    }
}
