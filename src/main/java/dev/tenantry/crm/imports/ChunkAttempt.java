package dev.tenantry.crm.imports;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.tenantry.crm.imports.References.Resolution;
import dev.tenantry.crm.imports.mapping.MappedRow;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordAccess;
import dev.tenantry.shared.record.Upsert;

/** Writes the rows of a chunk in the current transaction, and counts. */
final class ChunkAttempt {

    private final RunningImport running;
    private final RecordAccess records;
    private final References references;
    private final Map<MappedRow, ProblemException> refused;

    private final List<RowError> errors = new ArrayList<>();
    private final List<WaitingRows.Waiting> waiting = new ArrayList<>();
    private final List<Long> done = new ArrayList<>();
    private final List<MappedRow> created = new ArrayList<>();
    private final List<MappedRow> changed = new ArrayList<>();
    private final Map<MappedRow, ProblemException> spoiled = new IdentityHashMap<>();
    private long unchanged;
    private long failed;

    /** @param refused rows that are known to be */
    ChunkAttempt(RunningImport running, RecordAccess records, References references,
            Map<MappedRow, ProblemException> refused) {
        this.running = running;
        this.records = records;
        this.references = references;
        this.refused = refused;
    }

    ChunkResult run(List<MappedRow> rows, Pass pass) {
        var candidates = rows.stream().filter(row -> row.faults().isEmpty() && !refused.containsKey(row)).toList();
        var resolution = references.resolve(running, candidates, pass);
        var ready = candidates.stream().filter(resolution::isReady).toList();
        var outcomes = records.upsert(
                ready.stream().map(this::upsert).toList());
        for (var index = 0; index < ready.size(); index++) {
            count(ready.get(index), besides(ready.get(index), outcomes.get(index)), resolution);
        }
        var written = Collections.<MappedRow>newSetFromMap(new IdentityHashMap<>());
        written.addAll(ready);
        rows.stream().filter(row -> !written.contains(row)).forEach(row -> leaveOut(row, resolution));
        var read = pass == Pass.FILE ? rows.size() : 0;
        foresee();
        return new ChunkResult(
                new ImportFigures(read, created.size(), changed.size(), unchanged, failed,
                        resolution.companies().size()),
                errors, waiting, done, resolution.companies(), created, changed, spoiled);
    }

    private Upsert upsert(MappedRow row) {
        var name = row.keys().getOrDefault(References.NAME, "");
        return new Upsert(row.keys(), row.properties(), running.mapper().fit(), running.contested().contain(name));
    }

    /** A record whose row cannot be followed as a whole is undone. */
    private Upsert.Outcome besides(MappedRow row, Upsert.Outcome outcome) {
        var besides = running.target().besides();
        if (besides == null) {
            return outcome;
        }
        try {
            return switch (outcome) {
                case Upsert.Created(var id) -> {
                    besides.write(id, running.mapper().denominated(row));
                    yield outcome;
                }
                case Upsert.Updated(var id) -> {
                    besides.write(id, running.mapper().denominated(row));
                    yield outcome;
                }
                case Upsert.Unchanged(var id) -> besides.write(id, running.mapper().denominated(row))
                        ? new Upsert.Updated(id)
                        : outcome;
                case Upsert.Refused _ -> outcome;
            };
        } catch (ProblemException refusal) {
            spoiled.put(row, refusal);
            return new Upsert.Refused(refusal);
        }
    }

    private void count(MappedRow row, Upsert.Outcome outcome, Resolution resolution) {
        done.add(row.source().line());
        switch (outcome) {
            case Upsert.Created _ -> created.add(row);
            case Upsert.Updated _ -> changed.add(row);
            case Upsert.Unchanged _ -> unchanged++;
            case Upsert.Refused(var problem) -> {
                if (resolution.needing().contains(row)) {
                    spoiled.put(row, problem);
                }
                fail(row, errors(problem));
            }
        }
    }

    private void leaveOut(MappedRow row, Resolution resolution) {
        var faults = resolution.faults().get(row);
        var refusal = refused.get(row);
        if (!row.faults().isEmpty()) {
            fail(row, row.faults());
        } else if (refusal != null) {
            fail(row, errors(refusal));
        } else if (faults != null) {
            fail(row, faults);
        } else {
            waiting.add(new WaitingRows.Waiting(row.source(), key(row)));
            return;
        }
        done.add(row.source().line());
    }

    private void fail(MappedRow row, List<FieldError> faults) {
        failed++;
        errors.add(new RowError(row.source().line(), row.source().fields(), joined(faults, FieldError::field),
                joined(faults, FieldError::code), joined(faults, FieldError::message)));
    }

    /** A row is told once, so that it is one row of the file that is mended and imported again. */
    private static String joined(List<FieldError> faults, Function<FieldError, String> part) {
        return faults.stream().map(part).collect(Collectors.joining("; "));
    }

    private String key(MappedRow row) {
        var property = String.valueOf(running.selfReference());
        return WaitingRows.key(row.properties().path(property).asString(""));
    }

    /** What an earlier row of a dry run would have created would be changed. */
    private void foresee() {
        var dryRun = running.dryRun();
        if (dryRun != null) {
            var tried = Collections.<MappedRow>newSetFromMap(new IdentityHashMap<>());
            tried.addAll(dryRun.tried(running.target().type(), created));
            created.removeIf(tried::contains);
            changed.addAll(tried);
            dryRun.madeAgain(running, tried);
        }
    }

    private static List<FieldError> errors(ProblemException problem) {
        return problem.errors().isEmpty()
                ? List.of(new FieldError("", problem.type().code(), problem.detail()))
                : problem.errors();
    }
}
