package dev.tenantry.automation.run.step;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.run.Claim;
import dev.tenantry.automation.run.StepStatus;
import dev.tenantry.automation.run.Subjects;
import dev.tenantry.automation.run.step.ExternalSteps.Intent;
import dev.tenantry.automation.step.DelegatedAction;
import dev.tenantry.automation.step.ExternalAction;
import dev.tenantry.automation.step.LocalAction;
import dev.tenantry.automation.step.Outcome;
import dev.tenantry.automation.step.StepAction;
import dev.tenantry.automation.step.StepRun;

/** Does what a step's type does, in the transaction that has the run locked. */
final class StepPerformance {

    private static final Logger log = LoggerFactory.getLogger(StepPerformance.class);
    private static final String IN_DOUBT = "the instance that carried this out stopped before it knew the outcome";
    private static final String CANCELLED_IN_DOUBT = "the run was cancelled while this was carried out, and nobody knows what came of it";

    private final RunStore store;
    private final StepOutcomes outcomes;

    StepPerformance(RunStore store, StepOutcomes outcomes) {
        this.store = store;
        this.outcomes = outcomes;
    }

    Progress perform(Claim claim, RunState run, StepAction action, StepRun stepRun, Subjects subjects) {
        log.debug("run {}: {}, attempt {}", run.runId(), action.type(), run.attempt() + 1);
        return switch (action) {
            case LocalAction local -> here(claim, run, local, stepRun, subjects);
            case DelegatedAction delegated -> delegate(claim, run, delegated, stepRun, subjects);
            case ExternalAction external -> outside(claim, run, external, stepRun, subjects);
        };
    }

    /** How it stands with what was handed over before. */
    Progress look(Claim claim, RunState run, DelegatedAction action, JsonNode prepared, Subjects subjects) {
        return Progress.of(outcomes.delegated(claim, run, prepared, action.look(run.runId(), run.step(), prepared),
                subjects));
    }

    private Progress here(Claim claim, RunState run, LocalAction action, StepRun stepRun, Subjects subjects) {
        var prepared = action.prepare(stepRun);
        subjects.addActedOn(prepared);
        return Progress.of(
                outcomes.settled(claim, run, prepared,
                        outcomes.withinRoom(run, action.perform(stepRun, prepared)), subjects));
    }

    private Progress delegate(Claim claim, RunState run, DelegatedAction action, StepRun stepRun, Subjects subjects) {
        var objection = outcomes.objectionToAct(run);
        if (objection != null) {
            return Progress.of(outcomes.failed(claim, run, Outcome.failedForGood(objection), subjects));
        }
        var prepared = intend(claim, run, action, stepRun, subjects);
        action.delegate(stepRun, prepared);
        return look(claim, run, action, prepared, subjects);
    }

    /** An attempt counts when it is begun: however often its process dies, a step is begun no more often than it says. */
    private Progress outside(Claim claim, RunState run, ExternalAction action, StepRun stepRun, Subjects subjects) {
        if (run.isInDoubt()) {
            if (!run.step().retries().allowAnotherAfter(run.attempt() + 1)) {
                return Progress.of(outcomes.failed(claim, run, Outcome.failed(inDoubt(run)), subjects));
            }
            store.countInDoubt(claim);
        }
        var objection = outcomes.objectionToAct(run);
        if (objection != null) {
            return Progress.of(outcomes.failed(claim, run, Outcome.failedForGood(objection), subjects));
        }
        var prepared = intend(claim, run, action, stepRun, subjects);
        return new Progress(true, new Intent(stepRun.step(), action, prepared, !prepared.equals(run.prepared())));
    }

    private static String inDoubt(RunState run) {
        return run.begun() != null && run.begun().status() == StepStatus.CANCELLED ? CANCELLED_IN_DOUBT : IN_DOUBT;
    }

    /** What is to be done is the same, however often it is begun, once anybody has been asked for it. */
    private JsonNode intend(Claim claim, RunState run, StepAction action, StepRun stepRun, Subjects subjects) {
        var known = run.prepared();
        var prepared = known == null
                ? action.prepare(stepRun)
                : action instanceof ExternalAction external ? external.completed(run.step(), known) : known;
        subjects.addActedOn(prepared);
        store.intend(claim, run, prepared, subjects);
        return prepared;
    }
}
