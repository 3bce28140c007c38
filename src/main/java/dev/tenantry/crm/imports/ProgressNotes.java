package dev.tenantry.crm.imports;

import org.springframework.stereotype.Component;

/** Takes down, in the transaction of a chunk, what became of it. */
@Component
class ProgressNotes {

    private final ImportErrors errors;
    private final WaitingRows waiting;
    private final ImportJobs jobs;

    ProgressNotes(ImportErrors errors, WaitingRows waiting, ImportJobs jobs) {
        this.errors = errors;
        this.waiting = waiting;
        this.jobs = jobs;
    }

    /** @throws LostClaimException where the import is no longer this worker's */
    void write(RunningImport running, ChunkResult result, Pass pass) {
        var importId = running.job().importId();
        errors.add(importId, result.errors());
        if (pass == Pass.FILE) {
            waiting.add(importId, result.waiting());
        } else {
            waiting.remove(importId, result.done());
        }
        jobs.progress(running.job(), result.figures());
    }
}
