package dev.tenantry.automation.run;

import java.time.Duration;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.JsonNode;

/** Calls of workflows, whose callers may wait for what comes of them. */
@Component
class RunCalls {

    private final RunActions actions;
    private final RunService runs;
    private final RunWaiters waiters;

    RunCalls(RunActions actions, RunService runs, RunWaiters waiters) {
        this.actions = actions;
        this.runs = runs;
        this.waiters = waiters;
    }

    /** @param atMost how long the caller waits; not at all where what begins here is committed with more than the run */
    RunResponse call(UUID workflowId, JsonNode body, Duration atMost) throws InterruptedException {
        var run = actions.call(workflowId, body);
        if (run.status().isEnd() || atMost.isZero() || TransactionSynchronizationManager.isActualTransactionActive()) {
            return run;
        }
        waiters.await(run.id(), atMost);
        return runs.get(run.id());
    }
}
