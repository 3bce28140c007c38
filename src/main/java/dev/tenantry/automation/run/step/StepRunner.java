package dev.tenantry.automation.run.step;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import org.springframework.stereotype.Component;

import dev.tenantry.automation.run.Claim;
import dev.tenantry.automation.run.LeaseLost;
import dev.tenantry.automation.run.SubjectGone;
import dev.tenantry.automation.run.Subjects;
import dev.tenantry.automation.version.UnreadableRun;
import dev.tenantry.shared.database.TransientFailures;

/**
 * Carries out one step of a claimed run, in the tenant's context: what is done of it in a transaction is {@link StepAttempts}', what is
 * done outside is {@link ExternalSteps}', and what follows where a transaction comes to nothing is {@link StepInterruptions}'.
 */
@Component
class StepRunner {

    private static final List<Duration> BEFORE_NOTING_AGAIN = List.of(Duration.ofMillis(100), Duration.ofMillis(500),
            Duration.ofSeconds(1));

    private final RunScopes scopes;
    private final RunTransactions transactions;
    private final StepAttempts attempts;
    private final StepInterruptions interruptions;
    private final ExternalSteps external;
    private final LateOutcomes late;

    StepRunner(RunScopes scopes, RunTransactions transactions, StepAttempts attempts, StepInterruptions interruptions,
            ExternalSteps external, LateOutcomes late) {
        this.scopes = scopes;
        this.transactions = transactions;
        this.attempts = attempts;
        this.interruptions = interruptions;
        this.external = external;
        this.late = late;
    }

    /**
     * Carries out the run's next step.
     *
     * @return whether the run goes on right away
     * @throws LeaseLost where the run is no longer the claim's; nothing has been written then
     */
    boolean step(Claim claim) {
        var subjects = scopes.subjects();
        var progress = attempt(claim, subjects, () -> attempts.begin(claim, subjects));
        var intent = progress.intent();
        if (intent == null) {
            return progress.goesOn();
        }
        var outcome = external.act(claim, intent);
        try {
            return settle(claim, subjects, () -> attempts.settle(claim, intent, outcome, subjects)).goesOn();
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
        interruptions.park(claim);
    }

    /** What has been done outside is not done again because the database was busy when it was to be noted. */
    private Progress settle(Claim claim, Subjects subjects, Supplier<Progress> work) {
        try {
            for (var pause : BEFORE_NOTING_AGAIN) {
                try {
                    return transactions.run(work);
                } catch (RuntimeException failure) {
                    if (!TransientFailures.isBehind(failure)) {
                        break;
                    }
                    Thread.sleep(pause);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return attempt(claim, subjects, work);
    }

    /** @param subjects whose texts the work has met so far, however it ends: what it says of a failure may have them */
    private Progress attempt(Claim claim, Subjects subjects, Supplier<Progress> work) {
        var isDone = new AtomicBoolean();
        try {
            return transactions.run(() -> {
                var progress = work.get();
                isDone.set(true);
                return progress;
            });
        } catch (LeaseLost lost) {
            throw lost;
        } catch (SubjectGone _) {
            return interruptions.postpone(claim);
        } catch (RunPaused paused) {
            return interruptions.rest(claim, paused);
        } catch (UnreadableRun unreadable) {
            return interruptions.park(claim, unreadable);
        } catch (Throwable failure) {
            if (isDone.get() && TransientFailures.isBehind(failure)) {
                // Nobody knows whether it was committed, so that the run may be at its next step, which has not failed.
                throw failure;
            }
            return interruptions.recover(claim, subjects, failure);
        }
    }
}
