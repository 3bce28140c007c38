package dev.tenantry.crm.imports;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.imports.csv.Column;
import dev.tenantry.crm.imports.mapping.ImportMapping;
import dev.tenantry.crm.imports.mapping.ImportTargets;
import dev.tenantry.shared.web.SchemaResource;
import dev.tenantry.shared.web.Versioned;

/**
 * An import.
 *
 * @param delimiterBasis   how it is known what separates the fields
 * @param byteOrderMark    whether the file begins with one
 * @param rows             how many the file has, without its header
 * @param columns          what the file has
 * @param suggestedMapping made from the columns' names, to begin with; absent where no name tells anything
 * @param mapping          the one in use, with its defaults spelled out
 * @param mode             whether the progress is that of a dry run
 * @param failure          why it ended before its last row
 * @param fileDeletedAt    when the file was deleted, after which it cannot be run again
 * @param lacking          permissions that the caller would need to see what the columns hold; absent where there are none
 */
record ImportResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
        @SchemaResource(value = ImportTargets.NAMES, prefix = "Import") String target,
        String fileName,
        long fileSize,
        String delimiter,
        String delimiterBasis,
        boolean byteOrderMark,
        long rows,
        List<Column> columns,
        @Nullable ImportMapping suggestedMapping,
        @Nullable ImportMapping mapping,
        ImportState state,
        @Nullable ImportMode mode,
        @Nullable ImportProgress progress,
        @Nullable String failure,
        @Nullable UUID uploadedBy,
        @Nullable UUID runBy,
        @Nullable Instant fileDeletedAt,
        @Nullable Set<String> lacking,
        int version,
        Instant createdAt,
        Instant updatedAt) implements Versioned {

    @Override
    public Set<String> moving() {
        return Set.of("progress");
    }

    /** @param lacking what the caller lacks to see texts of the file, which are left out then */
    static ImportResponse of(Import imported, @Nullable ImportMapping suggested, Set<String> lacking, Instant now) {
        var columns = lacking.isEmpty()
                ? imported.getColumns()
                : imported.getColumns().stream().map(Column::withoutTexts).toList();
        var mapping = imported.getMapping();
        return new ImportResponse(imported.getId(), imported.getTarget(), imported.getFileName(),
                imported.getFileSize(), String.valueOf(imported.getDelimiter()), imported.getDelimiterBasis(),
                imported.byteOrderMark,
                imported.getRowCount(), columns, suggested,
                lacking.isEmpty() || mapping == null ? mapping : mapping.withoutTexts(), imported.getState(),
                imported.getMode(),
                imported.getMode() == null ? null : ImportProgress.of(imported, now), imported.getFailure(),
                imported.getUploadedBy(), imported.getRunBy(), imported.getFileDeletedAt(),
                lacking.isEmpty() ? null : lacking, imported.getVersion(),
                imported.getCreatedAt(), imported.getUpdatedAt());
    }
}
