package dev.tenantry.crm.form.submission;

import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Component;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;

/** What members do with submissions, for the audit trail: without what visitors have written. */
@Component
class Dispositions {

    private final AuditTrail audit;
    private final SubmissionDeletions deletions;

    Dispositions(AuditTrail audit, SubmissionDeletions deletions) {
        this.audit = audit;
        this.deletions = deletions;
    }

    void note(Long id, String what) {
        audit.record(new AuditEntry("form-submission." + what, AuditEntry.Category.DATA_MODIFICATION, "form-submission",
                id.toString(), Map.of(), Map.of()));
    }

    void delete(Long id) {
        deletions.delete(List.of(id));
        note(id, "deleted");
    }
}
