package dev.tenantry.automation.workflow;

import java.util.UUID;

import jakarta.persistence.LockModeType;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.automation.run.control.TrashedRuns;
import dev.tenantry.automation.run.pause.PausedRuns;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordKernel;
import dev.tenantry.shared.web.IfMatch;

/** The way of workflows out of force and into the trash, and back. */
@Service
@Transactional
class WorkflowTrash {

    private final WorkflowService workflows;
    private final Triggers triggers;
    private final PausedRuns runs;
    private final RecordKernel kernel;
    private final WorkflowChecks checks;
    private final TrashedRuns trashed;

    WorkflowTrash(WorkflowService workflows, Triggers triggers, PausedRuns runs, TrashedRuns trashed,
            RecordKernel kernel,
            WorkflowChecks checks) {
        this.checks = checks;
        this.workflows = workflows;
        this.triggers = triggers;
        this.runs = runs;
        this.trashed = trashed;
        this.kernel = kernel;
    }

    /**
     * What is under way ends where it is, at once where it asks somebody; what was paused goes on to find that.
     *
     * @throws ProblemException 409 that names the automation whose it is, with which it is deleted; or the workflows that carry it out, unless
     *                          it is to go even so
     */
    void trash(UUID id, IfMatch ifMatch, boolean isEvenIfUsed) {
        checks.keepCalls();
        var workflow = workflows.locked(id, ifMatch);
        OfRule.demandNone(kernel.entities(), id, "deleted");
        checks.demandUncalled(workflow, isEvenIfUsed);
        trash(workflow);
    }

    WorkflowResponse restore(UUID id) {
        var workflow = kernel.entities().find(Workflow.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (workflow == null || !workflow.isTrashed()) {
            throw ProblemException.notFound();
        }
        workflow.restore();
        kernel.entities().flush();
        return workflows.get(id);
    }

    private void trash(Workflow workflow) {
        var wasPaused = workflow.getPausedAt() != null;
        workflow.trash(kernel.clock().instant());
        if (wasPaused) {
            runs.letGoOn();
        }
        triggers.follow(workflow);
        trashed.cancelAsking(workflow.getId());
    }
}
