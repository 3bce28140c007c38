package dev.tenantry.automation.run.control;

import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;
import dev.tenantry.automation.run.RunRights;
import dev.tenantry.automation.run.RunStatus;
import dev.tenantry.automation.run.show.RunResponse;
import dev.tenantry.automation.run.show.RunService;
import dev.tenantry.automation.run.start.RunStarter;
import dev.tenantry.shared.problem.ProblemException;

/** What people do with runs. */
@Service
@Transactional
class RunActions {

    /** In one transaction. */
    private static final int MOST_CANCELLED = 5_000;
    /** Whose ids the audit log has: all of them say themselves who cancelled them. */
    private static final int MOST_AUDITED = 20;

    private final RunService runs;
    private final RunRights rights;
    private final RunStarter starter;
    private final StartedFor startedFor;
    private final RunControl control;
    private final AuditTrail audit;

    RunActions(RunService runs, RunRights rights, RunStarter starter, StartedFor startedFor, RunControl control,
            AuditTrail audit) {
        this.startedFor = startedFor;
        this.runs = runs;
        this.rights = rights;
        this.starter = starter;
        this.control = control;
        this.audit = audit;
    }

    RunResponse start(UUID workflowId, JsonNode input) {
        rights.demandToStart(workflowId);
        startedFor.demandThere(input, "input.");
        var run = starter.start(workflowId, input);
        note("started", run, workflowId.toString());
        return runs.get(run);
    }

    /** @param body what the steps find under {@code trigger} */
    RunResponse call(UUID workflowId, JsonNode body) {
        rights.demandToStart(workflowId);
        startedFor.demandThere(body, "");
        var run = starter.call(workflowId, body);
        note("called", run, workflowId.toString());
        return runs.get(run);
    }

    RunResponse cancel(Long id) {
        var before = runs.get(id);
        if (before.status() != RunStatus.CANCELLED) {
            if (!control.cancel(id)) {
                throw ProblemException.conflict("the run has ended already");
            }
            note("cancelled", id, before.workflowId().toString());
        }
        return runs.fresh(id);
    }

    RunResponse pause(Long id) {
        var before = runs.get(id);
        if (!control.pause(id)) {
            throw ProblemException.conflict("only a run that is queued, running or waiting can be paused");
        }
        if (before.pausedAt() == null) {
            note("paused", id, before.workflowId().toString());
        }
        return runs.fresh(id);
    }

    RunResponse resume(Long id) {
        var before = runs.get(id);
        if (before.pausedAt() != null) {
            rights.demandToRetry(id);
        }
        if (before.pausedAt() != null && control.resume(id)) {
            note("resumed", id, before.workflowId().toString());
        }
        return runs.fresh(id);
    }

    CancellationResponse cancelAll(UUID workflowId) {
        if (!starter.isKnown(workflowId)) {
            throw ProblemException.notFound();
        }
        var oldest = control.oldest(workflowId, MOST_CANCELLED);
        var cancelled = control.cancel(oldest);
        if (!cancelled.isEmpty()) {
            audit.record(new AuditEntry("workflow.runs-cancelled", AuditEntry.Category.DATA_MODIFICATION, "workflow",
                    workflowId.toString(), Map.of(), Map.of("count", cancelled.size(), "runs",
                            cancelled.stream().sorted().limit(MOST_AUDITED).toList())));
        }
        return new CancellationResponse(cancelled.size(), oldest.size() < MOST_CANCELLED);
    }

    RunResponse retry(Long id) {
        var before = runs.get(id);
        if (before.parentRunId() != null && before.status() == RunStatus.FAILED && control.isAwaited(id)) {
            throw ProblemException
                    .conflict("this is a part of run " + before.parentRunId() + ", which can be tried again");
        }
        rights.demandToRetry(id);
        if (!control.retry(id)) {
            throw ProblemException.conflict("only a run that failed or was parked can be tried again");
        }
        note("retried", id, before.workflowId().toString());
        return runs.fresh(id);
    }

    private void note(String verb, Long id, String workflowId) {
        audit.record(new AuditEntry("workflow-run." + verb, AuditEntry.Category.DATA_MODIFICATION, "workflow-run",
                id.toString(), Map.of(), Map.of("workflowId", workflowId)));
    }
}
