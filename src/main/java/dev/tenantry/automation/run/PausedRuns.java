package dev.tenantry.automation.run;

import java.util.UUID;

/** The runs that were set aside because their workflow was paused. */
public interface PausedRuns {

    /**
     * Whoever lets runs go on does with them what whoever starts them does.
     *
     * @throws dev.tenantry.shared.problem.ProblemException 403
     */
    void demandToResume(UUID workflowId);

    /** The running transaction has resumed the workflow: its runs go on, but for those that are paused themselves. */
    void resume(UUID workflowId);
}
