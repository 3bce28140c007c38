package dev.tenantry.shared.record;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.database.ServerPlans;
import dev.tenantry.shared.listing.Field;
import dev.tenantry.shared.listing.Listing;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.text.Folding;

/** Finds records by what identifies them. */
final class RecordFinder<E extends RecordEntity> {

    /** The one identifying property that no two records share, those in the trash included. */
    static final String UNIQUE = "externalId";

    private final EntityManager entities;
    private final Folding folding;
    private final Listing<E> listing;
    private final Set<String> identifying;

    RecordFinder(EntityManager entities, Folding folding, Listing<E> listing, Set<String> identifying) {
        this.entities = entities;
        this.folding = folding;
        this.listing = listing;
        this.identifying = identifying;
    }

    /** The live record that has it. @throws ProblemException 409 where several have */
    @Nullable
    Long find(String property, String value) {
        var identifier = identifiers(property, List.of(value)).get(value);
        var found = identifier == null
                ? List.<Long>of()
                : entities
                        .createQuery("select e.id from " + entity() + " e where " + path(property)
                                + " = :value and e.deletedAt is null order by e.id", Long.class)
                        .setParameter("value", identifier)
                        .setMaxResults(2)
                        .getResultList();
        if (found.size() > 1) {
            throw ambiguous(property);
        }
        return found.isEmpty() ? null : found.getFirst();
    }

    static ProblemException ambiguous(String property) {
        return ProblemException.of(ProblemType.CONFLICT, "several records have this value",
                List.of(new FieldError(property, "ambiguous", "several records have this value")));
    }

    /** The ids of live records, by value. */
    Map<String, List<Long>> find(String property, Collection<String> values) {
        var given = new HashMap<Object, List<String>>();
        identifiers(property, values)
                .forEach((value, identifier) -> given.computeIfAbsent(identifier, _ -> new ArrayList<>()).add(value));
        var found = new HashMap<String, List<Long>>();
        if (given.isEmpty()) {
            return found;
        }
        rows("e.id", property, " and e.deletedAt is null", given.keySet())
                .forEach(row -> given.getOrDefault(row[0], List.of())
                        .forEach(value -> found.computeIfAbsent(value, _ -> new ArrayList<>()).add((Long) row[1])));
        found.values().forEach(ids -> ids.sort(null));
        return found;
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
        var query = "select " + path(property) + ", " + what + " from " + entity() + " e where " + path(property)
                + " in :values" + condition;
        return ServerPlans.once(entities, () -> entities.createQuery(query, Object[].class)
                .setParameter("values", identifiers)
                .getResultList());
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

    private String entity() {
        return listing.entity().getSimpleName();
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
