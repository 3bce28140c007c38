package dev.tenantry.crm.tag;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.record.RecordAccess.Each;
import dev.tenantry.shared.record.RecordTags;
import dev.tenantry.shared.tenancy.TenantQuery;
import dev.tenantry.shared.text.Folding;

/**
 * Puts tags on records and takes them off, many in a few statements. The records are locked first, so that two who are at one do so
 * one after the other, and none is deleted meanwhile; then the tags are kept, so that none is merged or deleted.
 */
@Service
@Transactional
class Taggings implements RecordTags {

    /** How many tags can be on a record, those in the trash included. */
    static final int MOST = 50;

    /** By which they are found. */
    private static final String NAME = "column(e.name_key as String)";

    private final ObjectProvider<TaggedService<?, ?, ?>> tagged;
    private final EntityManager entities;
    private final Folding folding;
    private final TaggingRows rows;
    private final TaggingJournal journal;

    Taggings(ObjectProvider<TaggedService<?, ?, ?>> tagged, EntityManager entities, Folding folding,
            TaggingRows rows, TaggingJournal journal) {
        this.tagged = tagged;
        this.entities = entities;
        this.folding = folding;
        this.rows = rows;
        this.journal = journal;
    }

    @Override
    @Transactional(propagation = Propagation.SUPPORTS)
    public Set<String> types() {
        return tagged.stream().map(TaggedService::type).collect(Collectors.toSet());
    }

    @Override
    public void change(Change change, Tagged tagged) {
        var refusal = changeAll(change, List.of(tagged), true, (_, work) -> work.run()).getFirst();
        if (refusal != null) {
            throw refusal;
        }
    }

    @Override
    public List<@Nullable ProblemException> changeAll(Change change, List<Tagged> all, boolean waits, Each each) {
        var refusals = new HashMap<Tagged, ProblemException>();
        all.stream()
                .distinct()
                .collect(Collectors.groupingBy(Tagged::type, LinkedHashMap::new, Collectors.toList()))
                .forEach((type, some) -> {
                    var places = places(all);
                    refusals.putAll(change(change, type, some, waits,
                            (place, work) -> each.call(places.getOrDefault(some.get(place), 0), work)));
                });
        return all.stream().<@Nullable ProblemException>map(refusals::get).toList();
    }

    private static Map<Tagged, Integer> places(List<Tagged> all) {
        var places = new HashMap<Tagged, Integer>();
        for (var place = 0; place < all.size(); place++) {
            places.putIfAbsent(all.get(place), place);
        }
        return places;
    }

    private Map<Tagged, ProblemException> change(Change change, String type, List<Tagged> some, boolean waits,
            Each each) {
        var records = records(type).lock(some.stream().map(Tagged::recordId).distinct().toList(), waits);
        var tags = kept(some.stream().map(Tagged::tagId).collect(Collectors.toSet()), waits);
        var present = rows.of(type, records);
        var counts = present.stream().collect(Collectors.groupingBy(Tagged::recordId, Collectors.counting()));
        var refusals = new HashMap<Tagged, ProblemException>();
        var changed = new ArrayList<Integer>();
        for (var place = 0; place < some.size(); place++) {
            var one = some.get(place);
            if (!records.contains(one.recordId())) {
                refusals.put(one, absent("id"));
            } else if (!tags.containsKey(one.tagId())) {
                refusals.put(one, absent("tagId"));
            } else if (present.contains(one) == (change == Change.REMOVE)) {
                if (change == Change.ADD && counts.merge(one.recordId(), 1L, Long::sum) > MOST) {
                    refusals.put(one, full());
                } else {
                    changed.add(place);
                }
            }
        }
        rows.write(change, type, changed.stream().map(some::get).toList());
        changed.forEach(place -> each.call(place, () -> journal.note(change, some.get(place),
                tags.getOrDefault(some.get(place).tagId(), ""))));
        return refusals;
    }

    private static ProblemException absent(String field) {
        var reason = ProblemType.NOT_FOUND.explanation();
        return ProblemException.of(ProblemType.NOT_FOUND, reason, List.of(new FieldError(field, "not-found", reason)));
    }

    private static ProblemException full() {
        var reason = "there are " + MOST + " tags on a record at most, those in the trash included";
        return ProblemException.of(ProblemType.CONFLICT, reason, List.of(new FieldError("tagId", "too-many", reason)));
    }

    /** The live tags of these, which stay as they are to the end of the transaction, with their names. */
    private Map<Long, String> kept(Set<Long> ids, boolean waits) {
        var query = query(ids);
        return (waits ? query.kept() : query.keptOrLeft()).list()
                .stream()
                .collect(Collectors.toMap(Tag::getId, Tag::getName));
    }

    private TaggedService<?, ?, ?> records(String type) {
        return tagged.stream()
                .filter(records -> records.type().equals(type))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("tags are not put on records of the kind " + type));
    }

    @Override
    @Transactional(readOnly = true)
    public Map<String, Long> named(Collection<String> names) {
        var forms = folding.of(names);
        var found = TenantQuery.of(entities, Object[].class, NAME + ", e.id", Tag.class,
                List.of("is_any(" + NAME + ", :forms)", "e.deletedAt is null"), "")
                .setAll("forms", Set.copyOf(forms.values()))
                .list()
                .stream()
                .collect(Collectors.toMap(row -> (String) row[0], row -> (Long) row[1]));
        var ids = new HashMap<String, Long>();
        forms.forEach((name, form) -> ids.computeIfAbsent(name, _ -> found.get(form)));
        return ids;
    }

    @Override
    @Transactional(readOnly = true)
    public Map<Long, String> names(Collection<Long> ids) {
        return ids.isEmpty()
                ? Map.of()
                : query(Set.copyOf(ids)).list().stream().collect(Collectors.toMap(Tag::getId, Tag::getName));
    }

    private TenantQuery<Tag> query(Set<Long> ids) {
        return TenantQuery.of(entities, Tag.class, "e", Tag.class,
                List.of("is_any(e.id, :ids)", "e.deletedAt is null"), "order by e.id")
                .setAll("ids", ids);
    }
}
