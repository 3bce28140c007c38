package dev.tenantry.audit.export;

import java.util.UUID;

import dev.tenantry.shared.work.Lease;

/** A claim to write an export's file. */
record ExportClaim(UUID organizationId, UUID exportId, long epoch, int losses) implements Lease {

    @Override
    public Object key() {
        return exportId;
    }
}
