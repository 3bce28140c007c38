package dev.tenantry.crm.digest;

import java.util.UUID;

import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.work.TenantLease;

/** The right to look whether a member's day is to be told. */
record DigestClaim(UUID organizationId, Long id, long epoch, int losses, UUID member) implements TenantLease {

    @Override
    public Object key() {
        return id;
    }

    @Override
    public TenantContext context() {
        return new TenantContext(organizationId, member);
    }
}
