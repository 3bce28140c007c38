package dev.tenantry.crm.imports;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.imports.csv.Column;
import dev.tenantry.crm.imports.mapping.ImportMapping;
import dev.tenantry.crm.imports.mapping.ImportTarget;
import dev.tenantry.crm.imports.mapping.RowMapper;

/**
 * An import that a worker is at.
 *
 * @param rowsRead where the last committed chunk ended
 * @param contested names that the file spells in several ways
 * @param dryRun    what would be there by now; null where the rows are really written
 */
record RunningImport(
        ImportJob job,
        ImportTarget target,
        char delimiter,
        List<Column> columns,
        ImportMapping mapping,
        RowMapper mapper,
        long rowsRead,
        long rowCount,
        ContestedNames contested,
        @Nullable DryRun dryRun) {

    static RunningImport of(Import imported, ImportTarget target, ImportJob job, ImportMapping mapping,
            RowMapper mapper,
            @Nullable DryRun dryRun) {
        return new RunningImport(job, target, imported.getDelimiter(), imported.getColumns(), mapping,
                mapper, imported.getFigures().read(), imported.getRowCount(), ContestedNames.NONE, dryRun);
    }

    RunningImport with(ContestedNames names) {
        return new RunningImport(job, target, delimiter, columns, mapping, mapper, rowsRead, rowCount, names, dryRun);
    }

    /** Whether rows can write records that are found by their names, and added. */
    boolean writesByName() {
        return mapping.fields()
                .stream()
                .anyMatch(field -> References.NAME.equals(field.by())
                        || target.isAddedByReference() && field.field().equals(References.NAME));
    }

    boolean publishesEvents() {
        return Boolean.TRUE.equals(mapping.events());
    }

    /** The property by which rows of the file refer to one another; null where none does. */
    @Nullable
    String selfReference() {
        return mapping.fields()
                .stream()
                .filter(field -> target.field(field.field())
                        .filter(known -> target.type().equals(known.references()))
                        .isPresent())
                .map(field -> field.by())
                .filter(by -> !"id".equals(by))
                .findFirst()
                .orElse(null);
    }
}
