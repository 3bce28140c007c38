package dev.tenantry.audit.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.audit.logs.AuditLogReading;
import dev.tenantry.audit.logs.AuditLogResponse;
import dev.tenantry.shared.problem.ProblemException;

/** Writes an export's entries into its file, from where the last part ended. */
@Component
class ExportWriter {

    private static final int PAGE = 1_000;

    private final AuditLogReading log;
    private final ExportFiles files;
    private final Map<ExportType, ExportFormat> formats = new EnumMap<>(ExportType.class);

    ExportWriter(AuditLogReading log, ExportFiles files, List<ExportFormat> formats) {
        this.log = log;
        this.files = files;
        formats.forEach(format -> this.formats.put(format.type(), format));
    }

    /**
     * In the current transaction, with what whoever acts may see.
     *
     * @return whether more follows
     * @throws ProblemException 409 where there is too much
     */
    boolean grow(AuditLogExport export) throws IOException {
        var format = Objects.requireNonNull(formats.get(export.getExportType()));
        var before = export.progress();
        var isFirst = before.total() == null;
        var counted = isFirst ? before.counted(count(export)) : before;
        var entries = new ArrayList<AuditLogResponse>();
        var cursor = read(export, before.cursor(), format.mostPages(), entries);
        if (cursor != null) {
            demandRoom(export, before.entries() + entries.size());
        }
        var bytes = format.write(export, entries, isFirst, cursor == null);
        var records = new HashSet<>(log.records(entries));
        records.addAll(format.names(export));
        var parts = files.append(export.getId(), before.parts(), bytes, records);
        export.grow(counted.with(parts, bytes.length, entries.size(), cursor, log.needed(entries),
                log.shown(entries)));
        return cursor != null;
    }

    /** Before it, and before the export is locked. */
    void begin() {
        files.awaitErasures();
    }

    void discard(AuditLogExport export) {
        files.delete(export.getId());
    }

    private int count(AuditLogExport export) {
        var request = export.getFilters().request(export.getCreatedAt(), 1, null, true);
        var total = Objects.requireNonNull(log.page(request).total());
        if (total > export.getExportType().mostEntries()) {
            throw tooMany(export, total.toString());
        }
        return total.intValue();
    }

    /** More follow: some may have come up since they were counted. */
    private static void demandRoom(AuditLogExport export, int written) {
        if (written >= export.getExportType().mostEntries()) {
            throw tooMany(export, "more");
        }
        if (export.getExportType() == ExportType.PDF) {
            throw ProblemException
                    .conflict("these entries are too long for one PDF: narrow the filter, or export CSV or JSON");
        }
    }

    private static ProblemException tooMany(AuditLogExport export, String count) {
        return ProblemException.conflict("these are " + count + " entries, and a file of this type holds "
                + export.getExportType().mostEntries() + ": narrow the filter");
    }

    /** @return where the next entries begin; null where there are none */
    private @Nullable String read(AuditLogExport export, @Nullable String after, int mostPages,
            List<AuditLogResponse> entries) {
        var cursor = after;
        var pages = 0;
        do {
            var page = log.page(export.getFilters().request(export.getCreatedAt(), PAGE, cursor, false));
            entries.addAll(page.results());
            var next = page.paging().next();
            cursor = next == null ? null : next.after();
        } while (cursor != null && ++pages < mostPages && entries.size() < export.getExportType().mostEntries());
        return cursor;
    }
}
