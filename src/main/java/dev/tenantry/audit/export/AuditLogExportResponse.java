package dev.tenantry.audit.export;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.Versioned;

/**
 * An export of the audit log.
 *
 * @param requestedBy   with whose rights it is made: it shows no more than they may see
 * @param filter        which entries it has, of those that there were when it was asked for; absent: all
 * @param fileName      what the file is called
 * @param fileSizeBytes how large the file is so far
 * @param recordCount   how many entries are in the file so far
 * @param totalCount    of how many; absent before they are counted
 * @param expiresAt     until when there is a file to be had; absent as long as there is none
 * @param errorMessage  why there is none
 * @param linkExpiresAt until when its link leads to the file; absent where it has none
 */
record AuditLogExportResponse(
        UUID id,
        UUID requestedBy,
        ExportType exportType,
        @Nullable String filter,
        ExportStatus status,
        String fileName,
        long fileSizeBytes,
        int recordCount,
        @Nullable Integer totalCount,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable Instant expiresAt,
        @Nullable String errorMessage,
        @Nullable Instant linkExpiresAt,
        int version,
        Instant createdAt,
        Instant updatedAt) implements Versioned {}
