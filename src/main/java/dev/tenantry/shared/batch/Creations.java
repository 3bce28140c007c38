package dev.tenantry.shared.batch;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.batch.BatchTarget.Creation;
import dev.tenantry.shared.problem.ProblemException;

/**
 * Creates what a batch lists, many at a time behind one savepoint. What is not done that way is left to be tried alone, after
 * those of its group.
 */
@Component
class Creations {

    /** A group that is refused costs as much again. */
    static final int GROUP = 100;

    private final Attempts attempts;

    Creations(Attempts attempts) {
        this.attempts = attempts;
    }

    /**
     * @param request what an input states
     * @return what became of them, without those that are to be tried alone
     */
    <Q extends Record, R> Map<BatchRequest.Input, Outcome<R>> make(BatchTarget<Q, R> target,
            List<BatchRequest.Input> group,
            Function<BatchRequest.Input, Q> request) {
        var inputs = new ArrayList<BatchRequest.Input>();
        var requests = new ArrayList<Q>();
        for (var input : group) {
            try {
                requests.add(request.apply(input));
                inputs.add(input);
            } catch (ProblemException _) {
                // Alone it is told what is wrong.
            }
        }
        return outcomes(inputs, together(target, requests));
    }

    private <Q extends Record, R> List<Creation<R>> together(BatchTarget<Q, R> target, List<Q> requests) {
        try {
            return Objects.requireNonNull(attempts.make(() -> target.createAll(requests)));
        } catch (ProblemException _) {
            return List.of();
        }
    }

    private static <R> Map<BatchRequest.Input, Outcome<R>> outcomes(List<BatchRequest.Input> inputs,
            List<Creation<R>> creations) {
        var outcomes = new IdentityHashMap<BatchRequest.Input, Outcome<R>>();
        for (var index = 0; index < creations.size(); index++) {
            switch (creations.get(index)) {
                case Creation.Done<R>(var resource) -> outcomes.put(inputs.get(index), new Outcome<>(resource, null));
                case Creation.Refused<R>(var reason) -> outcomes.put(inputs.get(index), new Outcome<>(null, reason));
                case Creation.Doubtful<R> _ -> {
                }
            }
        }
        return outcomes;
    }
}
