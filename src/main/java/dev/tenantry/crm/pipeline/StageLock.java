package dev.tenantry.crm.pipeline;

import jakarta.persistence.EntityManager;

import dev.tenantry.shared.tenancy.TenantLocks;

/**
 * Keeps stages from being called otherwise, and from going, while something is written that names one: what has not been committed is not
 * renamed with them. Until the end of the transaction, and before it locks anything else: whoever renames a stage locks what names it.
 */
public final class StageLock {

    private static final String NAME = "stages";

    private StageLock() {}

    /** For what is about to name one, or to have it copied. */
    public static void share(EntityManager entities) {
        TenantLocks.share(entities, NAME);
    }

    /** For who is about to rename some, or to let them go. */
    static void take(EntityManager entities) {
        TenantLocks.take(entities, NAME);
    }
}
