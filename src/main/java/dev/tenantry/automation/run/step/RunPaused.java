package dev.tenantry.automation.run.step;

import java.util.UUID;

/** The run is not to begin another step for now. It is set aside in a transaction of its own, which locks what is paused before the run. */
final class RunPaused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final UUID workflowId;

    RunPaused(UUID workflowId) {
        super("the run is paused", null, false, false);
        this.workflowId = workflowId;
    }

    UUID workflowId() {
        return workflowId;
    }
}
