package dev.tenantry.crm.imports;

import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import jakarta.persistence.EntityManager;
import org.hibernate.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import dev.tenantry.crm.imports.mapping.MappedRow;
import dev.tenantry.shared.journal.DomainEvents;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.problem.Redacted;
import dev.tenantry.shared.record.RecordRegistry;
import dev.tenantry.shared.web.ProblemTranslator;

/**
 * Writes chunks, each in one transaction with its errors and the position that it leads to. One that fails is halved until
 * the row that it fails for is found; that row becomes an error.
 */
@Component
class ChunkWriter {

    private static final Logger log = LoggerFactory.getLogger(ChunkWriter.class);
    private static final int ATTEMPTS = 6;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final RecordRegistry records;
    private final References references;
    private final ProgressNotes notes;
    private final ProblemTranslator problems;
    private final EntityManager entities;
    private final DryRunTransactions dryRuns;
    private final TransactionTemplate transaction;
    /** Beside the transaction of a dry run. */
    private final TransactionTemplate noting;

    ChunkWriter(RecordRegistry records, References references, ProgressNotes notes, ProblemTranslator problems,
            EntityManager entities, DryRunTransactions dryRuns, PlatformTransactionManager transactions) {
        this.records = records;
        this.references = references;
        this.notes = notes;
        this.problems = problems;
        this.entities = entities;
        this.dryRuns = dryRuns;
        this.transaction = new TransactionTemplate(transactions);
        this.noting = new TransactionTemplate(transactions);
        this.noting.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Undoes what a dry run has written. */
    void end(RunningImport running) {
        if (running.dryRun() != null) {
            dryRuns.end(running.dryRun());
        }
    }

    /** @throws LostClaimException where the import is no longer this worker's; nothing has been written then */
    void write(RunningImport running, List<MappedRow> rows, Pass pass) {
        for (var attempt = 1;; attempt++) {
            try {
                commit(running, rows, pass, new IdentityHashMap<>());
                return;
            } catch (LostClaimException lost) {
                throw lost;
            } catch (RuntimeException failure) {
                var problem = problems.translate(failure);
                if (!isPassing(problem)) {
                    halve(running, rows, pass, problem, failure);
                    return;
                }
                if (attempt == ATTEMPTS) {
                    throw failure;
                }
                pause(attempt);
            }
        }
    }

    private void halve(RunningImport running, List<MappedRow> rows, Pass pass, ProblemException problem,
            RuntimeException failure) {
        if (rows.size() > 1) {
            write(running, rows.subList(0, rows.size() / 2), pass);
            write(running, rows.subList(rows.size() / 2, rows.size()), pass);
            return;
        }
        var row = rows.getFirst();
        if (problem.type() == ProblemType.INTERNAL) {
            log.error("import {}: line {} fails", running.job().importId(), row.source().line(), Redacted.of(failure));
        }
        commit(running, rows, pass, new IdentityHashMap<>(Map.of(row, problem)));
    }

    private void commit(RunningImport running, List<MappedRow> rows, Pass pass,
            Map<MappedRow, ProblemException> refused) {
        try {
            var dryRun = running.dryRun();
            if (dryRun == null) {
                transaction.executeWithoutResult(
                        _ -> notes.write(running, attempt(running, rows, pass, refused), pass));
            } else {
                attempt(running, dryRun, rows, pass, refused);
            }
        } catch (SpoiledChunkException spoiled) {
            refused.putAll(spoiled.rows);
            commit(running, rows, pass, refused);
        }
    }

    /** What became of it is noted for good, while it is not. */
    private void attempt(RunningImport running, DryRun dryRun, List<MappedRow> rows, Pass pass,
            Map<MappedRow, ProblemException> refused) {
        var result = dryRuns.write(dryRun, rows.size(), () -> attempt(running, rows, pass, refused));
        dryRun.add(Objects.requireNonNull(noting.execute(_ -> {
            notes.write(running, result, pass);
            return dryRun.additions(running, result);
        })));
    }

    private ChunkResult attempt(RunningImport running, List<MappedRow> rows, Pass pass,
            Map<MappedRow, ProblemException> refused) {
        entities.unwrap(Session.class).setJdbcBatchSize(rows.size());
        var attempt = new ChunkAttempt(running, records.of(running.target().type()), references, refused);
        var result = running.publishesEvents()
                ? attempt.run(rows, pass)
                : DomainEvents.suppressed(() -> attempt.run(rows, pass));
        if (!result.spoiled().isEmpty()) {
            throw new SpoiledChunkException(result.spoiled());
        }
        return result;
    }

    /** Refused rows have left something behind: the chunk is to be undone, and repeated without them. */
    private static final class SpoiledChunkException extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient Map<MappedRow, ProblemException> rows;

        SpoiledChunkException(Map<MappedRow, ProblemException> rows) {
            super(null, null, false, false);
            this.rows = rows;
        }
    }

    /** Somebody else's change came in between, or the database is busy: the same again can succeed. */
    private static boolean isPassing(ProblemException problem) {
        return problem.type() == ProblemType.STALE || problem.type() == ProblemType.UNAVAILABLE;
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(PAUSE.multipliedBy(1L << attempt));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LostClaimException();
        }
    }
}
