package dev.tenantry.crm.imports;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;

import dev.tenantry.crm.imports.mapping.MappedRow;
import dev.tenantry.crm.imports.mapping.Reference;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.record.RecordRegistry;
import dev.tenantry.shared.record.Upsert;
import dev.tenantry.shared.text.Texts;
import dev.tenantry.tenancy.MemberDirectory;

/** Finds what rows refer to, one query a kind, and adds what a mapping wants added where there is none. */
@Component
class References {

    static final String NAME = "name";

    private static final int SHOWN = 60;

    private final RecordRegistry records;
    private final MemberDirectory members;
    private final WaitingRows waitingRows;

    References(RecordRegistry records, MemberDirectory members, WaitingRows waitingRows) {
        this.records = records;
        this.members = members;
        this.waitingRows = waitingRows;
    }

    /** What is found at one place: by which property of which kind. */
    private record Place(String type, String by) {}

    /**
     * What came of it, by row.
     *
     * @param faults    rows whose references lead nowhere
     * @param waiting   rows that refer to a row which is still to come
     * @param companies how many were added
     * @param needing   rows that they were added for
     */
    record Resolution(
            Map<MappedRow, List<FieldError>> faults,
            Set<MappedRow> waiting,
            List<Reference> companies,
            Set<MappedRow> needing) {

        boolean isReady(MappedRow row) {
            return !faults.containsKey(row) && !waiting.contains(row);
        }
    }

    /** Completes the rows' properties by what they refer to. */
    Resolution resolve(RunningImport running, List<MappedRow> rows, Pass pass) {
        var found = find(running, rows);
        var resolution = new Resolution(new IdentityHashMap<>(), identitySet(), new ArrayList<>(), identitySet());
        var counts = counts(running, rows, found);
        var expected = expected(running, rows, found, pass);
        var missing = new LinkedHashMap<MappedRow, List<Reference>>();
        for (var row : rows) {
            for (var reference : row.references()) {
                var count = counts.getOrDefault(Key.of(reference), 0);
                if (count > 1) {
                    fault(resolution, row, reference, "ambiguous-reference",
                            "several records have this " + reference.by());
                } else if (count == 1 && !(reference.createMissing() && isGone(found, reference))) {
                    refer(row, reference, found.getOrDefault(Key.of(reference), List.of()));
                } else if (isSelf(running, reference) && pass == Pass.FILE) {
                    resolution.waiting.add(row);
                } else if (expected.contains(key(reference))) {
                    expect(resolution, row, reference, pass);
                } else if (reference.createMissing()) {
                    missing.computeIfAbsent(row, _ -> new ArrayList<>()).add(reference);
                } else {
                    fault(resolution, row, reference, "unknown-reference",
                            "there is no " + reference.type() + " with this " + reference.by());
                }
            }
        }
        missing.keySet().removeIf(row -> !resolution.isReady(row));
        add(running, missing, counts, resolution);
        return resolution;
    }

    /** Whether a dry run has made it in a transaction that has ended: it is made again, and not counted. */
    private static boolean isGone(Map<Key, List<?>> found, Reference reference) {
        return found.getOrDefault(Key.of(reference), List.of()).isEmpty();
    }

    /** @param ids none where a dry run would have created the record */
    private static void refer(MappedRow row, Reference reference, List<?> ids) {
        switch (ids.isEmpty() ? null : ids.getFirst()) {
            case null -> row.properties().remove(reference.field());
            case Long id -> row.properties().put(reference.field(), id);
            case Object id -> row.properties().put(reference.field(), id.toString());
        }
    }

    private static void expect(Resolution resolution, MappedRow row, Reference reference, Pass pass) {
        if (pass == Pass.CIRCLE) {
            fault(resolution, row, reference, "circular-reference",
                    "the rows of the file refer to one another in a circle");
        } else {
            resolution.waiting.add(row);
        }
    }

    /** The ids of live records, and of members. */
    private Map<Key, List<?>> find(RunningImport running, List<MappedRow> rows) {
        var sought = new HashMap<Place, Set<String>>();
        references(rows).forEach(reference -> sought
                .computeIfAbsent(new Place(reference.type(), reference.by()), _ -> new HashSet<>())
                .add(reference.value()));
        var found = new HashMap<Key, List<?>>();
        sought.forEach((place, values) -> (place.type.equals(Reference.MEMBER)
                ? members.find(place.by, values)
                : records.of(place.type).find(place.by, values, running.contested()::contain))
                .forEach((value, ids) -> found.put(new Key(place.type, place.by, value), ids)));
        return found;
    }

    /** How many records each reference leads to, those included that a dry run would have created by now. */
    private static Map<Key, Integer> counts(RunningImport running, List<MappedRow> rows, Map<Key, List<?>> found) {
        var stored = new HashMap<Key, Integer>();
        references(rows).map(Key::of).forEach(key -> stored.put(key, found.getOrDefault(key, List.of()).size()));
        return running.dryRun() == null ? stored : running.dryRun().count(stored);
    }

    private static Stream<Reference> references(List<MappedRow> rows) {
        return rows.stream().flatMap(row -> row.references().stream());
    }

    /** The keys of rows to come, of those that these rows refer to. */
    private Set<String> expected(RunningImport running, List<MappedRow> rows,
            Map<Key, List<?>> found, Pass pass) {
        if (pass == Pass.FILE) {
            return Set.of();
        }
        var keys = references(rows).filter(reference -> isSelf(running, reference))
                .filter(reference -> !found.containsKey(Key.of(reference)))
                .map(References::key)
                .collect(Collectors.toSet());
        return keys.isEmpty()
                ? Set.of()
                : waitingRows.having(running.job().importId(), keys, NAME.equals(running.selfReference()));
    }

    private void add(RunningImport running, Map<MappedRow, List<Reference>> missing, Map<Key, Integer> counts,
            Resolution resolution) {
        if (missing.isEmpty()) {
            return;
        }
        var all = missing.values().stream().flatMap(Collection::stream).toList();
        var identities = Key.identities(records, all.stream().map(Key::of).distinct().toList());
        Function<Reference, Record> meaning = reference -> {
            var identity = identities.get(Key.of(reference));
            return identity == null ? Key.of(reference) : identity;
        };
        var wanted = new LinkedHashMap<Record, Reference>();
        all.forEach(reference -> wanted.putIfAbsent(meaning.apply(reference), reference));
        var byKey = upserted(running, wanted);
        missing.forEach((row, references) -> references.forEach(reference -> {
            resolution.needing.add(row);
            switch (byKey.get(meaning.apply(reference))) {
                case Upsert.Created(var id) -> row.properties().put(reference.field(), id);
                case Upsert.Updated(var id) -> row.properties().put(reference.field(), id);
                case Upsert.Unchanged(var id) -> row.properties().put(reference.field(), id);
                case Upsert.Refused(var problem) -> fault(resolution, row, reference, "invalid-reference",
                        "the " + reference.type() + " cannot be added: " + problem.detail());
                case null -> throw new IllegalStateException();
            }
        }));
        wanted.forEach((key, reference) -> {
            if (byKey.get(key) instanceof Upsert.Created) {
                if (counts.getOrDefault(Key.of(reference), 0) == 0) {
                    resolution.companies.add(reference);
                } else if (running.dryRun() != null) {
                    running.dryRun().madeAgain(reference);
                }
            }
        });
    }

    private Map<Record, Upsert.Outcome> upserted(RunningImport running, Map<Record, Reference> wanted) {
        var outcomes = new HashMap<Record, Upsert.Outcome>();
        wanted.entrySet()
                .stream()
                .collect(Collectors.groupingBy(entry -> entry.getValue().type()))
                .forEach((type, entries) -> {
                    var all = records.of(type)
                            .upsert(entries.stream().map(entry -> addition(running, entry.getValue())).toList());
                    for (var index = 0; index < all.size(); index++) {
                        outcomes.put(entries.get(index).getKey(), all.get(index));
                    }
                });
        return outcomes;
    }

    private static Upsert addition(RunningImport running, Reference reference) {
        var properties = JsonNodeFactory.instance.objectNode().put(NAME, reference.value());
        properties.put(reference.by(), reference.value());
        return new Upsert(Map.of(reference.by(), reference.value()), properties,
                running.contested().contain(reference.value()));
    }

    private static boolean isSelf(RunningImport running, Reference reference) {
        return reference.type().equals(running.target().type()) && reference.by().equals(running.selfReference());
    }

    private static String key(Reference reference) {
        return WaitingRows.key(reference.value());
    }

    private static void fault(Resolution resolution, MappedRow row, Reference reference, String code, String message) {
        resolution.faults.computeIfAbsent(row, _ -> new ArrayList<>())
                .add(new FieldError(reference.field(), code,
                        "'" + Texts.shown(reference.value(), SHOWN) + "': " + message));
    }

    private static Set<MappedRow> identitySet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }
}
