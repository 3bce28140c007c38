package dev.tenantry.automation.run;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.tenancy.TenantContext;

/**
 * The right to carry out a run, for as long as nobody else has claimed it.
 *
 * @param epoch the fencing token: larger than that of any earlier claim
 * @param depth how many automations stand before the run
 */
record Claim(UUID organizationId, long runId, long epoch, @Nullable UUID userId, int depth) {

    TenantContext context() {
        return new TenantContext(organizationId, userId);
    }
}
