package dev.tenantry.shared.work;

import dev.tenantry.shared.tenancy.TenantContext;

/** A lease that says in whose context its work is done: the organization's, in nobody's name, unless it says otherwise. */
public interface TenantLease extends Lease {

    default TenantContext context() {
        return new TenantContext(organizationId(), null);
    }
}
