package dev.tenantry.audit.export;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What is to be exported.
 *
 * @param filter which entries, as {@code /api/v1/audit-logs} takes it; absent: all
 */
record AuditLogExportRequest(@NotNull ExportType exportType, @Nullable @Size(min = 1, max = 10_000) String filter) {}
