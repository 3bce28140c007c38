package dev.tenantry.shared.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionStatus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.batch.BatchAnswer.Refusal;
import dev.tenantry.shared.batch.BatchAnswer.Result;
import dev.tenantry.shared.database.ServerPlans;
import dev.tenantry.shared.journal.DomainEvents;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.web.IfMatch;
import dev.tenantry.shared.web.MergePatch;

/** Runs a batch in one transaction, in which a refused input leaves nothing behind. */
@Component
public class Batches {

    /** The fields of an input that no resource has among its properties. */
    private static final Set<String> OWN = Set.of("id", "idProperty");

    private final EntityManager entities;
    private final Attempts attempts;
    private final Creations creations;
    private final Repetition repetition;
    private final MergePatch requests;
    private final JsonMapper json;

    Batches(EntityManager entities, Attempts attempts, Creations creations, Repetition repetition, MergePatch requests,
            JsonMapper json) {
        this.entities = entities;
        this.attempts = attempts;
        this.creations = creations;
        this.repetition = repetition;
        this.requests = requests;
        this.json = json;
    }

    public <Q extends Record, R> BatchAnswer<R> create(BatchTarget<Q, R> target, BatchRequest batch) {
        return repetition.run(status -> target.together(() -> {
            ServerPlans.renew(entities, batch.inputs().size());
            var outcomes = new ArrayList<Outcome<R>>();
            for (var from = 0; from < batch.inputs().size(); from += Creations.GROUP) {
                var to = Math.min(batch.inputs().size(), from + Creations.GROUP);
                outcomes.addAll(create(target, batch.inputs().subList(from, to)));
            }
            return answer(batch, outcomes, status);
        }));
    }

    private <Q extends Record, R> List<Outcome<R>> create(BatchTarget<Q, R> target, List<BatchRequest.Input> group) {
        var outcomes = creations.make(target, group, input -> stated(target, input));
        group.forEach(input -> outcomes.computeIfAbsent(input,
                _ -> outcome(input, alone -> target.create(stated(target, alone)))));
        return group.stream().map(outcomes::get).toList();
    }

    private <Q extends Record> Q stated(BatchTarget<Q, ?> target, BatchRequest.Input input) {
        if (input.id() != null || input.idProperty() != null) {
            throw ProblemException.invalid("id", "not-writable", "what is created is given its id");
        }
        return requests.read(properties(input), target.requestType());
    }

    public <Q extends Record, R> BatchAnswer<R> update(BatchTarget<Q, R> target, BatchRequest batch) {
        return run(target, batch, input -> target.patch(existing(target, input), properties(input), IfMatch.ANY));
    }

    public <Q extends Record, R> BatchAnswer<R> upsert(BatchTarget<Q, R> target, BatchRequest batch) {
        return run(target, batch, new Write<>() {

            private final InputKeys keys = new InputKeys(target, batch.inputs());

            @Override
            public R apply(BatchRequest.Input input) {
                return upsert(target, input, keys);
            }

            /** Somebody who upserts nothing has made it in the meantime: it is there now. */
            @Override
            public boolean isToBeRepeated(ProblemException refusal) {
                return refusal.type() == ProblemType.DUPLICATE;
            }
        });
    }

    private <Q extends Record, R> R upsert(BatchTarget<Q, R> target, BatchRequest.Input input,
            InputKeys keys) {
        var property = InputKeys.property(input);
        if (property.equals("id")) {
            return target.patch(existing(target, input), properties(input), IfMatch.ANY);
        }
        var found = target.find(property, value(input), keys.isContested(property, value(input)));
        var stated = properties(input).deepCopy();
        refuseAnother(target, property, value(input), stated.path(property));
        if (found != null) {
            // What it was found by stays as it is written there: a key in another spelling is no wish to change it.
            return target.patch(found, stated, IfMatch.ANY);
        }
        if (!stated.has(property)) {
            stated.put(property, value(input));
        }
        return target.create(requests.read(stated, target.requestType()));
    }

    /** What is looked for by one value is not to have another one. */
    private static void refuseAnother(BatchTarget<?, ?> target, String property, String value, JsonNode stated) {
        if (stated.isMissingNode() || value.equals(stated.asString(null))) {
            return;
        }
        var means = target.identifiers(property, Stream.of(value, stated.asString("")).distinct().toList());
        if (!stated.isString() || !Objects.equals(means.get(value), means.get(stated.asString()))) {
            throw ProblemException.invalid(property, "contradiction",
                    "this is another value than the id, by which the input is found; leave it out");
        }
    }

    public <Q extends Record, R> BatchAnswer<R> delete(BatchTarget<Q, R> target, BatchRequest batch) {
        return run(target, batch, input -> {
            target.trash(existing(target, input), IfMatch.ANY);
            return null;
        });
    }

    private interface Write<R> {
        @Nullable
        R apply(BatchRequest.Input input);

        /** Whether what was refused can be accepted right afterwards. */
        default boolean isToBeRepeated(ProblemException refusal) {
            return false;
        }
    }

    /** Of resources that are there, or may be: they are claimed before the first is written. */
    private <R> BatchAnswer<R> run(BatchTarget<?, R> target, BatchRequest batch, Write<R> write) {
        RepeatedInputs.check(batch.inputs());
        return repetition.run(status -> {
            target.claim(InputKeys.values(batch.inputs()));
            return write(target, batch, write, status);
        });
    }

    private <R> BatchAnswer<R> write(BatchTarget<?, R> target, BatchRequest batch, Write<R> write,
            TransactionStatus status) {
        return target.together(() -> {
            ServerPlans.renew(entities, batch.inputs().size());
            return answer(batch, batch.inputs().stream().map(input -> outcome(input, write)).toList(), status);
        });
    }

    private <R> Outcome<R> outcome(BatchRequest.Input input, Write<R> write) {
        try {
            return new Outcome<>(insist(input, write), null);
        } catch (ProblemException refusal) {
            return new Outcome<>(null, refusal);
        }
    }

    private static <R> BatchAnswer<R> answer(BatchRequest batch, List<Outcome<R>> outcomes, TransactionStatus status) {
        var results = new ArrayList<Result<R>>();
        var errors = new ArrayList<Refusal>();
        for (var index = 0; index < outcomes.size(); index++) {
            var traceId = batch.inputs().get(index).traceId();
            var refusal = outcomes.get(index).refusal();
            if (refusal == null) {
                results.add(new Result<>(index, "done", outcomes.get(index).resource(), traceId));
            } else {
                errors.add(
                        new Refusal(index, refusal.type().code(), refusal.detail(), inside(index, refusal), traceId));
                results.add(new Result<>(index, "refused", null, traceId));
            }
        }
        if (!errors.isEmpty() && Boolean.TRUE.equals(batch.allOrNone())) {
            status.setRollbackOnly();
            return undone(batch, errors);
        }
        return new BatchAnswer<>(results, errors);
    }

    private static <R> BatchAnswer<R> undone(BatchRequest batch, List<Refusal> errors) {
        var results = new ArrayList<Result<R>>();
        for (var index = 0; index < batch.inputs().size(); index++) {
            results.add(new Result<>(index, "refused", null, batch.inputs().get(index).traceId()));
        }
        return new BatchAnswer<>(results, errors);
    }

    private <R> @Nullable R insist(BatchRequest.Input input, Write<R> write) {
        try {
            return attempt(input, write);
        } catch (ProblemException refusal) {
            if (!write.isToBeRepeated(refusal)) {
                throw refusal;
            }
            return attempt(input, write);
        }
    }

    private <R> @Nullable R attempt(BatchRequest.Input input, Write<R> write) {
        return DomainEvents.eachByItself(() -> attempts.make(() -> write.apply(input)));
    }

    private static List<FieldError> inside(int index, ProblemException refusal) {
        return refusal.errors()
                .stream()
                .map(error -> new FieldError("inputs[" + index + (OWN.contains(error.field()) ? "]." : "].properties.")
                        + error.field(), error.code(), error.message()))
                .toList();
    }

    private ObjectNode properties(BatchRequest.Input input) {
        return input.properties() == null ? json.createObjectNode() : input.properties();
    }

    private static String value(BatchRequest.Input input) {
        if (input.id() == null) {
            throw ProblemException.invalid("id", "required", "an input of this batch names its resource");
        }
        return input.id();
    }

    private static Long existing(BatchTarget<?, ?> target, BatchRequest.Input input) {
        var value = value(input);
        if (!InputKeys.property(input).equals("id")) {
            var found = target.find(InputKeys.property(input), value, false);
            if (found == null) {
                throw ProblemException.notFound();
            }
            return found;
        }
        try {
            return Long.valueOf(value);
        } catch (NumberFormatException _) {
            throw ProblemException.notFound();
        }
    }
}
