package dev.tenantry.shared.batch;

import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.EntityManager;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.batch.BatchAnswer.Refusal;
import dev.tenantry.shared.batch.BatchAnswer.Result;
import dev.tenantry.shared.database.ServerPlans;
import dev.tenantry.shared.journal.TransactionJournal;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.web.IfMatch;
import dev.tenantry.shared.web.MergePatch;
import dev.tenantry.shared.web.ProblemTranslator;

/**
 * Runs a batch in one transaction, each input behind a savepoint, so that a refused one leaves nothing behind, its notes in
 * the journal included.
 */
@Component
public class Batches {

    private final EntityManager entities;
    private final NestedSession nested;
    private final TransactionJournal journal;
    private final MergePatch requests;
    private final ProblemTranslator problems;
    private final JsonMapper json;

    Batches(EntityManager entities, NestedSession nested, TransactionJournal journal, MergePatch requests,
            ProblemTranslator problems,
            JsonMapper json) {
        this.entities = entities;
        this.nested = nested;
        this.journal = journal;
        this.requests = requests;
        this.problems = problems;
        this.json = json;
    }

    @Transactional
    public <Q extends Record, R> BatchAnswer<R> create(BatchTarget<Q, R> target, BatchRequest batch) {
        return run(batch, input -> {
            if (input.id() != null || input.idProperty() != null) {
                throw ProblemException.invalid("id", "not-writable", "what is created is given its id");
            }
            return target.create(requests.read(properties(input), target.requestType()));
        });
    }

    @Transactional
    public <Q extends Record, R> BatchAnswer<R> update(BatchTarget<Q, R> target, BatchRequest batch) {
        return run(batch, input -> target.patch(existing(target, input), properties(input), IfMatch.ANY));
    }

    @Transactional
    public <Q extends Record, R> BatchAnswer<R> upsert(BatchTarget<Q, R> target, BatchRequest batch) {
        return run(batch, input -> {
            var property = property(input);
            if (property.equals("id")) {
                return target.patch(existing(target, input), properties(input), IfMatch.ANY);
            }
            var found = target.find(property, value(input));
            var stated = properties(input).deepCopy();
            stated.put(property, value(input));
            return found == null
                    ? target.create(requests.read(stated, target.requestType()))
                    : target.patch(found, stated, IfMatch.ANY);
        });
    }

    @Transactional
    public <Q extends Record, R> BatchAnswer<R> delete(BatchTarget<Q, R> target, BatchRequest batch) {
        return run(batch, input -> {
            target.trash(existing(target, input), IfMatch.ANY);
            return null;
        });
    }

    private interface Write<R> {
        @Nullable
        R apply(BatchRequest.Input input);
    }

    private <R> BatchAnswer<R> run(BatchRequest batch, Write<R> write) {
        ServerPlans.renew(entities, batch.inputs().size());
        var results = new ArrayList<Result<R>>();
        var errors = new ArrayList<Refusal>();
        for (var index = 0; index < batch.inputs().size(); index++) {
            var input = batch.inputs().get(index);
            try {
                results.add(new Result<>(index, "done", attempt(input, write), input.traceId()));
            } catch (ProblemException refusal) {
                errors.add(new Refusal(index, refusal.type().code(), refusal.detail(), inside(index, refusal),
                        input.traceId()));
                results.add(new Result<>(index, "refused", null, input.traceId()));
            }
        }
        if (!errors.isEmpty() && Boolean.TRUE.equals(batch.allOrNone())) {
            TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
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

    private <R> @Nullable R attempt(BatchRequest.Input input, Write<R> write) {
        var mark = journal.mark();
        try {
            return nested.run(entities.unwrap(Session.class), () -> write.apply(input));
        } catch (RuntimeException failure) {
            journal.rewind(mark);
            var problem = problems.translate(failure);
            if (problem.type() == ProblemType.INTERNAL || problem.type() == ProblemType.UNAVAILABLE) {
                throw failure;
            }
            throw problem;
        }
    }

    private static List<FieldError> inside(int index, ProblemException refusal) {
        return refusal.errors()
                .stream()
                .map(error -> new FieldError(
                        "inputs[" + index + "].properties." + error.field(), error.code(), error.message()))
                .toList();
    }

    private ObjectNode properties(BatchRequest.Input input) {
        return input.properties() == null ? json.createObjectNode() : input.properties();
    }

    private static String property(BatchRequest.Input input) {
        return input.idProperty() == null ? "id" : input.idProperty();
    }

    private static String value(BatchRequest.Input input) {
        if (input.id() == null) {
            throw ProblemException.invalid("id", "required", "an input of this batch names its resource");
        }
        return input.id();
    }

    private static Long existing(BatchTarget<?, ?> target, BatchRequest.Input input) {
        var value = value(input);
        if (!property(input).equals("id")) {
            var found = target.find(property(input), value);
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
