package dev.tenantry.crm.imports;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Hands imports to the workers. */
@Component
class ImportQueue {

    private final ImportJobs jobs;
    private final ApplicationEventPublisher events;

    ImportQueue(ImportJobs jobs, ApplicationEventPublisher events) {
        this.jobs = jobs;
        this.events = events;
    }

    /** In the current transaction; the workers hear of it after its commit. */
    void add(Long importId, ImportMode mode) {
        jobs.queue(importId, mode);
        events.publishEvent(new ImportWorker.Queued());
    }

    void finish(Long importId) {
        jobs.keepFile(importId);
    }
}
