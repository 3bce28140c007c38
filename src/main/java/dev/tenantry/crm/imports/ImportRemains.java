package dev.tenantry.crm.imports;

import org.springframework.stereotype.Component;

/** What imports leave behind, to be deleted in the current transaction. */
@Component
class ImportRemains {

    private final ImportFiles files;
    private final ImportErrors errors;
    private final WaitingRows waitingRows;
    private final ImportJobs jobs;

    ImportRemains(ImportFiles files, ImportErrors errors, WaitingRows waitingRows, ImportJobs jobs) {
        this.files = files;
        this.errors = errors;
        this.waitingRows = waitingRows;
        this.jobs = jobs;
    }

    /** What an earlier run found. */
    void deleteOutcome(Long importId) {
        errors.delete(importId);
        waitingRows.delete(importId);
    }

    /** The file and what repeats its rows. There is nothing more to do for the import then. */
    void deleteFile(Long importId) {
        deleteOutcome(importId);
        files.delete(importId);
        jobs.remove(importId);
    }
}
