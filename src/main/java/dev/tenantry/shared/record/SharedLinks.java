package dev.tenantry.shared.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantContext;

/**
 * What refers to a record refers to others besides, which have come of it, and can be parted from these again: all records whose table is
 * declared to have a {@link Link} to both.
 */
@Component
public class SharedLinks {

    /** What a record's past is made of is written with it, and tells nobody's interest. */
    private static final String PAST = "_history";

    private final EntityManager entities;
    private final Links links;
    private final LinkedRecords linked;

    SharedLinks(EntityManager entities, Links links, LinkedRecords linked) {
        this.entities = entities;
        this.links = links;
        this.linked = linked;
    }

    /** A reference of a record. @param type of the record that has it */
    public record Reference(String type, Long id, String property, Long target) {}

    /**
     * A reference that is there already stays. Each record that is linked otherwise than before has a version, an audit row and an event of it.
     *
     * @param others what else is referred to, by its table
     * @return what there is now that was not
     * @throws ProblemException 409 where more refers to it than one transaction changes
     */
    public List<Reference> share(RecordService<?, ?, ?> records, Long id, Map<String, Long> others) {
        var table = Links.table(records.listing().entity());
        var references = links.to(table);
        var all = references.stream().mapToLong(reference -> linked.count(reference, List.of(id))).sum();
        if (all > Purges.MOST) {
            throw ProblemException.conflict(all + " records refer to it, and " + Purges.MOST + " are changed at most");
        }
        var shared = new ArrayList<Reference>();
        references.forEach(reference -> share(reference, reference.records(), id, others, shared));
        return shared;
    }

    private <E extends RecordEntity> void share(Links.RecordLink reference, RecordService<E, ?, ?> records, Long id,
            Map<String, Long> others, List<Reference> shared) {
        var further = links.from(records.listing().entity())
                .keySet()
                .stream()
                .filter(link -> others.containsKey(link.target()))
                .toList();
        var last = 0L;
        for (var some = behind(reference, records, id, last); !further.isEmpty()
                && !some.isEmpty(); some = behind(reference, records, id, last)) {
            for (var record : some) {
                further.stream().filter(link -> value(record, link) == null).forEach(link -> {
                    var target = Objects.requireNonNull(others.get(link.target()));
                    linked.refer(records, record, link, target);
                    shared.add(new Reference(records.type(), record.getId(), link.property(), target));
                });
            }
            last = some.getLast().getId();
            linked.settle(some);
        }
    }

    private <E extends RecordEntity> List<E> behind(Links.RecordLink reference, RecordService<E, ?, ?> records, Long id,
            long last) {
        var type = records.listing().entity();
        return entities
                .createQuery("select e from %s e where e.%s = :id and e.id > :last order by e.id"
                        .formatted(type.getSimpleName(), reference.link().property()), type)
                .setParameter("id", id)
                .setParameter("last", last)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .setMaxResults(LinkedRecords.CHUNK)
                .getResultList();
    }

    /** Takes the references away that are still the same. @param records of the type that has them */
    public <E extends RecordEntity> void part(RecordService<E, ?, ?> records, List<Reference> shared) {
        var type = records.listing().entity();
        for (var one : shared) {
            var record = entities.find(type, one.id(), LockModeType.PESSIMISTIC_WRITE);
            if (record != null) {
                links.from(type)
                        .keySet()
                        .stream()
                        .filter(link -> link.property().equals(one.property())
                                && one.target().equals(value(record, link)))
                        .forEach(link -> linked.refer(records, record, link, null));
            }
        }
        entities.flush();
    }

    /** How many rows refer to a record, by table and column; but for what its past is made of. */
    public Map<String, Long> count(RecordService<?, ?, ?> records, Long id) {
        var table = Links.table(records.listing().entity());
        var counts = new TreeMap<String, Long>();
        for (var link : links.all()) {
            if (link.target().equals(table) && link.rule() != LinkRule.KEEP && !link.table().endsWith(PAST)) {
                counts.put(link.table() + "." + link.column(), count(link, id));
            }
        }
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    /** Table and column are a declaration's. */
    private long count(Link link, Long id) {
        return ((Number) entities
                .createNativeQuery("select count(*) from %s where organization_id = :organization and %s = :id"
                        .formatted(link.table(), link.column()))
                .setParameter("organization", TenantContext.current().organizationId())
                .setParameter("id", id)
                .getSingleResult()).longValue();
    }

    private @Nullable Object value(RecordEntity record, Link link) {
        return entities.unwrap(SessionImplementor.class)
                .getEntityPersister(null, record)
                .getPropertyValue(record, link.property());
    }
}
