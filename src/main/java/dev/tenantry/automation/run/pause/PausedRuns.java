package dev.tenantry.automation.run.pause;

import java.util.UUID;

/** The runs that were set aside because their workflow was paused. */
public interface PausedRuns {

    /**
     * Whoever lets runs go on does with them what whoever starts them does.
     *
     * @throws dev.tenantry.shared.problem.ProblemException 403
     */
    void demandToResume(UUID workflowId);

    /** The running transaction has ended a pause: after it the organization's runs go on that nothing pauses any more. */
    void letGoOn();
}
