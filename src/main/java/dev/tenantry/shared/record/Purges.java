package dev.tenantry.shared.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.web.IfMatch;

/**
 * Deletes records for good: first what refers to them is seen to by its {@link LinkRule}, then the copies of their texts go,
 * then they do. Nobody can refer to a record from the moment on that it is locked here; whoever is about to waits, and finds
 * nothing.
 */
@Component
public class Purges {

    /** How many records a deletion changes besides: an answer comes in seconds, and the transaction fits into memory. */
    static final int MOST = 10_000;

    private final EntityManager entities;
    private final Links links;
    private final LinkedRecords linked;
    private final List<Erasure> erasures;
    private final RecordPermissions permissions;

    Purges(EntityManager entities, Links links, LinkedRecords linked, List<Erasure> erasures,
            RecordPermissions permissions) {
        this.entities = entities;
        this.permissions = permissions;
        this.links = links;
        this.linked = linked;
        this.erasures = erasures;
    }

    /**
     * @throws ProblemException 404, 412, 403 where others would go along that the caller may not delete, or 409 where too much refers to
     *                          it or what does is not to be parted from it
     */
    <E extends RecordEntity> void purge(RecordService<E, ?, ?> records, Long id, IfMatch expected,
            boolean isInTrashOnly) {
        var entity = locked(records, id);
        if (entity == null || isInTrashOnly && !entity.isTrashed()) {
            throw ProblemException.notFound();
        }
        expected.check(() -> records.show(entity));
        purge(records, List.of(entity), new TreeSet<>());
    }

    /** @param lacking gathers what the caller would have to be allowed besides */
    private <E extends RecordEntity> void purge(RecordService<E, ?, ?> records, List<E> purged, Set<String> lacking) {
        var references = links.to(Links.table(records.listing().entity()));
        var ids = purged.stream().map(RecordEntity::getId).toList();
        check(references, ids);
        references.forEach(reference -> part(reference, reference.records(), ids, lacking));
        if (!lacking.isEmpty()) {
            throw ProblemException.of(ProblemType.FORBIDDEN,
                    "records that are about it alone would be deleted with it, "
                            + "and that needs " + String.join(", ", lacking));
        }
        erasures.forEach(erasure -> erasure.erase(records.type(), ids));
        purged.forEach(entities::remove);
        entities.flush();
    }

    /** Nothing may come to refer to it: a lock that only keeps others from changing it would let them. */
    private <E extends RecordEntity> @Nullable E locked(RecordService<E, ?, ?> records, Long id) {
        var type = records.listing().entity();
        var found = entities
                .createNativeQuery("select id from " + Links.table(type)
                        + " where organization_id = :organization and id = :id for update", Long.class)
                .setParameter("organization", TenantContext.current().organizationId())
                .setParameter("id", id)
                .getResultList();
        return found.isEmpty() ? null : entities.find(type, id, LockModeType.PESSIMISTIC_WRITE);
    }

    private void check(List<Links.RecordLink> references, List<Long> ids) {
        var refusals = new ArrayList<FieldError>();
        var all = 0L;
        for (var reference : references) {
            var count = linked.count(reference, ids);
            all += count;
            if (count > 0 && reference.link().rule() == LinkRule.REFUSE) {
                refusals.add(refusal(reference, "in-use", count));
            }
        }
        if (refusals.isEmpty() && all > MOST) {
            references.forEach(reference -> refusals.add(refusal(reference, "too-many", linked.count(reference, ids))));
        }
        if (!refusals.isEmpty()) {
            throw ProblemException.of(ProblemType.IN_USE, all > MOST
                    ? all + " records refer to it, and a deletion changes at most " + MOST + ": take them from it first"
                    : ProblemType.IN_USE.explanation(), refusals);
        }
    }

    private static FieldError refusal(Links.RecordLink reference, String code, long count) {
        return new FieldError(reference.link().table() + "." + reference.link().property(), code,
                count + " " + reference.link().table() + " refer to it");
    }

    private <L extends RecordEntity> void part(Links.RecordLink reference, RecordService<L, ?, ?> records,
            List<Long> ids, Set<String> lacking) {
        for (var some = next(reference, records, ids); !some.isEmpty(); some = next(reference, records, ids)) {
            var unheld = reference.link().rule() == LinkRule.DELETE_UNHELD
                    ? some.stream().filter(record -> !linked.isHeld(record, reference.siblings())).toList()
                    : List.<L>of();
            var staying = some.stream().filter(record -> !unheld.contains(record)).toList();
            staying.forEach(record -> linked.refer(records, record, reference.link(), null));
            linked.settle(staying);
            if (!unheld.isEmpty() && !mayPurge(records.type(), lacking)) {
                return;
            }
            if (!unheld.isEmpty()) {
                purge(records, unheld, lacking);
            }
        }
    }

    /** Whoever is no caller at a request (a retention, an erasure) deletes what there is. */
    private boolean mayPurge(String type, Set<String> lacking) {
        var caller = Caller.currentOrNull();
        if (caller == null || !permissions.has(type) || caller.may(permissions.of(type, "purge"))) {
            return true;
        }
        lacking.add(permissions.of(type, "purge"));
        return false;
    }

    private <L extends RecordEntity> List<L> next(Links.RecordLink reference, RecordService<L, ?, ?> records,
            List<Long> ids) {
        return linked.next(reference, records.listing().entity(), ids);
    }
}
