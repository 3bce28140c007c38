package dev.tenantry.automation.workflow;

import java.time.Clock;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.automation.run.PausedRuns;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.web.IfMatch;

/** The way of workflows into the trash, and back. */
@Service
@Transactional
class WorkflowTrash {

    private final WorkflowService workflows;
    private final Triggers triggers;
    private final PausedRuns runs;
    private final EntityManager entities;
    private final WorkflowResponses responses;
    private final Clock clock;

    WorkflowTrash(WorkflowService workflows, Triggers triggers, PausedRuns runs, EntityManager entities,
            WorkflowResponses responses, Clock clock) {
        this.workflows = workflows;
        this.triggers = triggers;
        this.runs = runs;
        this.entities = entities;
        this.responses = responses;
        this.clock = clock;
    }

    /** What is under way ends where it is; what was paused goes on to find that. */
    void trash(UUID id, IfMatch ifMatch) {
        var workflow = workflows.locked(id, ifMatch);
        var wasPaused = workflow.getPausedAt() != null;
        workflow.trash(clock.instant());
        if (wasPaused) {
            runs.letGoOn();
        }
        triggers.follow(workflow);
    }

    WorkflowResponse restore(UUID id) {
        var workflow = entities.find(Workflow.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (workflow == null || !workflow.isTrashed()) {
            throw ProblemException.notFound();
        }
        workflow.restore();
        entities.flush();
        return responses.single(workflow);
    }
}
