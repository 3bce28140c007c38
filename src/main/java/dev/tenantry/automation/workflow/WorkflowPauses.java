package dev.tenantry.automation.workflow;

import java.time.Clock;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.automation.run.pause.PausedRuns;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.web.IfMatch;

/** Pauses and resumes all that a workflow's runs do. */
@Service
@Transactional
class WorkflowPauses {

    private final WorkflowService workflows;
    private final PausedRuns runs;
    private final EntityManager entities;
    private final WorkflowResponses responses;
    private final Clock clock;

    WorkflowPauses(WorkflowService workflows, PausedRuns runs, EntityManager entities, WorkflowResponses responses,
            Clock clock) {
        this.workflows = workflows;
        this.runs = runs;
        this.entities = entities;
        this.responses = responses;
        this.clock = clock;
    }

    WorkflowResponse pause(UUID id, IfMatch ifMatch) {
        var workflow = workflows.locked(id, ifMatch);
        workflow.pause(TenantContext.currentUser(), clock.instant());
        entities.flush();
        return responses.single(workflow);
    }

    WorkflowResponse resume(UUID id, IfMatch ifMatch) {
        var workflow = workflows.locked(id, ifMatch);
        if (workflow.getPausedAt() != null) {
            runs.demandToResume(id);
            workflow.resume();
            entities.flush();
            runs.letGoOn();
        }
        return responses.single(workflow);
    }
}
