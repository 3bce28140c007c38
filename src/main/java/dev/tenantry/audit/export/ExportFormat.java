package dev.tenantry.audit.export;

import java.io.IOException;
import java.util.List;

import dev.tenantry.audit.logs.AuditLogResponse;

/** How entries are written into a file, some at a time. */
interface ExportFormat {

    ExportType type();

    /** How many pages of the list it takes at a time, each of which is bounded by how long its entries are. */
    int mostPages();

    /**
     * @param isFirst whether nothing has been written before
     * @param isLast  whether nothing follows
     */
    byte[] write(List<AuditLogResponse> entries, boolean isFirst, boolean isLast) throws IOException;
}
