package dev.tenantry.shared.record;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.persistence.FlushModeType;
import jakarta.persistence.Tuple;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;

/** Tells which record has a value that only one can have, and whether it is in the trash, where one would not look for it. */
final class UniqueKeys {

    private UniqueKeys() {}

    /** The entity's values of the properties that no two records share. */
    static <E extends RecordEntity> Map<String, @Nullable Object> of(RecordService<E, ?, ?> records,
            RecordKernel kernel,
            E entity) {
        var persister = kernel.entities().unwrap(SessionImplementor.class).getEntityPersister(null, entity);
        var values = new HashMap<String, @Nullable Object>();
        records.unique().forEach(property -> values.put(property, persister.getPropertyValue(entity, property)));
        return values;
    }

    /** @param entity not written yet, like whatever has been changed about it */
    static <E extends RecordEntity> void check(RecordService<E, ?, ?> records, RecordKernel kernel, E entity) {
        check(records, kernel, entity, Map.of());
    }

    /** @param before the values that are the entity's already, which are nobody else's then */
    static <E extends RecordEntity> void check(RecordService<E, ?, ?> records, RecordKernel kernel, E entity,
            Map<String, @Nullable Object> before) {
        var persister = kernel.entities().unwrap(SessionImplementor.class).getEntityPersister(null, entity);
        for (var property : records.unique()) {
            var value = persister.getPropertyValue(entity, property);
            if (value != null && !value.equals(before.get(property))) {
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
