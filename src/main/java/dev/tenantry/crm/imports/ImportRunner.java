package dev.tenantry.crm.imports;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.imports.csv.CsvRow;
import dev.tenantry.crm.imports.csv.CsvRows;
import dev.tenantry.shared.limit.Work;
import dev.tenantry.shared.limit.WorkMeter;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.Redacted;
import dev.tenantry.shared.tenancy.TenantContext;

/** Sees to a claimed import: runs it from where its last chunk ended, in the name of who started it. */
@Component
class ImportRunner {

    private static final Logger log = LoggerFactory.getLogger(ImportRunner.class);
    private static final Duration BEFORE_THE_NEXT_TRY = Duration.ofSeconds(5);

    private final ImportLifecycle lifecycle;
    private final ImportFiles files;
    private final WaitingRows waitingRows;
    private final ChunkMapper mapper;
    private final ChunkWriter writer;
    private final ImportSettings settings;
    private final WorkMeter quotas;

    /** There is nothing left of the organization's quota for so long. */
    private static final class UsedUpException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final Duration remaining;

        UsedUpException(Duration remaining) {
            super("the quota is used up", null, false, false);
            this.remaining = remaining;
        }
    }

    ImportRunner(ImportLifecycle lifecycle, ImportFiles files, WaitingRows waitingRows, ChunkMapper mapper,
            ChunkWriter writer, ImportSettings settings, WorkMeter quotas) {
        this.lifecycle = lifecycle;
        this.files = files;
        this.waitingRows = waitingRows;
        this.mapper = mapper;
        this.writer = writer;
        this.settings = settings;
        this.quotas = quotas;
    }

    /**
     * @param stopping   asked after each chunk; the claim is given back where it says so, or the organization is paused
     * @param othersTurn likewise, of all but dry runs: these would have to begin anew
     */
    void run(ImportJob job, BooleanSupplier stopping, BooleanSupplier othersTurn) {
        new TenantContext(job.organizationId(), null).run(() -> {
            try {
                var actor = lifecycle.begin(job);
                if (actor != null) {
                    BooleanSupplier pausing = () -> {
                        lifecycle.demandRights(job);
                        return stopping.getAsBoolean() || lifecycle.isPaused()
                                || !job.isDryRun() && othersTurn.getAsBoolean();
                    };
                    new TenantContext(job.organizationId(), actor)
                            .run(() -> finish(job, process(lifecycle.running(job), pausing)));
                }
            } catch (LostClaimException _) {
                log.info("import {} is no longer this instance's", job.importId());
            } catch (UsedUpException waiting) {
                log.info("import {} waits for the organization's quota", job.importId());
                lifecycle.release(job, waiting.remaining);
            } catch (ProblemException problem) {
                lifecycle.fail(job, problem.detail());
            } catch (Throwable failure) {
                log.error("import {} stopped; it goes on in a while", job.importId(), Redacted.of(failure));
                lifecycle.release(job, BEFORE_THE_NEXT_TRY);
            }
        });
    }

    private void finish(ImportJob job, boolean done) {
        log.debug("import {} {}", job.importId(), done ? "is complete" : "is interrupted");
        if (done) {
            lifecycle.complete(job);
        } else {
            lifecycle.release(job, Duration.ZERO);
        }
    }

    /** @return whether it came to the end */
    private boolean process(RunningImport begun, BooleanSupplier stopping) {
        var running = begun.writesByName() ? begun.with(contested(begun)) : begun;
        try {
            return readFile(running, stopping)
                    && (running.selfReference() == null || seeToWaiting(running, stopping));
        } finally {
            writer.end(running);
        }
    }

    /** Of the whole file, wherever it was left: which rows are one company is not to depend on their order. */
    private ContestedNames contested(RunningImport running) {
        var names = new ContestedNames.Census();
        try (var rows = open(running)) {
            while (rows.hasNext()) {
                mapper.count(running, next(rows), names);
            }
        }
        return names.contested();
    }

    /** @throws ProblemException where its file is not there any more, which no further attempt would mend */
    private CsvRows open(RunningImport running) {
        var rows = new CsvRows(files.open(running.job().importId()), running.delimiter(), settings.limits());
        if (!rows.hasNext()) {
            rows.close();
            throw ProblemException.conflict("the file is not there any more; upload it again");
        }
        rows.next();
        return rows;
    }

    private boolean readFile(RunningImport running, BooleanSupplier stopping) {
        if (running.rowsRead() >= running.rowCount()) {
            return true;
        }
        try (var rows = open(running)) {
            rows.skip(running.rowsRead());
            while (rows.hasNext()) {
                if (stopping.getAsBoolean()) {
                    return false;
                }
                count(running.job());
                writer.write(running, mapper.map(running, next(rows)), Pass.FILE);
            }
            return true;
        }
    }

    /** A chunk, before it is written. A dry run would have to begin anew, and writes nothing. */
    private void count(ImportJob job) {
        var remaining = job.isDryRun()
                ? Duration.ZERO
                : quotas.count(Work.IMPORTS, job.organizationId(), 1).retryAfter();
        if (!remaining.isZero()) {
            throw new UsedUpException(remaining);
        }
    }

    /** As many rows as are allowed, or fewer that are long. */
    private List<CsvRow> next(CsvRows rows) {
        var chunk = new ArrayList<CsvRow>();
        var length = 0L;
        while (chunk.size() < settings.chunkSize() && length < settings.chunkLength() && rows.hasNext()) {
            var row = rows.next();
            length += row.size();
            chunk.add(row);
        }
        return chunk;
    }

    /** Round by round: each writes the rows whose turn it is by now, and those that cannot have one are errors. */
    private boolean seeToWaiting(RunningImport running, BooleanSupplier stopping) {
        var pass = Pass.WAITING;
        var before = count(running);
        while (before > 0) {
            if (!round(running, pass, stopping)) {
                return false;
            }
            var after = count(running);
            pass = after == before ? Pass.CIRCLE : Pass.WAITING;
            before = after;
        }
        return true;
    }

    private boolean round(RunningImport running, Pass pass, BooleanSupplier stopping) {
        for (var rows = next(running, null); !rows.isEmpty(); rows = next(running, rows.getLast())) {
            if (stopping.getAsBoolean()) {
                return false;
            }
            count(running.job());
            writer.write(running, mapper.map(running, rows), pass);
        }
        return true;
    }

    private List<CsvRow> next(RunningImport running, @Nullable CsvRow last) {
        return waitingRows.after(running.job().importId(), last == null ? 0 : last.line(), settings.chunkSize(),
                settings.chunkLength());
    }

    private long count(RunningImport running) {
        return waitingRows.count(running.job().importId());
    }
}
