package dev.tenantry.shared.batch;

import java.util.function.Supplier;

import jakarta.persistence.EntityManager;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.journal.DomainEvents;
import dev.tenantry.shared.journal.TransactionJournal;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.web.ProblemTranslator;

/**
 * Parts of the current transaction, each behind a savepoint, so that a refused one leaves nothing behind, its notes in the
 * journal included.
 */
@Component
class Attempts {

    private final EntityManager entities;
    private final NestedSession nested;
    private final TransactionJournal journal;
    private final ProblemTranslator problems;

    Attempts(EntityManager entities, NestedSession nested, TransactionJournal journal, ProblemTranslator problems) {
        this.entities = entities;
        this.nested = nested;
        this.journal = journal;
        this.problems = problems;
    }

    /** What became of the part, with events of its own. */
    <R> Outcome<R> outcome(Supplier<@Nullable R> part) {
        try {
            return new Outcome<>(DomainEvents.eachByItself(() -> make(part)), null);
        } catch (ProblemException refusal) {
            return new Outcome<>(null, refusal);
        }
    }

    /**
     * @throws ProblemException where the part is refused; it is undone, and the transaction can go on
     * @throws RuntimeException whatever ends the transaction
     */
    <R> @Nullable R make(Supplier<@Nullable R> part) {
        var mark = journal.mark();
        try {
            return nested.run(entities.unwrap(Session.class), part);
        } catch (RuntimeException failure) {
            journal.rewind(mark);
            var problem = problems.translate(failure);
            if (problem.type() == ProblemType.INTERNAL || problem.type() == ProblemType.UNAVAILABLE) {
                throw failure;
            }
            throw problem;
        }
    }
}
