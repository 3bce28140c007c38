package dev.tenantry.shared.record;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.database.ServerPlans;
import dev.tenantry.shared.listing.Field;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.tenancy.TenantQuery;
import dev.tenantry.shared.text.Folding;
import dev.tenantry.shared.text.Spelling;

/** Finds records by what identifies them. */
final class RecordFinder<E extends RecordEntity> {

    /** The one identifying property that no two records share, those in the trash included. */
    static final String UNIQUE = "externalId";

    private final EntityManager entities;
    private final Folding folding;
    private final ListDefinition<E> listing;
    private final Set<String> identifying;
    private final Map<String, SeveralValues<E>> several;

    RecordFinder(EntityManager entities, Folding folding, ListDefinition<E> listing, Set<String> identifying,
            Map<String, SeveralValues<E>> several) {
        this.entities = entities;
        this.folding = folding;
        this.listing = listing;
        this.identifying = identifying;
        this.several = several;
    }

    /**
     * The live record that has it, or else what comes nearest to it.
     *
     * @param isClose whether one that is spelled differently is another one
     * @throws ProblemException 409 where several have
     */
    @Nullable
    Long find(String property, String value, boolean isClose) {
        var found = find(property, List.of(value), _ -> isClose).getOrDefault(value, List.of());
        if (found.size() > 1) {
            throw ambiguous(property);
        }
        return found.isEmpty() ? null : found.getFirst();
    }

    static ProblemException ambiguous(String property) {
        return ProblemException.of(ProblemType.CONFLICT, "several records have this value",
                List.of(new FieldError(property, "ambiguous", "several records have this value")));
    }

    /** The ids of live records, by value. @param isClose of which values one that is spelled differently is another one */
    Map<String, List<Long>> find(String property, Collection<String> values, Predicate<String> isClose) {
        var identifiers = identifiers(property, values);
        var found = new HashMap<String, List<Long>>();
        if (identifiers.isEmpty()) {
            return found;
        }
        var present = rows("e.id, " + written(property), property, " and e.deletedAt is null",
                Set.copyOf(identifiers.values())).stream().collect(Collectors.groupingBy(row -> row[0]));
        identifiers.forEach((value, identifier) -> {
            var nearest = nearest(property, present.getOrDefault(identifier, List.of()),
                    row -> String.valueOf(row[2]), value, isClose.test(value));
            if (!nearest.isEmpty()) {
                found.put(value, nearest.stream().map(row -> (Long) row[1]).sorted().toList());
            }
        });
        return found;
    }

    /** Of records whose property has the identifier of a value those that are meant by it. @param text what one has */
    <T> List<T> nearest(String property, List<T> found, Function<T, String> text, String value, boolean isClose) {
        return isFolded(property) ? Spelling.nearest(found, text, value, isClose) : found;
    }

    boolean isFolded(String property) {
        return field(property).matching() == Field.Matching.FOLDED && field(property).type() == String.class;
    }

    /** The records, those in the trash included, by identifier. */
    Map<Object, List<E>> findAll(String property, Collection<Object> identifiers) {
        var found = new HashMap<Object, List<E>>();
        rows("e", property, "", identifiers)
                .forEach(row -> found.computeIfAbsent(row[0], _ -> new ArrayList<>())
                        .add(listing.entity().cast(row[1])));
        found.values().forEach(records -> records.sort(Comparator.comparing(RecordEntity::getId)));
        return found;
    }

    /** Each with its identifier, in no order: in that of their ids they would be sought among all records. */
    private List<Object[]> rows(String what, String property, String condition, Collection<Object> identifiers) {
        if (identifiers.isEmpty()) {
            return List.of();
        }
        var values = several.get(property);
        if (values != null) {
            return rows(values, what, condition, identifiers);
        }
        return ServerPlans.once(entities, () -> TenantQuery
                .of(entities, Object[].class, path(property) + ", " + what, listing.entity(),
                        List.of("is_any(" + path(property) + ", :values)" + condition), "")
                .setAll("values", identifiers)
                .list());
    }

    private List<Object[]> rows(SeveralValues<E> values, String what, String condition,
            Collection<Object> identifiers) {
        var ids = found(values.finder(), identifiers.stream().map(Object::toString).collect(Collectors.toSet()));
        if (ids.isEmpty()) {
            return List.of();
        }
        var rows = new ArrayList<Object[]>();
        var found = TenantQuery.of(entities, listing.entity(), "e", listing.entity(),
                List.of("is_any(e.id, :ids)" + condition), "").setAll("ids", ids).list();
        for (var record : found) {
            values.of()
                    .apply(record)
                    .stream()
                    .filter(identifiers::contains)
                    .forEach(value -> rows.add(new Object[]{value, what.equals("e") ? record : record.getId(), value}));
        }
        return rows;
    }

    /** The ids of records, those in the trash included. */
    Set<Long> found(String function, Set<String> sought) {
        List<?> ids = entities.createNativeQuery("select f from " + function + "(:organization, :sought) f", Long.class)
                .setParameter("organization", TenantContext.current().organizationId())
                .setParameter("sought", sought.toArray(String[]::new))
                .getResultList();
        return ids.stream().map(Long.class::cast).collect(Collectors.toSet());
    }

    /** The values as the property keeps them, several of which can mean the same; without those that none can have. */
    Map<String, Object> identifiers(String property, Collection<String> values) {
        var field = field(property);
        if (field.matching() == Field.Matching.FOLDED) {
            return Map.copyOf(folding.of(values));
        }
        var identifiers = new HashMap<String, Object>();
        for (var value : values) {
            try {
                identifiers.put(value, field.parse(value));
            } catch (ProblemException _) {
                // No record has it.
            }
        }
        return identifiers;
    }

    private String written(String property) {
        return isFolded(property) ? "e." + field(property).name() : path(property);
    }

    private String path(String property) {
        return field(property).path();
    }

    private Field field(String property) {
        var field = listing.fields().get(property);
        if (field == null || !identifying.contains(property) && !property.equals("id")) {
            throw ProblemException.unknown("idProperty",
                    "a record is identified by id or one of " + identifying.stream().sorted().toList());
        }
        return field;
    }
}
