package dev.tenantry.automation.run;

import java.util.Objects;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.rights.Rights;
import dev.tenantry.automation.run.ExternalSteps.Intent;
import dev.tenantry.automation.step.DelegatedAction;
import dev.tenantry.automation.step.ExternalAction;
import dev.tenantry.automation.step.LocalAction;
import dev.tenantry.automation.step.Outcome;
import dev.tenantry.automation.step.StepAction;
import dev.tenantry.automation.step.StepRun;
import dev.tenantry.automation.version.UnreadableRun;

import static dev.tenantry.shared.work.QueueDefinition.USUAL_LOSSES;

/** Carries out one step of a claimed run, in the tenant's context. */
@Component
class StepRunner {

    private static final String IN_DOUBT = "the instance that carried this out stopped before it knew the outcome";

    private final RunStore store;
    private final RunParking parking;
    private final RunScopes scopes;
    private final Rights rights;
    private final StepActions actions;
    private final RunTransactions transactions;
    private final StepFailures failures;
    private final Replays replays;
    private final LateOutcomes late;
    private final StepOutcomes outcomes;
    private final ExternalSteps external;

    StepRunner(RunStore store, RunParking parking, RunScopes scopes, Rights rights, StepActions actions,
            RunTransactions transactions, StepFailures failures, Replays replays, LateOutcomes late,
            ExternalSteps external, EngineSettings settings) {
        this.external = external;
        this.late = late;
        this.replays = replays;
        this.store = store;
        this.parking = parking;
        this.scopes = scopes;
        this.rights = rights;
        this.actions = actions;
        this.transactions = transactions;
        this.failures = failures;
        this.outcomes = new StepOutcomes(store, settings.longestRetryDelay());
    }

    /** What a transaction has come to: whether the run goes on right away, and what is to be done before. */
    private record Progress(boolean goesOn, @Nullable Intent intent) {

        static final Progress ON = new Progress(true, null);
        static final Progress STOP = new Progress(false, null);
    }

    /**
     * Carries out the run's next step.
     *
     * @return whether the run goes on right away
     * @throws LeaseLost where the run is no longer the claim's; nothing has been written then
     */
    boolean step(Claim claim) {
        var subjects = scopes.subjects();
        var progress = attempt(claim, subjects, () -> begin(claim, subjects));
        if (progress.intent == null) {
            return progress.goesOn;
        }
        var intent = progress.intent;
        var outcome = external.act(claim, intent);
        try {
            return attempt(claim, subjects, () -> settle(claim, intent, outcome, subjects)).goesOn;
        } catch (LeaseLost lost) {
            late.note(claim, intent.step(), outcome);
            throw lost;
        }
    }

    /** How many steps wait for others' servers right now: they cost next to nothing, and take nobody's place. */
    int outside() {
        return external.outside();
    }

    /** Puts a run aside that its holders do not survive. */
    void park(Claim claim) {
        stopped(() -> parking.park(claim,
                "the instance that carried this out stopped or died " + claim.losses() + " times"));
    }

    /** @param subjects whose texts the work has met so far, however it ends: what it says of a failure may have them */
    private Progress attempt(Claim claim, Subjects subjects, Supplier<Progress> work) {
        try {
            return transactions.run(work);
        } catch (LeaseLost lost) {
            throw lost;
        } catch (SubjectGone _) {
            return postponed(claim);
        } catch (RunPaused paused) {
            return stopped(() -> parking.rest(claim, paused.workflowId()));
        } catch (UnreadableRun unreadable) {
            return parked(claim, unreadable);
        } catch (Throwable failure) {
            return recover(claim, subjects, failures.outcome(claim, failure));
        }
    }

    private Progress recover(Claim claim, Subjects subjects, Outcome.Failed failed) {
        try {
            return transactions.run(() -> {
                var run = store.lock(claim);
                return progress(!run.isThrough() && outcomes.failedHere(claim, run, failed, subjects));
            });
        } catch (SubjectGone _) {
            return postponed(claim);
        }
    }

    private Progress postponed(Claim claim) {
        return stopped(() -> store.postpone(claim, store.lock(claim)));
    }

    private Progress stopped(Runnable work) {
        return transactions.run(() -> {
            work.run();
            return Progress.STOP;
        });
    }

    /** Whoever cannot read it is a holder that has vanished: it is tried by others, as often as any run whose holders do. */
    private Progress parked(Claim claim, UnreadableRun unreadable) {
        if (claim.losses() + 1 < USUAL_LOSSES) {
            throw unreadable;
        }
        return stopped(() -> parking.park(claim, unreadable.reason()));
    }

    private Progress begin(Claim claim, Subjects subjects) {
        var run = unpaused(claim);
        if (run.trashed() != null) {
            parking.cancel(claim, run.trashed() + " is in the trash");
            return Progress.STOP;
        }
        if (run.isThrough()) {
            return progress(!store.goOn(claim, run, run.stepIndex()));
        }
        var begun = run.begun();
        if (begun != null && begun.isPaused()) {
            return resume(claim, run, begun, subjects);
        }
        run.document().steps().forEach(actions::of);
        var action = actions.of(run.step());
        if (action instanceof DelegatedAction delegated && run.isDelegated()) {
            return look(claim, run, delegated, Objects.requireNonNull(run.prepared()), subjects);
        }
        var held = rights.of(run.publisher());
        var objection = rights.objection(run.document(), held);
        if (objection != null) {
            return refused(claim, objection, subjects);
        }
        if (!(action instanceof LocalAction)) {
            var taken = replays.takenOver(run, subjects);
            if (taken.isPresent()) {
                return progress(outcomes.succeeded(claim, run, taken.get().prepared(),
                        new Outcome.Done(taken.get().result(), run.step().next()), subjects));
            }
        }
        var stepRun = scopes.stepRun(run, Publisher.with(held), subjects, Runnable::run);
        return switch (action) {
            case LocalAction local -> perform(claim, run, local, stepRun, subjects);
            case DelegatedAction delegated -> delegate(claim, run, delegated, stepRun, subjects);
            case ExternalAction outside -> outside(claim, run, outside, stepRun, subjects);
        };
    }

    /** An attempt counts when it is begun: however often its process dies, a step is begun no more often than it says. */
    private Progress outside(Claim claim, RunState run, ExternalAction action, StepRun stepRun, Subjects subjects) {
        if (run.isInDoubt()) {
            if (!run.step().retries().allowAnotherAfter(run.attempt() + 1)) {
                return progress(outcomes.failed(claim, run, Outcome.failed(IN_DOUBT), subjects));
            }
            store.countInDoubt(claim);
        }
        return new Progress(true,
                new Intent(stepRun.step(), action, intend(claim, run, action, stepRun, subjects)));
    }

    /** Nobody may do anything in an organization that has been put to rest meanwhile, and that is no failure. */
    private Progress refused(Claim claim, String objection, Subjects subjects) {
        var run = unpaused(claim);
        return progress(outcomes.failed(claim, run, Outcome.failedForGood(objection), subjects));
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
        return progress(outcomes.succeeded(claim, run, Objects.requireNonNull(begun.prepared()),
                new Outcome.Done(Outcome.object(), run.step().next()), subjects));
    }

    private Progress perform(Claim claim, RunState run, LocalAction action, StepRun stepRun, Subjects subjects) {
        var prepared = action.prepare(stepRun);
        subjects.addActedOn(prepared);
        return progress(
                outcomes.settled(claim, run, prepared, action.perform(stepRun, prepared), subjects));
    }

    private Progress delegate(Claim claim, RunState run, DelegatedAction action, StepRun stepRun, Subjects subjects) {
        var prepared = intend(claim, run, action, stepRun, subjects);
        action.delegate(stepRun, prepared);
        return look(claim, run, action, prepared, subjects);
    }

    private Progress look(Claim claim, RunState run, DelegatedAction action, JsonNode prepared, Subjects subjects) {
        return progress(outcomes.delegated(claim, run, prepared, action.look(run.runId(), run.step(), prepared),
                subjects));
    }

    /** What is to be done is the same, however often it is begun. */
    private JsonNode intend(Claim claim, RunState run, StepAction action, StepRun stepRun, Subjects subjects) {
        var known = run.prepared();
        var prepared = known == null ? action.prepare(stepRun) : known;
        subjects.addActedOn(prepared);
        store.intend(claim, run, prepared, subjects);
        return prepared;
    }

    private Progress settle(Claim claim, Intent intent, Outcome outcome, Subjects subjects) {
        return progress(outcomes.settled(claim, store.lock(claim), intent.prepared(), outcome, subjects));
    }

    private static Progress progress(boolean goesOn) {
        return goesOn ? Progress.ON : Progress.STOP;
    }
}
