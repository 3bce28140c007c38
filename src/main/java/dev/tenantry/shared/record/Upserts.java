package dev.tenantry.shared.record;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.database.ServerPlans;
import dev.tenantry.shared.journal.DomainEvents;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.record.Upsert.Outcome;

/**
 * Creates or changes many records in the current transaction, the way each would be alone. The records that are there are
 * read by one query a key; their versions guard them, so that nobody's change in between is lost.
 */
final class Upserts<E extends RecordEntity, Q extends Record> {

    private record Key(String property, Object value) {}

    /** @param property by which it was found */
    private record Found<E>(E entity, String property) {}

    private final RecordService<E, Q, ?> records;
    private final RecordKernel kernel;
    private final RecordFinder<E> finder;
    /** What the rows' keys mean, by property and value. */
    private final Map<String, Map<String, Object>> identifiers = new HashMap<>();
    private final Map<Key, List<E>> present = new HashMap<>();
    /** Above which there is something that was not. */
    private final List<E> moved = new ArrayList<>();
    private boolean isAnyOldMoved;

    Upserts(RecordService<E, Q, ?> records, RecordKernel kernel, RecordFinder<E> finder) {
        this.records = records;
        this.kernel = kernel;
        this.finder = finder;
    }

    /** @return in the order of the rows */
    List<Outcome> run(List<Upsert> rows) {
        ServerPlans.renew(kernel.entities(), rows.size());
        var sought = new LinkedHashMap<String, Set<String>>();
        rows.forEach(row -> row.keys()
                .forEach((property, value) -> sought.computeIfAbsent(property, _ -> new LinkedHashSet<>()).add(value)));
        records.claim(sought);
        sought.forEach(this::read);
        var outcomes = new ArrayList<Outcome>(rows.size());
        for (var row : rows) {
            outcomes.add(DomainEvents.eachByItself(() -> outcome(row)));
        }
        kernel.entities().flush();
        Hierarchies.check(records, kernel, moved, !isAnyOldMoved);
        return outcomes;
    }

    private void read(String property, Set<String> values) {
        var found = finder.identifiers(property, values);
        identifiers.put(property, found);
        if (!found.isEmpty()) {
            finder.findAll(property, Set.copyOf(found.values()))
                    .forEach((value, records) -> present.put(new Key(property, value), new ArrayList<>(records)));
        }
    }

    private Outcome outcome(Upsert row) {
        try {
            var existing = existing(row);
            return existing == null ? create(row) : change(existing, row);
        } catch (ProblemException refusal) {
            return new Upsert.Refused(refusal);
        }
    }

    private Outcome create(Upsert row) {
        var request = kernel.patches().read(row.fit().of(row.properties(), null), records.requestType());
        // Who has the key has been looked up already, for all rows at once.
        var entity = row.keys().keySet().containsAll(records.unique())
                ? records.insert(records.make(request))
                : records.add(request);
        if (Hierarchies.isMoved(kernel, Map.of(), entity)) {
            moved.add(entity);
        }
        remember(row, entity);
        return new Upsert.Created(entity.getId());
    }

    /** What found it stays as it is written there: a key in another spelling is no wish to change it. */
    private Outcome change(Found<E> found, Upsert row) {
        var entity = found.entity;
        var state = records.state(entity);
        var properties = row.fit().of(row.properties(), kernel.json().valueToTree(state)).deepCopy();
        // Of a list, the others are stated along with it.
        if (!properties.path(found.property).isArray()) {
            properties.remove(found.property);
        }
        var wanted = kernel.patches().apply(state, properties);
        var links = NewLinks.of(kernel, entity);
        var isChanged = RecordChanges.make(records, kernel, entity, wanted);
        if (Hierarchies.isMoved(kernel, links, entity)) {
            moved.add(entity);
            isAnyOldMoved = true;
        }
        remember(row, entity);
        return isChanged ? new Upsert.Updated(entity.getId()) : new Upsert.Unchanged(entity.getId());
    }

    private @Nullable Found<E> existing(Upsert row) {
        for (var key : keys(row)) {
            var found = present.getOrDefault(key, List.of());
            var live = finder.nearest(key.property, found.stream().filter(entity -> !entity.isTrashed()).toList(),
                    entity -> text(entity, key.property), row.keys().getOrDefault(key.property, ""), row.isClose());
            if (live.size() > 1) {
                throw RecordFinder.ambiguous(key.property);
            }
            if (live.size() == 1) {
                return new Found<>(live.getFirst(), key.property);
            }
            if (!found.isEmpty() && records.unique().contains(key.property)) {
                throw trashed(key.property, found.getFirst());
            }
        }
        return null;
    }

    private ProblemException trashed(String property, E entity) {
        var which = kernel.permissions().isTold(records.type())
                ? "the " + records.type() + " " + entity.getId()
                : "another " + records.type();
        return ProblemException.of(ProblemType.CONFLICT, "the record is in the trash",
                List.of(new FieldError(property, "in-trash",
                        which + " has this value; it is in the trash: restore or erase it first")));
    }

    private String text(E entity, String property) {
        var persister = kernel.entities().unwrap(SessionImplementor.class).getEntityPersister(null, entity);
        return String.valueOf(persister.getPropertyValue(entity, property));
    }

    /** A later row can mean the same record. */
    private void remember(Upsert row, E entity) {
        for (var key : keys(row)) {
            var known = present.computeIfAbsent(key, _ -> new ArrayList<>());
            if (!known.contains(entity)) {
                known.add(entity);
            }
        }
    }

    private List<Key> keys(Upsert row) {
        return row.keys()
                .entrySet()
                .stream()
                .map(key -> new Key(key.getKey(), identifier(key.getKey(), key.getValue())))
                .toList();
    }

    private Object identifier(String property, String value) {
        var identifier = identifiers.getOrDefault(property, Map.of()).get(value);
        if (identifier == null) {
            throw ProblemException.invalid(property, "invalid", "this value cannot be one of the property's");
        }
        return identifier;
    }
}
