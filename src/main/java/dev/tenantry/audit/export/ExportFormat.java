package dev.tenantry.audit.export;

import java.io.IOException;
import java.util.List;
import java.util.Set;

import dev.tenantry.audit.logs.AuditLogResponse;

/** How entries are written into a file, some at a time. */
interface ExportFormat {

    ExportType type();

    /** How many pages of the list it takes at a time, each of which is bounded by how long its entries are. */
    int mostPages();

    /** Whom it names besides, whoever the entries are about: {@code profile/…}. */
    default Set<String> names(AuditLogExport export) {
        return Set.of();
    }

    /**
     * @param export  of which they are
     * @param isFirst whether nothing has been written before
     * @param isLast  whether nothing follows
     */
    byte[] write(AuditLogExport export, List<AuditLogResponse> entries, boolean isFirst, boolean isLast)
            throws IOException;
}
