package dev.tenantry.shared.batch;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionStatus;

import dev.tenantry.shared.database.ServerPlans;
import dev.tenantry.shared.problem.ItemRefused;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.web.IfMatch;
import dev.tenantry.shared.web.MergePatch;

/** Runs a batch in one transaction, in which a refused input leaves nothing behind. */
@Component
public class Batches {

    private final EntityManager entities;
    private final Attempts attempts;
    private final Creations creations;
    private final Repetition repetition;
    private final MergePatch requests;
    private final ApplicationEventPublisher listeners;

    Batches(EntityManager entities, Attempts attempts, Creations creations, Repetition repetition,
            MergePatch requests, ApplicationEventPublisher listeners) {
        this.entities = entities;
        this.attempts = attempts;
        this.creations = creations;
        this.repetition = repetition;
        this.requests = requests;
        this.listeners = listeners;
    }

    public <Q extends Record, R> BatchAnswer<R> create(BatchTarget<Q, R> target, BatchRequest batch) {
        return answer(target, batch, Map.of(), () -> creations.create(target, batch.inputs()));
    }

    /** Of what is created, one after another, and never changed by batches. */
    public <Q extends Record, R> BatchAnswer<R> createEach(BatchRequest batch, Class<Q> type, Function<Q, R> create) {
        return repetition.run(status -> {
            ServerPlans.renew(entities, batch.inputs().size());
            var outcomes = batch.inputs()
                    .stream()
                    .map(input -> attempts.outcome(() -> create.apply(creations.request(type, input))))
                    .toList();
            return decided(outcomes, BatchAnswer.of(batch, outcomes), batch, status);
        });
    }

    public <Q extends Record, R> BatchAnswer<R> update(BatchTarget<Q, R> target, BatchRequest batch) {
        return write(target, batch, input -> attempts.outcome(
                () -> target.patch(InputKeys.existing(target, input), input.stated(), IfMatch.ANY)));
    }

    public <Q extends Record, R> BatchAnswer<R> upsert(BatchTarget<Q, R> target, BatchRequest batch) {
        var upsert = new BatchUpsert<>(target, requests, batch.inputs());
        return write(target, batch, input -> {
            var outcome = attempts.outcome(() -> upsert.apply(input));
            // Somebody who upserts nothing has made it in the meantime: it is there now.
            return outcome.isRefusedFor(ProblemType.DUPLICATE)
                    ? attempts.outcome(() -> upsert.apply(input))
                    : outcome;
        });
    }

    public <Q extends Record, R> BatchAnswer<R> delete(BatchTarget<Q, R> target, BatchRequest batch) {
        return write(target, batch, input -> attempts.outcome(() -> {
            target.trash(InputKeys.existing(target, input), IfMatch.ANY);
            return null;
        }));
    }

    /**
     * What is no write of the resources themselves, all of it together.
     *
     * @param own  the fields of an input beside its id
     * @param work tells why each input is refused, in their order; null where it is done
     */
    public <R> BatchAnswer<R> together(BatchRequest batch, Set<String> own,
            Supplier<List<@Nullable ProblemException>> work) {
        return repetition.run(status -> {
            var outcomes = work.get().stream().map(refusal -> new Outcome<R>(null, refusal)).toList();
            return decided(outcomes, BatchAnswer.of(batch, outcomes, own), batch, status);
        });
    }

    /** Of resources that are there, or may be. */
    private <R> BatchAnswer<R> write(BatchTarget<?, R> target, BatchRequest batch,
            Function<BatchRequest.Input, Outcome<R>> write) {
        RepeatedInputs.check(batch.inputs());
        return answer(target, batch, InputKeys.values(batch.inputs()),
                () -> batch.inputs().stream().map(write).toList());
    }

    /**
     * What several batches can wait for is claimed before the first input is written, whatever is done with them: two of them
     * would wait for each other otherwise, where they have the same keys in different orders.
     *
     * @param named what the inputs name their resources by
     */
    private <R> BatchAnswer<R> answer(BatchTarget<?, R> target, BatchRequest batch, Map<String, Set<String>> named,
            Supplier<List<Outcome<R>>> writes) {
        return repetition.run(status -> {
            target.claim(InputKeys.withUnique(named, target, batch.inputs()));
            return write(target, batch, status, writes);
        });
    }

    private <R> BatchAnswer<R> write(BatchTarget<?, R> target, BatchRequest batch, TransactionStatus status,
            Supplier<List<Outcome<R>>> writes) {
        return target.together(() -> {
            ServerPlans.renew(entities, batch.inputs().size());
            var outcomes = writes.get();
            return decided(outcomes, BatchAnswer.of(batch, outcomes), batch, status);
        });
    }

    private <R> BatchAnswer<R> decided(List<Outcome<R>> outcomes, BatchAnswer<R> answer, BatchRequest batch,
            TransactionStatus status) {
        for (var index = 0; index < outcomes.size(); index++) {
            var outcome = outcomes.get(index);
            if (outcome.isRefusedFor(ProblemType.NOT_FOUND) || outcome.isRefusedFor(ProblemType.FORBIDDEN)) {
                listeners.publishEvent(refused(outcome, batch.inputs().get(index)));
            }
        }
        if (!answer.errors().isEmpty() && Boolean.TRUE.equals(batch.allOrNone())) {
            status.setRollbackOnly();
        }
        return answer;
    }

    private static ItemRefused refused(Outcome<?> outcome, BatchRequest.Input input) {
        return new ItemRefused(Objects.requireNonNull(outcome.refusal()).type(),
                InputKeys.property(input) + " " + input.id());
    }
}
