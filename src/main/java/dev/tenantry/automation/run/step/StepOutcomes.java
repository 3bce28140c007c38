package dev.tenantry.automation.run.step;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.definition.Retries;
import dev.tenantry.automation.run.Claim;
import dev.tenantry.automation.run.Subjects;
import dev.tenantry.automation.step.Delegation;
import dev.tenantry.automation.step.Outcome;

/** What follows from how a step went, written in the transaction that has the run locked. Each tells whether the run goes on right away. */
final class StepOutcomes {

    /** Before the second attempt at what failed here, and asks nobody else: what is busy is so for a moment. */
    private static final Duration A_MOMENT = Duration.ofSeconds(2);

    /** Characters of what a run's steps come to: whoever looks at one reads all of it. */
    private static final long MOST_KEPT = 10_000_000;
    private static final String TOO_MUCH = "what the run's steps come to is longer than " + MOST_KEPT + " characters";

    private final RunStore store;
    private final Duration longestDelay;

    /** @param longestDelay between attempts, but where the other side asks for more */
    StepOutcomes(RunStore store, Duration longestDelay) {
        this.store = store;
        this.longestDelay = longestDelay;
    }

    /** Why a step that acts outside, or is handed over, is not to: what it comes to is kept in any case, as it cannot be done again to tell. */
    @Nullable
    String objectionToAct(RunState run) {
        return store.kept(run) > MOST_KEPT ? TOO_MUCH : null;
    }

    /** Of what is only done here, and is not where there is no room for what it comes to. */
    Outcome withinRoom(RunState run, Outcome outcome) {
        return outcome instanceof Outcome.Done done && done.characters() > Outcome.Done.LARGE
                && store.kept(run) + done.characters() > MOST_KEPT
                        ? Outcome.failedForGood(TOO_MUCH)
                        : outcome;
    }

    boolean settled(Claim claim, RunState run, JsonNode prepared, Outcome outcome, Subjects subjects) {
        return switch (outcome) {
            case Outcome.Done done -> succeeded(claim, run, prepared, done, subjects);
            case Outcome.Failed failed -> failed(claim, run, failed, subjects);
            case Outcome.Deferred deferred -> {
                store.defer(claim, run, deferred, subjects);
                yield false;
            }
            case Outcome.Paused paused -> {
                store.pause(claim, run, prepared, paused, subjects);
                yield false;
            }
        };
    }

    boolean succeeded(Claim claim, RunState run, JsonNode prepared, Outcome.Done done, Subjects subjects) {
        subjects.addAll(done.found());
        subjects.addNamedIn(done.result());
        store.succeed(claim, run, prepared, done.result(), subjects);
        return !store.goOn(claim, run, done.next());
    }

    boolean failed(Claim claim, RunState run, Outcome.Failed failed, Subjects subjects) {
        return failed(claim, run, failed, run.step().retries(), subjects);
    }

    /** Likewise, where nobody but us is to blame. */
    boolean failedHere(Claim claim, RunState run, Outcome.Failed failed, Subjects subjects) {
        return failed(claim, run, failed, run.step().retries().beginningWithin(A_MOMENT), subjects);
    }

    private boolean failed(Claim claim, RunState run, Outcome.Failed failed, Retries retries, Subjects subjects) {
        var failures = run.attempt() + 1;
        if (failed.permanent() || !retries.allowAnotherAfter(failures)) {
            store.fail(claim, run, failures, failed, subjects);
        } else {
            store.retryLater(claim, run, failures, failed, pause(retries, failures, failed), subjects);
        }
        return false;
    }

    boolean delegated(Claim claim, RunState run, JsonNode prepared, Delegation delegation, Subjects subjects) {
        return switch (delegation) {
            case Delegation.Done done -> {
                subjects.addAll(done.subjects());
                var next = done.next() == null ? run.step().next() : done.next();
                yield succeeded(claim, run, prepared, new Outcome.Done(done.result(), next), subjects);
            }
            case Delegation.Failed failed -> {
                subjects.addAll(failed.subjects());
                store.fail(claim, run, Math.max(1, failed.failures()),
                        new Outcome.Failed(failed.error(), true, failed.result(), null), subjects);
                yield false;
            }
            case Delegation.UnderWay underWay -> {
                store.await(claim, run, underWay, subjects);
                yield false;
            }
            case Delegation.Waiting waiting -> {
                store.await(claim, run, waiting);
                yield false;
            }
        };
    }

    private Duration pause(Retries retries, int failures, Outcome.Failed failed) {
        var pause = retries.pauseAfter(failures, longestDelay);
        return failed.retryAfter() == null || failed.retryAfter().compareTo(pause) < 0 ? pause : failed.retryAfter();
    }
}
