package dev.tenantry.automation.run.control;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.run.RunStatus;
import dev.tenantry.automation.run.show.RunResponse;
import dev.tenantry.automation.run.show.RunService;
import dev.tenantry.automation.run.step.RunWaiters;
import dev.tenantry.automation.step.RespondAction;
import dev.tenantry.shared.problem.ProblemException;

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

    static String place(RunResponse run) {
        return "/api/v1/workflow-runs/" + run.id();
    }

    /** What its workflow answers, or the run itself where that says nothing or goes on. @throws ProblemException where it has not succeeded */
    static Object answer(RunResponse run) {
        if (!run.status().isEnd() || run.steps() == null) {
            return run;
        }
        if (run.status() != RunStatus.SUCCEEDED) {
            throw ProblemException.runFailed("run " + run.id() + " ended as " + run.status()
                    + (run.errorDetails() == null ? "" : ": " + run.errorDetails()), place(run));
        }
        return run.steps()
                .reversed()
                .stream()
                .filter(step -> step.stepType().equals(RespondAction.TYPE))
                .findFirst()
                .flatMap(step -> Optional.ofNullable(step.result()))
                .<Object>map(result -> result.path(RespondAction.BODY))
                .orElse(run);
    }
}
