package dev.tenantry.shared.tenancy;

import java.util.UUID;

import jakarta.persistence.EntityManager;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Locks of an organization's own for what spans rows, so that two who do it do so one after the other. */
public final class TenantLocks {

    private TenantLocks() {}

    /** Until the end of the transaction. It may be long: not the organization's row, which others need meanwhile. */
    public static void take(EntityManager entities, String name) {
        entities.createNativeQuery("select 1 from pg_advisory_xact_lock(hashtextextended(:name, 0))")
                .setParameter("name", name + "/" + TenantContext.current().organizationId())
                .getSingleResult();
    }

    /** The same lock together with others who do so, and with nobody who takes it. */
    public static void share(EntityManager entities, String name) {
        entities.createNativeQuery("select 1 from pg_advisory_xact_lock_shared(hashtextextended(:name, 0))")
                .setParameter("name", name + "/" + TenantContext.current().organizationId())
                .getSingleResult();
    }

    /** The same lock, of an organization that nobody speaks for. */
    static void take(JdbcClient jdbc, String name, UUID organization) {
        jdbc.sql("select 1 from pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param(name + "/" + organization)
                .query(_ -> {});
    }
}
