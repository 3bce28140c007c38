package dev.tenantry.shared.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.batch.BatchTarget.Creation;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.web.MergePatch;

/**
 * Creates what a batch lists, many at a time behind one savepoint. What is not done that way is tried alone, after those of
 * its group.
 */
@Component
class Creations {

    /** A group that is refused costs as much again. */
    private static final int GROUP = 100;

    private final Attempts attempts;
    private final MergePatch requests;

    Creations(Attempts attempts, MergePatch requests) {
        this.attempts = attempts;
        this.requests = requests;
    }

    /** What an input states, or why that is nothing. */
    private record Stated<Q>(@Nullable Q request, @Nullable ProblemException fault) {}

    /** @return what became of the inputs, in their order */
    <Q extends Record, R> List<Outcome<R>> create(BatchTarget<Q, R> target, List<BatchRequest.Input> inputs) {
        var outcomes = new ArrayList<Outcome<R>>();
        for (var from = 0; from < inputs.size(); from += GROUP) {
            outcomes.addAll(createGroup(target, inputs.subList(from, Math.min(inputs.size(), from + GROUP))));
        }
        return outcomes;
    }

    private <Q extends Record, R> List<Outcome<R>> createGroup(BatchTarget<Q, R> target,
            List<BatchRequest.Input> group) {
        var stated = group.stream().map(input -> stated(target, input)).toList();
        var creations = together(target, stated.stream().map(Stated::request).filter(Objects::nonNull).toList())
                .iterator();
        // Null for what is to be tried alone.
        var outcomes = new ArrayList<@Nullable Outcome<R>>();
        for (var each : stated) {
            outcomes.add(each.fault != null
                    ? new Outcome<>(null, each.fault)
                    : creations.hasNext() ? outcome(creations.next()) : null);
        }
        return alone(target, stated, outcomes);
    }

    /** @throws ProblemException where it states no such thing */
    <Q extends Record> Q request(Class<Q> type, BatchRequest.Input input) {
        if (input.id() != null || input.idProperty() != null) {
            throw ProblemException.invalid("id", "not-writable", "what is created is given its id");
        }
        return requests.read(input.stated(), type);
    }

    private <Q extends Record> Stated<Q> stated(BatchTarget<Q, ?> target, BatchRequest.Input input) {
        try {
            return new Stated<>(request(target.requestType(), input), null);
        } catch (ProblemException fault) {
            return new Stated<>(null, fault);
        }
    }

    private <Q extends Record, R> List<Creation<R>> together(BatchTarget<Q, R> target, List<Q> requests) {
        try {
            return Objects.requireNonNull(attempts.make(() -> target.createAll(requests)));
        } catch (ProblemException _) {
            return List.of();
        }
    }

    private static <R> @Nullable Outcome<R> outcome(Creation<R> creation) {
        return switch (creation) {
            case Creation.Done<R>(var resource) -> new Outcome<>(resource, null);
            case Creation.Refused<R>(var reason) -> new Outcome<>(null, reason);
            case Creation.Doubtful<R> _ -> null;
        };
    }

    private <Q extends Record, R> List<Outcome<R>> alone(BatchTarget<Q, R> target, List<Stated<Q>> stated,
            List<@Nullable Outcome<R>> known) {
        var outcomes = new ArrayList<Outcome<R>>();
        for (var index = 0; index < stated.size(); index++) {
            var outcome = known.get(index);
            var request = stated.get(index).request;
            outcomes.add(outcome == null && request != null
                    ? attempts.outcome(() -> target.create(request))
                    : Objects.requireNonNull(outcome));
        }
        return outcomes;
    }
}
