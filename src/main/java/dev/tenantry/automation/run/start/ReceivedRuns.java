package dev.tenantry.automation.run.start;

import java.util.Optional;
import java.util.UUID;

import tools.jackson.databind.node.ObjectNode;

/** Starts runs by what other services send. */
public interface ReceivedRuns {

    /** @param isTurnedAway whether it does nothing, as the workflow's enrolment lets it not in */
    record Received(long id, boolean isTurnedAway) {}

    /**
     * Starts a run of a workflow, in the running transaction.
     *
     * @param message what steps find under {@code trigger}
     * @return the run; empty where the workflow is not active any more
     * @throws dev.tenantry.shared.problem.ProblemException 422 where the message holds too much
     */
    Optional<Received> start(UUID workflowId, ObjectNode message);
}
