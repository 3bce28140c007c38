package dev.tenantry.shared.record;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;

/**
 * Keeps records for the current transaction: those that are there by their rows, those that are yet to be by locks of their
 * identifying values. All are taken in one order. A lock is shared by many values, so that a batch needs few of them.
 */
final class RecordClaims {

    private static final int LOCKS = 64;

    private final EntityManager entities;
    private final RecordFinder<?> finder;
    private final Class<?> entity;

    RecordClaims(EntityManager entities, RecordFinder<?> finder, Class<?> entity) {
        this.entities = entities;
        this.finder = finder;
        this.entity = entity;
    }

    /** @param properties whose values are claimed, beside the id; others are left alone */
    void make(Map<String, Set<String>> values, Set<String> properties) {
        var locks = new TreeSet<String>();
        for (var property : properties) {
            // What the database holds for the same has one lock.
            finder.identifiers(property, values.getOrDefault(property, Set.of()))
                    .values()
                    .forEach(identifier -> locks.add(name(property, identifier)));
        }
        lockValues(locks);
        lockRecords(values.getOrDefault("id", Set.of()));
    }

    private void lockValues(Collection<String> locks) {
        if (!locks.isEmpty()) {
            entities.createNativeQuery("""
                    select count(*) from unnest(cast(:locks as text[])) as name,
                        lateral pg_advisory_xact_lock(hashtextextended('record ' || app.org_id() || ' ' || name, 0))""")
                    .setParameter("locks", locks.toArray(String[]::new))
                    .getSingleResult();
        }
    }

    private void lockRecords(Collection<String> values) {
        var ids = values.stream().filter(value -> value.matches("\\d{1,18}")).map(Long::valueOf).toList();
        if (!ids.isEmpty()) {
            entities.createQuery("select e from " + entity.getSimpleName() + " e where e.id in :ids order by e.id",
                    entity).setParameter("ids", ids).setLockMode(LockModeType.PESSIMISTIC_WRITE).getResultList();
        }
    }

    private String name(String property, Object identifier) {
        return entity.getSimpleName() + ' ' + property + ' ' + Math.floorMod(identifier.hashCode(), LOCKS);
    }
}
