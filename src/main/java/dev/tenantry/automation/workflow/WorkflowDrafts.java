package dev.tenantry.automation.workflow;

import java.util.UUID;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.automation.definition.DocumentDiff;
import dev.tenantry.automation.definition.WorkflowDocument;
import dev.tenantry.automation.run.dryrun.DraftedWorkflows;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.web.IfMatch;

/** What workflows are to become, beside what they do. A draft is written behind the lock of its workflow. */
@Service
@Transactional(readOnly = true)
class WorkflowDrafts implements DraftedWorkflows {

    private final EntityManager entities;
    private final WorkflowService workflows;
    private final WorkflowHistory history;
    private final WorkflowChecks checks;
    private final Variables variables;
    private final WorkflowResponses responses;

    WorkflowDrafts(EntityManager entities, WorkflowService workflows, WorkflowHistory history, WorkflowChecks checks,
            Variables variables, WorkflowResponses responses) {
        this.entities = entities;
        this.workflows = workflows;
        this.history = history;
        this.checks = checks;
        this.variables = variables;
        this.responses = responses;
    }

    WorkflowDraftResponse get(UUID id) {
        return shown(history.workflow(id), found(id));
    }

    /** Makes it, or another one of it. @throws ProblemException 422 where it cannot be read, or is made from a version that is not there */
    @Transactional
    WorkflowDraftResponse replace(UUID id, WorkflowDraftRequest request, IfMatch ifMatch) {
        checks.demandReadable(request.workflow());
        checks.keepCalls();
        var workflow = workflows.locked(id, IfMatch.ANY);
        OfRule.demandNone(entities, id);
        demandVersion(workflow, request.baseVersion());
        var draft = entities.find(WorkflowDraft.class, id);
        if (draft == null) {
            ifMatch.checkAbsent();
            draft = new WorkflowDraft(workflow, request, TenantContext.currentUser());
            entities.persist(draft);
        } else {
            check(ifMatch, workflow, draft);
            draft.change(request, TenantContext.currentUser());
        }
        entities.flush();
        return shown(workflow, draft);
    }

    @Transactional
    void delete(UUID id, IfMatch ifMatch) {
        var workflow = workflows.locked(id, IfMatch.ANY);
        var draft = found(id);
        check(ifMatch, workflow, draft);
        entities.remove(draft);
    }

    WorkflowDraftDiffResponse diff(UUID id) {
        var workflow = history.workflow(id);
        var draft = found(id).of(workflow).document(variables.types(id));
        var current = history.version(id, workflow.getCurrentVersion());
        return new WorkflowDraftDiffResponse(current, DocumentDiff.of(current.workflowJson(), draft));
    }

    /**
     * The version that it says, and no draft any more.
     *
     * @param base the version that the caller takes for the current one; null: that from which the draft was made
     * @throws ProblemException 409 where the current version is another one
     */
    @Transactional
    WorkflowResponse publish(UUID id, @Nullable Integer base, IfMatch ifMatch) {
        var workflow = workflows.lockedToPublish(id, IfMatch.ANY);
        var draft = found(id);
        check(ifMatch, workflow, draft);
        var replaced = base == null ? draft.getBaseVersion() : base;
        if (replaced != workflow.getCurrentVersion()) {
            throw ProblemException.conflict("the current version is " + workflow.getCurrentVersion() + " and not "
                    + replaced + ": state it as baseVersion, if the draft is to replace it nevertheless");
        }
        entities.remove(draft);
        entities.flush();
        entities.refresh(workflow);
        return workflows.become(workflow, draft.of(workflow), "what the draft says");
    }

    @Override
    public WorkflowDocument drafted(UUID id) {
        return checks.demandTriable(found(id).of(history.workflow(id)), variables.types(id));
    }

    private void check(IfMatch ifMatch, Workflow workflow, WorkflowDraft draft) {
        ifMatch.check(() -> shown(workflow, draft));
    }

    private void demandVersion(Workflow workflow, @Nullable Integer number) {
        if (number != null && number > workflow.getCurrentVersion()) {
            throw ProblemException.invalid("baseVersion", "not-found", "the workflow has no such version");
        }
    }

    private WorkflowDraftResponse shown(Workflow workflow, WorkflowDraft draft) {
        var types = variables.types(workflow.getId());
        return responses.draft(workflow, draft, draft.of(workflow).document(types),
                checks.problems(workflow, draft.of(workflow), types));
    }

    private WorkflowDraft found(UUID id) {
        var draft = entities.find(WorkflowDraft.class, id);
        if (draft == null) {
            throw ProblemException.of(ProblemType.NOT_FOUND, "the workflow has no draft");
        }
        return draft;
    }
}
