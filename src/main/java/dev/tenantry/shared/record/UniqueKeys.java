package dev.tenantry.shared.record;

import java.util.List;

import jakarta.persistence.FlushModeType;
import jakarta.persistence.Tuple;
import org.hibernate.engine.spi.SessionImplementor;

import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;

/** Tells which record has a value that only one can have, and whether it is in the trash, where one would not look for it. */
final class UniqueKeys {

    private UniqueKeys() {}

    /** @param entity not written yet, like whatever has been changed about it */
    static <E extends RecordEntity> void check(RecordService<E, ?, ?> records, RecordKernel kernel, E entity) {
        var persister = kernel.entities().unwrap(SessionImplementor.class).getEntityPersister(null, entity);
        for (var property : records.unique()) {
            var value = persister.getPropertyValue(entity, property);
            if (value != null) {
                find(records, kernel, property, value).stream()
                        .filter(holder -> persister.getIdentifier(entity) == null
                                || !holder.get(0).equals(persister.getIdentifier(entity)))
                        .findFirst()
                        .ifPresent(holder -> refuse(records.type(), property, holder));
            }
        }
    }

    private static List<Tuple> find(RecordService<?, ?, ?> records, RecordKernel kernel, String property,
            Object value) {
        return kernel.entities()
                .createQuery("select e.id, e.deletedAt from " + records.listing().entity().getSimpleName()
                        + " e where e." + property + " = :value", Tuple.class)
                .setParameter("value", value)
                .setFlushMode(FlushModeType.COMMIT)
                .getResultList();
    }

    private static void refuse(String type, String property, Tuple holder) {
        var isTrashed = holder.get(1) != null;
        var message = "the " + type + " " + holder.get(0) + " has this value" + (isTrashed
                ? "; it is in the trash: restore or erase it first"
                : "");
        throw ProblemException.of(ProblemType.DUPLICATE, message,
                List.of(new FieldError(property, isTrashed ? "in-trash" : "duplicate", message)));
    }
}
