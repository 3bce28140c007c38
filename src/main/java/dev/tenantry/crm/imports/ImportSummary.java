package dev.tenantry.crm.imports;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.imports.mapping.ImportTargets;
import dev.tenantry.shared.web.SchemaResource;

/** An import as a list shows it. */
record ImportSummary(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
        @SchemaResource(value = ImportTargets.NAMES, prefix = "Import") String target,
        String fileName,
        long fileSize,
        long rows,
        ImportState state,
        @Nullable ImportMode mode,
        @Nullable ImportProgress progress,
        @Nullable UUID uploadedBy,
        @Nullable Instant fileDeletedAt,
        int version,
        Instant createdAt,
        Instant updatedAt) {

    static ImportSummary of(Import imported, Instant now) {
        return new ImportSummary(imported.getId(), imported.getTarget(), imported.getFileName(),
                imported.getFileSize(), imported.getRowCount(), imported.getState(), imported.getMode(),
                imported.getMode() == null ? null : ImportProgress.of(imported, now), imported.getUploadedBy(),
                imported.getFileDeletedAt(), imported.getVersion(), imported.getCreatedAt(),
                imported.getUpdatedAt());
    }
}
