package dev.tenantry.shared.record;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.tenancy.TenantLocks;

/**
 * No record is above itself, through however many others, where records refer to others of their kind, and the way up has an end.
 * Whoever changes what is above a record waits for whoever is at it already, so that two changes do not close a circle together.
 * A rule that spans rows, and so none that the database could hold with a constraint; it holds the circle of one.
 */
final class Hierarchies {

    /** How many may be above one. */
    private static final int MOST = 100;

    private Hierarchies() {}

    /** Whether something else is above it than before. */
    static boolean isMoved(RecordKernel kernel, Map<Link, Object> before, RecordEntity entity) {
        return NewLinks.of(kernel, entity)
                .entrySet()
                .stream()
                .anyMatch(held -> isUpwards(held.getKey()) && !held.getValue().equals(before.get(held.getKey())));
    }

    /** The new record. @throws ProblemException where it cannot be there: {@link #check} */
    static <E extends RecordEntity> E added(RecordService<E, ?, ?> records, RecordKernel kernel, E entity) {
        if (isMoved(kernel, Map.of(), entity)) {
            check(records, kernel, List.of(entity), true);
        }
        return entity;
    }

    /** The record, which referred to these until now. @throws ProblemException where it cannot be there: {@link #check} */
    static <E extends RecordEntity> E changed(RecordService<E, ?, ?> records, RecordKernel kernel,
            Map<Link, Object> before, E entity) {
        if (isMoved(kernel, before, entity)) {
            check(records, kernel, List.of(entity), false);
        }
        return entity;
    }

    /**
     * Writes what has been changed, and looks.
     *
     * @param moved  those above which there is something that was not
     * @param areNew whether nothing can be below them yet
     * @throws ProblemException 422 where one would be above itself, or too many above one
     */
    static void check(RecordService<?, ?, ?> records, RecordKernel kernel, Collection<? extends RecordEntity> moved,
            boolean areNew) {
        var upwards = upwards(records, kernel);
        if (moved.isEmpty() || upwards.isEmpty()) {
            return;
        }
        kernel.entities().flush();
        var link = upwards.get();
        if (!areNew) {
            TenantLocks.take(kernel.entities(), "above " + link.table());
        }
        var way = (Object[]) kernel.entities()
                .createNativeQuery(way(link))
                .setParameter("organization", TenantContext.current().organizationId())
                .setParameter("ids", moved.stream().map(RecordEntity::getId).toArray(Long[]::new))
                .setParameter("most", MOST)
                .getSingleResult();
        if (Boolean.TRUE.equals(way[0])) {
            throw ProblemException.circular(link.property());
        }
        if (way[1] instanceof Number height && height.intValue() > MOST) {
            throw ProblemException.invalid(link.property(), "too-deep",
                    "there are more than " + MOST + " levels above this one");
        }
    }

    /** From each on the way up, one more level a step. */
    private static String way(Link link) {
        return """
                with recursive way (id, above, height) as (
                    select r.id, r.%2$s, 1 from %1$s r
                    where r.organization_id = :organization and r.id = any (:ids) and r.%2$s is not null
                    union all
                    select w.id, r.%2$s, w.height + 1 from way w join %1$s r on r.organization_id = :organization and r.id = w.above
                    where r.%2$s is not null and w.above <> w.id and w.height <= :most)
                select bool_or(above = id), max(height) from way""".formatted(link.table(), link.column());
    }

    private static Optional<Link> upwards(RecordService<?, ?, ?> records, RecordKernel kernel) {
        return kernel.links()
                .from(records.listing().entity())
                .keySet()
                .stream()
                .filter(Hierarchies::isUpwards)
                .findFirst();
    }

    private static boolean isUpwards(Link link) {
        return link.table().equals(link.target());
    }
}
