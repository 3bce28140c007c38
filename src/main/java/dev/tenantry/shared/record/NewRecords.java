package dev.tenantry.shared.record;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.batch.BatchTarget.Creation;
import dev.tenantry.shared.database.ServerPlans;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.UniqueKeys.Holder;

/**
 * Creates many records with one query for each key and each link, and one flush. What is refused for one reason alone,
 * however it is looked at, is refused here.
 */
final class NewRecords<E extends RecordEntity, Q extends Record> {

    private final RecordService<E, Q, ?> records;
    private final RecordKernel kernel;
    private final Set<E> doubtful = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<E> moved = new ArrayList<>();
    /** Of those that refer to nothing, the first such link. */
    private final Map<E, Link> dangling = new IdentityHashMap<>();

    NewRecords(RecordService<E, Q, ?> records, RecordKernel kernel) {
        this.records = records;
        this.kernel = kernel;
    }

    /** The same for one, which is refused with the reason. */
    static <E extends RecordEntity> E add(RecordService<E, ?, ?> records, RecordKernel kernel, E entity) {
        UniqueKeys.check(records, kernel, entity);
        NewLinks.check(kernel, Map.of(), entity);
        return Hierarchies.added(records, kernel, records.insert(entity));
    }

    /** What is to be inserted; nothing where the request states no entity. */
    private record Made<E>(@Nullable E entity) {}

    /** @return the ids of the new records, by the places of their properties; null for what is to be created alone */
    List<@Nullable Long> createAll(List<ObjectNode> properties, RecordAccess.Each each) {
        var places = new ArrayList<Integer>();
        var requests = new ArrayList<Q>();
        for (var place = 0; place < properties.size(); place++) {
            var request = readOrNull(properties.get(place));
            if (request != null) {
                places.add(place);
                requests.add(request);
            }
        }
        var creations = create(requests, (place, work) -> each.call(places.get(place), work), RecordEntity::getId);
        var ids = new ArrayList<@Nullable Long>(Collections.nCopies(properties.size(), null));
        for (var place = 0; place < requests.size(); place++) {
            if (creations.get(place) instanceof Creation.Done<Long>(var id)) {
                ids.set(places.get(place), id);
            }
        }
        return ids;
    }

    private @Nullable Q readOrNull(ObjectNode properties) {
        try {
            return kernel.patches().read(properties, records.requestType());
        } catch (ProblemException _) {
            return null;
        }
    }

    /**
     * @param each   does the work on each, by its place
     * @param result what is made of a new entity before it is written
     */
    <T> List<Creation<T>> create(List<Q> requests, RecordAccess.Each each, Function<E, T> result) {
        var made = requests.stream().map(this::make).toList();
        var entities = made.stream().map(Made::entity).filter(Objects::nonNull).toList();
        if (!entities.isEmpty()) {
            var persister = persister(entities.getFirst());
            records.unique().forEach(property -> doubtHeldKeys(entities, property, persister));
            records.several().values().stream().filter(SeveralValues::isUnique).forEach(values -> {
                var taken = new HashSet<String>();
                entities.stream()
                        .filter(entity -> !values.of().apply(entity).stream().allMatch(taken::add))
                        .forEach(doubtful::add);
            });
            kernel.links()
                    .from(persister.getMappedClass())
                    .forEach((link, targets) -> doubtLinks(entities, link, targets, persister));
        }
        var outcomes = new ArrayList<Creation<T>>();
        for (var place = 0; place < made.size(); place++) {
            var entity = made.get(place).entity;
            each.call(place, () -> outcomes.add(insert(entity, result)));
        }
        kernel.entities().flush();
        Hierarchies.check(records, kernel, moved, true);
        return outcomes;
    }

    private Made<E> make(Q request) {
        try {
            return new Made<>(records.make(request));
        } catch (ProblemException _) {
            return new Made<>(null);
        }
    }

    private <T> Creation<T> insert(@Nullable E entity, Function<E, T> result) {
        if (entity == null || doubtful.contains(entity)) {
            return new Creation.Doubtful<>();
        }
        var link = dangling.get(entity);
        if (link != null) {
            return new Creation.Refused<>(NewLinks.unknown(link));
        }
        if (Hierarchies.isMoved(kernel, Map.of(), entity)) {
            moved.add(entity);
        }
        return new Creation.Done<>(result.apply(records.insert(entity)));
    }

    /** The first of several with one key can have it. */
    private void doubtHeldKeys(List<E> entities, String property, EntityPersister persister) {
        var compared = UniqueKeys.compared(records, kernel, property, values(entities, property, persister).keySet());
        var taken = new HashSet<>(find(records, property, Set.copyOf(compared.values())).keySet());
        for (var entity : entities) {
            var value = persister.getPropertyValue(entity, property);
            if (value != null && !taken.add(Objects.requireNonNull(compared.get(value)))) {
                doubtful.add(entity);
            }
        }
    }

    private void doubtLinks(List<E> entities, Link link, RecordService<?, ?, ?> targets, EntityPersister persister) {
        var referring = values(entities, link.property(), persister);
        if (!kernel.permissions().isTold(targets.type())) {
            referring.values().forEach(doubtful::addAll);
            return;
        }
        var found = find(targets, "id", referring.keySet());
        referring.forEach((id, those) -> {
            var isTrashed = found.get(id);
            if (isTrashed == null) {
                those.forEach(entity -> dangling.putIfAbsent(entity, link));
            } else if (isTrashed) {
                doubtful.addAll(those);
            }
        });
    }

    private static <E> Map<Object, List<E>> values(List<E> entities, String property, EntityPersister persister) {
        return entities.stream()
                .filter(entity -> persister.getPropertyValue(entity, property) != null)
                .collect(Collectors.groupingBy(entity -> persister.getPropertyValue(entity, property)));
    }

    /** Of the values that records have, whether the record is in the trash. */
    private Map<Object, Boolean> find(RecordService<?, ?, ?> targets, String property, Set<Object> values) {
        return values.isEmpty()
                ? Map.of()
                : ServerPlans.once(kernel.entities(), () -> UniqueKeys.holders(targets, kernel, property, values))
                        .stream()
                        .collect(Collectors.toMap(Holder::value, Holder::isTrashed, Boolean::logicalAnd));
    }

    private EntityPersister persister(E entity) {
        return kernel.entities().unwrap(SessionImplementor.class).getEntityPersister(null, entity);
    }
}
