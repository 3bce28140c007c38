package dev.tenantry.automation.run.dryrun;

import java.util.UUID;

import dev.tenantry.automation.definition.WorkflowDocument;

/** What workflows are to become, to be tried. */
public interface DraftedWorkflows {

    /**
     * In the caller's transaction.
     *
     * @throws dev.tenantry.shared.problem.ProblemException 404 where the workflow has no draft; 409 with why it would be refused if it was
     *                                                      published, but for what it names and is not there
     */
    WorkflowDocument drafted(UUID workflow);
}
