package dev.tenantry.automation.workflow;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.web.IfMatch;

/** Workflows for what makes them: templates, and rules. As the API does it, in the caller's name and transaction. */
@Component
public class Authoring {

    /** Of a workflow. */
    public static final int MOST_VARIABLES = Variables.MOST;

    private final WorkflowService workflows;
    private final WorkflowTrash trash;
    private final WorkflowHistory history;
    private final WorkflowChecks checks;

    Authoring(WorkflowService workflows, WorkflowTrash trash, WorkflowHistory history, WorkflowChecks checks) {
        this.checks = checks;
        this.trash = trash;
        this.workflows = workflows;
        this.history = history;
    }

    /** @throws dev.tenantry.shared.problem.ProblemException where the API would refuse it */
    public WorkflowResponse create(NewWorkflowRequest request) {
        return workflows.create(request);
    }

    /** Likewise, but that what it names may not be there: it warns of that. @throws dev.tenantry.shared.problem.ProblemException likewise */
    public WorkflowResponse createUnresolved(NewWorkflowRequest request) {
        return workflows.createUnresolved(request);
    }

    /** Before the workflow that it is to be is looked for. @throws dev.tenantry.shared.problem.ProblemException 422; 403 */
    public NewWorkflowRequest meaningful(NewWorkflowRequest request) {
        checks.demandMeaningful(request.workflow(), request.types());
        return request;
    }

    /** Makes it another one, in force where it is active. @throws dev.tenantry.shared.problem.ProblemException where the API would refuse it */
    public WorkflowResponse replace(UUID id, NewWorkflowRequest request) {
        return workflows.replaceOwned(id, request);
    }

    public WorkflowResponse activate(UUID id) {
        return workflows.activate(id, IfMatch.ANY);
    }

    /** @throws dev.tenantry.shared.problem.ProblemException 409 that names the workflows that carry it out, unless it is to be even so */
    public WorkflowResponse deactivate(UUID id, boolean isEvenIfUsed) {
        return workflows.deactivate(id, IfMatch.ANY, isEvenIfUsed);
    }

    /** Those of the workflows that are active. */
    public Set<UUID> active(Set<UUID> ids) {
        return history.active(ids);
    }

    /** What its runs fail of as things stand, at most 20, each at what names it, as far as the caller may know; nothing of one in the trash. */
    public List<FieldError> warnings(UUID id) {
        return history.isThere(id)
                ? Objects.requireNonNullElse(workflows.get(id).warnings(), List.of())
                : List.of();
    }

    /**
     * Moves it to the trash, unless it is there.
     *
     * @throws dev.tenantry.shared.problem.ProblemException 409 that names the workflows that carry it out, unless it is to go even so
     */
    public void trash(UUID id, boolean isEvenIfUsed) {
        if (history.isThere(id)) {
            trash.trash(id, IfMatch.ANY, isEvenIfUsed);
        }
    }

    /** What a workflow is, to make another one of: without what secrets say. @throws dev.tenantry.shared.problem.ProblemException 404 */
    public NewWorkflowRequest authored(UUID id) {
        return history.export(id).workflow();
    }
}
