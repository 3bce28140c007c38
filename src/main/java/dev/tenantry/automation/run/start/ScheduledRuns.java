package dev.tenantry.automation.run.start;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.tenantry.shared.record.DatedRecords.Dated;

/** Starts runs at their times. */
public interface ScheduledRuns {

    /** Starts a run of a workflow, unless it is not active any more, in the running transaction. */
    void start(UUID workflowId, Instant time);

    /** Likewise one for each of the records, of one kind. */
    void start(UUID workflowId, String type, List<Dated> records);
}
