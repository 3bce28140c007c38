package dev.tenantry.crm.imports;

import java.time.Duration;
import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * How far an import has come.
 *
 * @param read             rows read; those that wait for another row are not counted below yet
 * @param created          rows that became new records
 * @param updated          rows that changed a record
 * @param unchanged        rows whose record was like that already; nothing was written for them
 * @param failed           rows that were not imported; the errors say why
 * @param createdCompanies companies that were added because rows refer to them
 * @param percent          of all rows
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ImportProgress(
        long read,
        long created,
        long updated,
        long unchanged,
        long failed,
        long createdCompanies,
        int percent,
        @Nullable Long rowsPerSecond,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    static ImportProgress of(Import imported, Instant now) {
        var figures = imported.getFigures();
        var percent = imported.getRowCount() == 0 ? 0 : (int) (100 * figures.done() / imported.getRowCount());
        return new ImportProgress(figures.read(), figures.created(), figures.updated(), figures.unchanged(),
                figures.failed(), figures.createdCompanies(), percent, rate(imported, figures, now),
                imported.getStartedAt(), imported.getFinishedAt());
    }

    private static @Nullable Long rate(Import imported, ImportFigures figures, Instant now) {
        var start = imported.getStartedAt();
        if (start == null) {
            return null;
        }
        var end = imported.getFinishedAt() == null ? now : imported.getFinishedAt();
        return figures.done() * 1000 / Math.max(1, Duration.between(start, end).toMillis());
    }
}
