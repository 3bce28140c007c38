package dev.tenantry.automation.workflow;

import java.util.UUID;

import org.springframework.stereotype.Component;

/** Workflows for what makes them: templates, and rules. As the API does it, in the caller's name and transaction. */
@Component
public class Authoring {

    /** Of a workflow. */
    public static final int MOST_VARIABLES = Variables.MOST;

    private final WorkflowService workflows;
    private final WorkflowHistory history;

    Authoring(WorkflowService workflows, WorkflowHistory history) {
        this.workflows = workflows;
        this.history = history;
    }

    /** @throws dev.tenantry.shared.problem.ProblemException where the API would refuse it */
    public WorkflowResponse create(NewWorkflowRequest request) {
        return workflows.create(request);
    }

    /** What a workflow is, to make another one of: without what secrets say. @throws dev.tenantry.shared.problem.ProblemException 404 */
    public NewWorkflowRequest authored(UUID id) {
        return history.export(id).workflow();
    }
}
