package dev.tenantry.audit.export;

import java.io.IOException;
import java.util.List;

import dev.tenantry.audit.logs.AuditLogResponse;

/** How entries are written into a file, some at a time. */
interface ExportFormat {

    ExportType type();

    /** How many it takes at a time. */
    int chunk();

    /**
     * @param isFirst whether nothing has been written before
     * @param isLast  whether nothing follows
     */
    byte[] write(List<AuditLogResponse> entries, boolean isFirst, boolean isLast) throws IOException;
}
