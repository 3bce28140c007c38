package dev.tenantry.shared.record;

import java.util.HashMap;
import java.util.Map;

import org.hibernate.engine.spi.SessionImplementor;

import dev.tenantry.shared.problem.ProblemException;

/**
 * Refuses what begins to refer to no record, or to one in the trash, where a reader finds none. What refers to it from before
 * keeps its link, for the record can be restored.
 */
final class NewLinks {

    private NewLinks() {}

    /** The ids of the records that the entity refers to. */
    static Map<Link, Object> of(RecordKernel kernel, RecordEntity entity) {
        var persister = kernel.entities().unwrap(SessionImplementor.class).getEntityPersister(null, entity);
        var held = new HashMap<Link, Object>();
        for (var link : kernel.links().from(persister.getMappedClass()).keySet()) {
            var id = persister.getPropertyValue(entity, link.property());
            if (id != null) {
                held.put(link, id);
            }
        }
        return held;
    }

    /** @param before what it referred to until now */
    static void check(RecordKernel kernel, Map<Link, Object> before, RecordEntity entity) {
        of(kernel, entity).forEach((link, id) -> {
            if (!id.equals(before.get(link))) {
                refuseAbsent(kernel, link, id, entity);
            }
        });
    }

    private static void refuseAbsent(RecordKernel kernel, Link link, Object id, RecordEntity entity) {
        var persister = kernel.entities().unwrap(SessionImplementor.class).getEntityPersister(null, entity);
        var records = kernel.links().from(persister.getMappedClass()).get(link);
        if (records == null) {
            return;
        }
        kernel.permissions().demandToLink(records.type());
        switch (kernel.entities().find(records.listing().entity(), id)) {
            case null -> throw unknown(link);
            case RecordEntity target when target.isTrashed() ->
                throw ProblemException.invalid(link.property(), "in-trash",
                        "the " + records.type() + " " + id + " is in the trash: restore it first");
            default -> {
            }
        }
    }

    /** Refers to nothing. */
    static ProblemException unknown(Link link) {
        return ProblemException.invalid(link.property(), "unknown-reference", "there is no such resource");
    }
}
