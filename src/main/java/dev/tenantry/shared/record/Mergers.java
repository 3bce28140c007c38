package dev.tenantry.shared.record;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantContext;

/** What refers to a record refers to another one of its kind from then on: all that is declared as a {@link Link}, and what modules see to. */
@Component
public class Mergers {

    private final RecordKernel kernel;
    private final LinkedRecords linked;
    private final List<Merging> others;

    Mergers(RecordKernel kernel, LinkedRecords linked, List<Merging> others) {
        this.kernel = kernel;
        this.linked = linked;
        this.others = others;
    }

    /** How many records refer to it, by their kinds: of those that the caller may read. */
    public Map<String, Long> references(RecordService<?, ?, ?> records, Long id) {
        var counts = new TreeMap<String, Long>();
        for (var reference : kernel.links().to(Links.table(records.listing().entity()))) {
            var type = reference.records().type();
            if (kernel.permissions().isTold(type)) {
                counts.merge(type, linked.count(reference, List.of(id)), Long::sum);
            }
        }
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    /**
     * In the current transaction, which holds both records. Each record that is linked otherwise than before has a version, an audit row
     * and an event of it.
     *
     * @throws ProblemException 409 where more refers to it than one transaction changes, 422 where the record would be above itself then
     */
    public void move(RecordService<?, ?, ?> records, Long from, Long into) {
        var table = Links.table(records.listing().entity());
        var references = kernel.links().to(table);
        var all = references.stream().mapToLong(reference -> linked.count(reference, List.of(from))).sum();
        if (all > Purges.MOST) {
            throw ProblemException.conflict(all + " records refer to it, and a merger changes at most " + Purges.MOST);
        }
        references.forEach(reference -> move(reference, reference.records(), from, into));
        kernel.links().ofRows(table).forEach(link -> moveRows(link, from, into));
        others.forEach(other -> other.merge(records.type(), from, into));
        Hierarchies.check(records, kernel, List.of(kernel.entities().find(records.listing().entity(), into)), false);
    }

    private <L extends RecordEntity> void move(Links.RecordLink reference, RecordService<L, ?, ?> records, Long from,
            Long into) {
        var type = records.listing().entity();
        for (var some = linked.next(reference, type, List.of(from)); !some.isEmpty(); some = linked.next(reference,
                type, List.of(from))) {
            some.forEach(record -> linked.refer(records, record, reference.link(), into));
            linked.settle(some);
        }
    }

    /** Rows that are no records, of which the audit row of the merger tells. Table and column are a declaration's. */
    private void moveRows(Link link, Long from, Long into) {
        kernel.entities()
                .createNativeQuery("update %s set %s = :into where organization_id = :organization and %s = :from"
                        .formatted(link.table(), link.column(), link.column()))
                .setParameter("into", into)
                .setParameter("organization", TenantContext.current().organizationId())
                .setParameter("from", from)
                .executeUpdate();
    }
}
