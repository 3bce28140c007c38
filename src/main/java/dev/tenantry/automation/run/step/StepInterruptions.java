package dev.tenantry.automation.run.step;

import org.springframework.stereotype.Component;

import dev.tenantry.automation.run.Claim;
import dev.tenantry.automation.run.EngineSettings;
import dev.tenantry.automation.run.SubjectGone;
import dev.tenantry.automation.run.Subjects;
import dev.tenantry.automation.version.UnreadableRun;

import static dev.tenantry.shared.work.QueueDefinition.USUAL_LOSSES;

/** What becomes of a run whose step's transaction came to nothing, each in a transaction of its own. None goes on right away. */
@Component
class StepInterruptions {

    private final RunStore store;
    private final RunParking parking;
    private final RunTransactions transactions;
    private final StepFailures failures;
    private final StepOutcomes outcomes;

    StepInterruptions(RunStore store, RunParking parking, RunTransactions transactions, StepFailures failures,
            EngineSettings settings) {
        this.store = store;
        this.parking = parking;
        this.transactions = transactions;
        this.failures = failures;
        this.outcomes = new StepOutcomes(store, settings.longestRetryDelay());
    }

    /** Something failed: another attempt follows where the step has one, or its run fails. */
    Progress recover(Claim claim, Subjects subjects, Throwable failure) {
        var failed = failures.outcome(claim, failure);
        try {
            return transactions.run(() -> {
                var run = store.lock(claim);
                return Progress.of(!run.isThrough() && outcomes.failedHere(claim, run, failed, subjects));
            });
        } catch (SubjectGone _) {
            return postpone(claim);
        }
    }

    /** Somebody is just deleting what it has read: it begins anew in a while. */
    Progress postpone(Claim claim) {
        return stop(() -> store.postpone(claim, store.lock(claim)));
    }

    /** It is paused: it is set aside until somebody resumes it. */
    Progress rest(Claim claim, RunPaused paused) {
        return stop(() -> parking.rest(claim, paused.workflowId()));
    }

    /** Its holders do not survive it: it is put aside until somebody looks after it. */
    void park(Claim claim) {
        stop(() -> parking.park(claim,
                "the instance that carried this out stopped or died " + claim.losses() + " times"));
    }

    /** Whoever cannot read it is a holder that has vanished: it is tried by others, as often as any run whose holders do. */
    Progress park(Claim claim, UnreadableRun unreadable) {
        if (claim.losses() + 1 < USUAL_LOSSES) {
            throw unreadable;
        }
        return stop(() -> parking.park(claim, unreadable.reason()));
    }

    private Progress stop(Runnable work) {
        return transactions.run(() -> {
            work.run();
            return Progress.STOP;
        });
    }
}
