package dev.tenantry.automation.run.step;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.run.Claim;
import dev.tenantry.automation.run.StepStatus;
import dev.tenantry.automation.step.Outcome;

/**
 * What came of a step that was acting outside while its run was cancelled: it cannot be taken back, so it is at least known, and not done again
 * where the run goes on after all.
 */
@Component
class LateOutcomes {

    private static final String NOTE = """
            update workflow_execution_steps set status = ?, result = ?::jsonb, error_message = ?, execution_end = clock_timestamp()
            where organization_id = app.org_id() and execution_log_id = ? and step_index = ? and status = ?""";

    private final JdbcClient jdbc;
    private final RunTransactions transactions;

    LateOutcomes(JdbcClient jdbc, RunTransactions transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** Notes it where the run was cancelled; where somebody else has the run by now, it is theirs to say. */
    void note(Claim claim, Step step, Outcome outcome) {
        JsonNode result = switch (outcome) {
            case Outcome.Done done -> done.result();
            case Outcome.Failed failed -> failed.result();
            case Outcome.Paused _,Outcome.Deferred _ -> null;
        };
        var error = outcome instanceof Outcome.Failed failed ? failed.error() : null;
        var status = outcome instanceof Outcome.Done ? StepStatus.SUCCEEDED : StepStatus.CANCELLED;
        transactions.run(() -> jdbc.sql(NOTE)
                .param(status.toString())
                .param(result == null ? null : result.toString())
                .param(error)
                .param(claim.runId())
                .param(step.index())
                .param(StepStatus.CANCELLED.toString())
                .update());
    }
}
