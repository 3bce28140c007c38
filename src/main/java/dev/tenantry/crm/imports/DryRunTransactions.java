package dev.tenantry.crm.imports;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;

import jakarta.persistence.EntityManager;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;

import dev.tenantry.shared.batch.NestedSession;
import dev.tenantry.shared.journal.TransactionJournal;

/**
 * The transactions of dry runs, none of which is committed. A chunk finds in it what earlier ones wrote, as it does in the run:
 * keys that they gave and freed, names, links, values. It holds locks, though, that others wait for; so it ends after a number
 * of rows, or a time, and what is left of it is what a {@link DryRun} remembers.
 */
@Component
class DryRunTransactions {

    private static final int CHUNKS = 10;
    /** Less than others wait for a lock. */
    private static final Duration TIME = Duration.ofSeconds(4);

    private final PlatformTransactionManager transactions;
    private final EntityManager entities;
    private final NestedSession nested;
    private final TransactionJournal journal;
    private final Clock clock;
    private final int longest;

    DryRunTransactions(PlatformTransactionManager transactions, EntityManager entities, NestedSession nested,
            TransactionJournal journal, Clock clock, ImportSettings settings) {
        this.transactions = transactions;
        this.entities = entities;
        this.nested = nested;
        this.journal = journal;
        this.clock = clock;
        this.longest = CHUNKS * settings.chunkSize();
    }

    /** A dry run's current one, of the thread that it runs in. */
    static final class Current {

        private @Nullable TransactionStatus status;
        private Instant since = Instant.MIN;
        private long rows;
    }

    /** Writes a chunk; where that fails, it leaves nothing behind. */
    <T> T write(DryRun dryRun, int rows, Supplier<T> work) {
        var current = dryRun.transaction();
        if (current.status != null
                && (current.rows + rows > longest || clock.instant().isAfter(current.since.plus(TIME)))) {
            end(dryRun);
        }
        if (current.status == null) {
            current.status = transactions.getTransaction(new DefaultTransactionDefinition());
            current.since = clock.instant();
        }
        current.rows += rows;
        var mark = journal.mark();
        try {
            return Objects.requireNonNull(
                    nested.run(entities.unwrap(Session.class), () -> dryRun.attempt(work)));
        } finally {
            journal.rewind(mark);
            // What others change meanwhile is to be seen.
            entities.clear();
        }
    }

    /** Undoes what is left of it. */
    void end(DryRun dryRun) {
        var current = dryRun.transaction();
        if (current.status != null) {
            var status = current.status;
            current.status = null;
            current.rows = 0;
            transactions.rollback(status);
        }
        dryRun.settle();
    }
}
