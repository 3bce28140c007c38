package dev.tenantry.shared.tenancy;

import java.util.UUID;
import java.util.function.Supplier;

import jakarta.persistence.EntityManager;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.tenantry.shared.problem.ProblemException;

/**
 * How many of a kind there may be. They are counted behind a lock: of several that are added at once, each counts those before it.
 *
 * @param name    of the lock, which the organization has for itself
 * @param most    how many there may be
 * @param refusal what whoever adds one more is told
 */
public record RowLimit(String name, long most, String refusal) {

    /** So many of an organization. @param name what they are called, in the plural */
    public static RowLimit ofOrganization(String name, long most) {
        return new RowLimit(name, most, "an organization has at most " + most + " " + name);
    }

    /** Once one has been persisted. @throws ProblemException 409 where that is one too many */
    public void keep(EntityManager entities, Class<?> entity) {
        keep(entities, () -> entities.createQuery("select count(e) from " + entity.getSimpleName() + " e", Long.class)
                .getSingleResult());
    }

    /** Likewise of an organization's that nobody speaks for: by the role of administrators. */
    public void keep(JdbcClient jdbc, UUID organization, Supplier<Long> count) {
        TenantLocks.take(jdbc, name, organization);
        check(count);
    }

    /** @param count of all that there are to be. @throws ProblemException 409 where that is too many */
    public void keep(EntityManager entities, Supplier<Long> count) {
        TenantLocks.take(entities, name);
        check(count);
    }

    private void check(Supplier<Long> count) {
        if (count.get() > most) {
            throw ProblemException.conflict(refusal);
        }
    }
}
