package dev.tenantry.shared.record;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.listing.Field;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.tenancy.TenantQuery;

/** Tells which record has a value that only one can have, and whether it is in the trash, where one would not look for it. */
final class UniqueKeys {

    private UniqueKeys() {}

    /** @param value by which it was looked for @param isTrashed whether it is in the trash */
    record Holder(Object value, Long id, boolean isTrashed) {}

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
                holders(records, kernel, property, compared(records, kernel, property, List.of(value)).values())
                        .stream()
                        .filter(holder -> !holder.id().equals(persister.getIdentifier(entity)))
                        .findFirst()
                        .ifPresent(holder -> refuse(kernel, records.type(), property, holder));
            }
        }
    }

    /** What the property's values are compared as: texts for people by their folded forms. */
    static Map<Object, Object> compared(RecordService<?, ?, ?> records, RecordKernel kernel, String property,
            Collection<?> values) {
        if (isFolded(records, property)) {
            return Map.copyOf(kernel.folding().of(values.stream().map(Object::toString).toList()));
        }
        return values.stream().collect(Collectors.toMap(value -> value, value -> value));
    }

    private static boolean isFolded(RecordService<?, ?, ?> records, String property) {
        var field = records.listing().fields().get(property);
        return field != null && field.type() == String.class && field.matching() == Field.Matching.FOLDED;
    }

    /**
     * The records that have one of the property's values, those in the trash included; as much of them as has been written.
     *
     * @param values as they are compared
     */
    static List<Holder> holders(RecordService<?, ?, ?> records, RecordKernel kernel, String property,
            Collection<?> values) {
        var path = isFolded(records, property)
                ? Objects.requireNonNull(records.listing().fields().get(property)).path()
                : "e." + property;
        return TenantQuery
                .of(kernel.entities(), Holder.class, path + ", e.id, e.deletedAt is not null",
                        records.listing().entity(), List.of("is_any(" + path + ", :values)"), "")
                .setAll("values", values)
                .asWritten()
                .list();
    }

    /** Which record it is, and that it is in the trash, is told those who may read such records. */
    static void refuse(RecordKernel kernel, String type, String property, Holder holder) {
        if (!kernel.permissions().isTold(type)) {
            throw ProblemException.duplicate(property, ProblemType.DUPLICATE.explanation());
        }
        var message = "the " + type + " " + holder.id() + " has this value" + (holder.isTrashed()
                ? "; it is in the trash: restore or erase it first"
                : "");
        throw ProblemException.of(ProblemType.DUPLICATE, message,
                List.of(new FieldError(property, holder.isTrashed() ? "in-trash" : "duplicate", message)));
    }
}
