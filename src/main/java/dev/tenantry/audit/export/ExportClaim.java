package dev.tenantry.audit.export;

import java.util.UUID;

import dev.tenantry.shared.work.TenantLease;

/** A claim to write an export's file. */
record ExportClaim(UUID organizationId, UUID exportId, long epoch, int losses) implements TenantLease {

    @Override
    public Object key() {
        return exportId;
    }
}
