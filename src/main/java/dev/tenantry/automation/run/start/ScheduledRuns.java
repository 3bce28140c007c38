package dev.tenantry.automation.run.start;

import java.time.Instant;
import java.util.UUID;

/** Starts runs at their times. */
public interface ScheduledRuns {

    /** Starts a run of a workflow, unless it is not active any more, in the running transaction. */
    void start(UUID workflowId, Instant time);
}
