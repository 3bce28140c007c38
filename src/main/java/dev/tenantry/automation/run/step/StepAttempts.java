package dev.tenantry.automation.run.step;

import java.util.Objects;

import org.springframework.stereotype.Component;

import dev.tenantry.automation.rights.Rights;
import dev.tenantry.automation.run.Claim;
import dev.tenantry.automation.run.EngineSettings;
import dev.tenantry.automation.run.Subjects;
import dev.tenantry.automation.run.step.ExternalSteps.Intent;
import dev.tenantry.automation.step.DelegatedAction;
import dev.tenantry.automation.step.LocalAction;
import dev.tenantry.automation.step.Outcome;
import dev.tenantry.shared.access.ActingRights;

/** An attempt at a step, in the run's transactions: whether it may begin at all, and what is left of it to do. */
@Component
class StepAttempts {

    private final RunStore store;
    private final RunParking parking;
    private final RunScopes scopes;
    private final Rights rights;
    private final StepActions actions;
    private final EarlierSteps earlier;
    private final StepOutcomes outcomes;
    private final StepPerformance performance;

    StepAttempts(RunStore store, RunParking parking, RunScopes scopes, Rights rights, StepActions actions,
            EarlierSteps earlier, EngineSettings settings) {
        this.store = store;
        this.parking = parking;
        this.scopes = scopes;
        this.rights = rights;
        this.actions = actions;
        this.earlier = earlier;
        this.outcomes = new StepOutcomes(store, settings.longestRetryDelay());
        this.performance = new StepPerformance(store, outcomes);
    }

    /**
     * Begins it, and does all that is done in the database.
     *
     * @throws RunPaused where it is not to begin for now
     */
    Progress begin(Claim claim, Subjects subjects) {
        var run = unpaused(claim);
        if (run.trashed() != null) {
            parking.cancel(claim, run.trashed() + " is in the trash");
            return Progress.STOP;
        }
        if (run.isThrough()) {
            return Progress.of(!store.goOn(claim, run, run.stepIndex()));
        }
        if (run.hasSucceededLate()) {
            return Progress.of(!store.goOn(claim, run, run.step().next()));
        }
        var begun = run.begun();
        if (begun != null && begun.isPaused()) {
            return resume(claim, run, begun, subjects);
        }
        run.document().steps().forEach(actions::of);
        if (actions.of(run.step()) instanceof DelegatedAction delegated && run.isDelegated()) {
            return performance.look(claim, run, delegated, Objects.requireNonNull(run.prepared()), subjects);
        }
        return demanded(claim, run, subjects);
    }

    /** Ends it, with what has come of it outside; unless that is noted, by a commit of which no answer came. */
    Progress settle(Claim claim, Intent intent, Outcome outcome, Subjects subjects) {
        var run = store.lock(claim);
        if (run.stepIndex() != intent.step().index()) {
            return Progress.of(true);
        }
        var goesOn = outcomes.settled(claim, run, intent.prepared(), outcome, subjects);
        if (intent.isNew() && !outcome.isAsked()) {
            // Whom an attempt before may have asked stays the one to be asked.
            earlier.forget(run, intent.action().unasked(intent.step(), intent.prepared()));
        }
        return Progress.of(goesOn);
    }

    private RunState unpaused(Claim claim) {
        var run = store.lock(claim);
        if (run.isPaused()) {
            throw new RunPaused(run.workflowId());
        }
        return run;
    }

    private Progress resume(Claim claim, RunState run, RunState.Begun begun, Subjects subjects) {
        if (!begun.isOver()) {
            store.postpone(claim, run);
            return Progress.STOP;
        }
        return Progress.of(outcomes.succeeded(claim, run, Objects.requireNonNull(begun.prepared()),
                new Outcome.Done(Outcome.object(), run.step().next()), subjects));
    }

    /** With the rights that its publisher has now, unless the run that it does again has done it. */
    private Progress demanded(Claim claim, RunState run, Subjects subjects) {
        var held = rights.of(run.publication());
        var objection = rights.objection(run.document(), held);
        if (objection != null) {
            return refused(claim, objection, subjects);
        }
        var action = actions.of(run.step());
        if (!(action instanceof LocalAction)) {
            var taken = earlier.takenOver(run, subjects);
            if (taken.isPresent()) {
                return Progress.of(outcomes.succeeded(claim, run, taken.get().prepared(),
                        new Outcome.Done(taken.get().result(), run.step().next()), subjects));
            }
        }
        var stepRun = scopes.stepRun(run, Publisher.with(held), subjects, Runnable::run);
        return ActingRights.call(held, () -> performance.perform(claim, run, action, stepRun, subjects));
    }

    /** Nobody may do anything in an organization that has been put to rest meanwhile, and that is no failure. */
    private Progress refused(Claim claim, String objection, Subjects subjects) {
        var run = unpaused(claim);
        return Progress.of(outcomes.failed(claim, run, Outcome.failedForGood(objection), subjects));
    }
}
