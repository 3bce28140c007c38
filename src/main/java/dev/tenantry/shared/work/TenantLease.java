package dev.tenantry.shared.work;

import dev.tenantry.shared.tenancy.TenantContext;

/** A lease that says in whose context its work is done. */
public interface TenantLease extends Lease {

    TenantContext context();
}
