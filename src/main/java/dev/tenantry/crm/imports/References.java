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

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;

import dev.tenantry.crm.imports.mapping.MappedRow;
import dev.tenantry.crm.imports.mapping.Reference;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.record.RecordRegistry;
import dev.tenantry.shared.record.Upsert;
import dev.tenantry.shared.text.Folding;

/** Finds what rows refer to, one query a kind, and adds the companies that a mapping wants added. */
@Component
class References {

    private static final String COMPANY = "company";

    private final RecordRegistry records;
    private final WaitingRows waitingRows;
    private final Folding folding;

    References(RecordRegistry records, WaitingRows waitingRows, Folding folding) {
        this.records = records;
        this.waitingRows = waitingRows;
        this.folding = folding;
    }

    /** What is found at one place: by which property of which kind. */
    private record Place(String type, String by) {

        static Place of(Reference reference) {
            return new Place(reference.type(), reference.by());
        }
    }

    /**
     * What came of it, by row.
     *
     * @param faults    rows whose references lead nowhere
     * @param waiting   rows that refer to a row which is still to come
     * @param companies how many were added
     * @param needing   rows that they were added for
     */
    record Resolution(Map<MappedRow, List<FieldError>> faults, Set<MappedRow> waiting, List<Reference> companies,
            Set<MappedRow> needing) {

        boolean isReady(MappedRow row) {
            return !faults.containsKey(row) && !waiting.contains(row);
        }
    }

    /** Completes the rows' properties by what they refer to. */
    Resolution resolve(RunningImport running, List<MappedRow> rows, Pass pass) {
        var found = find(rows);
        var resolution = new Resolution(new IdentityHashMap<>(), identitySet(), new ArrayList<>(), identitySet());
        var expected = expected(running, rows, found, pass);
        var missing = new LinkedHashMap<MappedRow, List<Reference>>();
        for (var row : rows) {
            for (var reference : row.references()) {
                var ids = found.getOrDefault(Place.of(reference), Map.of())
                        .getOrDefault(reference.value(), List.of());
                if (ids.size() == 1) {
                    row.properties().put(reference.field(), ids.getFirst());
                } else if (ids.size() > 1) {
                    fault(resolution, row, reference, "ambiguous-reference",
                            "several records have this " + reference.by());
                } else if (isTried(running, reference)) {
                    row.properties().remove(reference.field());
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
        add(missing, resolution);
        return resolution;
    }

    private static void expect(Resolution resolution, MappedRow row, Reference reference, Pass pass) {
        if (pass == Pass.CIRCLE) {
            fault(resolution, row, reference, "circular-reference",
                    "the rows of the file refer to one another in a circle");
        } else {
            resolution.waiting.add(row);
        }
    }

    private Map<Place, Map<String, List<Long>>> find(List<MappedRow> rows) {
        var sought = new HashMap<Place, Set<String>>();
        rows.stream()
                .flatMap(row -> row.references().stream())
                .forEach(reference -> sought
                        .computeIfAbsent(Place.of(reference), _ -> new HashSet<>())
                        .add(reference.value()));
        return sought.entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey,
                        entry -> records.of(entry.getKey().type).find(entry.getKey().by, entry.getValue())));
    }

    /** The keys of rows to come, of those that these rows refer to. */
    private Set<String> expected(RunningImport running, List<MappedRow> rows,
            Map<Place, Map<String, List<Long>>> found, Pass pass) {
        if (pass == Pass.FILE) {
            return Set.of();
        }
        var keys = rows.stream()
                .flatMap(row -> row.references().stream())
                .filter(reference -> isSelf(running, reference))
                .filter(reference -> !found.getOrDefault(Place.of(reference), Map.of())
                        .containsKey(reference.value()))
                .map(References::key)
                .collect(Collectors.toSet());
        return keys.isEmpty()
                ? Set.of()
                : waitingRows.having(running.job().importId(), keys, "name".equals(running.selfReference()));
    }

    private void add(Map<MappedRow, List<Reference>> missing, Resolution resolution) {
        if (missing.isEmpty()) {
            return;
        }
        var all = missing.values().stream().flatMap(Collection::stream).toList();
        var folded = folding.of(all.stream().map(Reference::value).toList());
        Function<Reference, String> meaning = reference -> reference.by().equals("name")
                ? folded.getOrDefault(reference.value(), reference.value())
                : reference.value();
        var wanted = new LinkedHashMap<String, Reference>();
        all.forEach(reference -> wanted.putIfAbsent(meaning.apply(reference), reference));
        var outcomes = records.of(COMPANY).upsert(wanted.values().stream().map(References::company).toList());
        var byKey = new HashMap<String, Upsert.Outcome>();
        wanted.keySet().forEach(key -> byKey.put(key, outcomes.get(byKey.size())));
        missing.forEach((row, references) -> references.forEach(reference -> {
            resolution.needing.add(row);
            switch (byKey.get(meaning.apply(reference))) {
                case Upsert.Created(var id) -> row.properties().put(reference.field(), id);
                case Upsert.Updated(var id) -> row.properties().put(reference.field(), id);
                case Upsert.Unchanged(var id) -> row.properties().put(reference.field(), id);
                case Upsert.Refused(var problem) -> fault(resolution, row, reference, "invalid-reference",
                        "the company cannot be added: " + problem.detail());
                case null -> throw new IllegalStateException();
            }
        }));
        wanted.forEach((key, reference) -> {
            if (byKey.get(key) instanceof Upsert.Created) {
                resolution.companies.add(reference);
            }
        });
    }

    private static Upsert company(Reference reference) {
        var properties = JsonNodeFactory.instance.objectNode().put("name", reference.value());
        properties.put(reference.by(), reference.value());
        return new Upsert(Map.of(reference.by(), reference.value()), properties);
    }

    private static boolean isTried(RunningImport running, Reference reference) {
        return running.trial() != null
                && running.trial().hasCreated(reference.type(), reference.by(), reference.value());
    }

    private static boolean isSelf(RunningImport running, Reference reference) {
        return reference.type().equals(running.target().type()) && reference.by().equals(running.selfReference());
    }

    private static String key(Reference reference) {
        return WaitingRows.key(reference.value());
    }

    private static void fault(Resolution resolution, MappedRow row, Reference reference, String code, String message) {
        resolution.faults.computeIfAbsent(row, _ -> new ArrayList<>())
                .add(new FieldError(reference.field(), code, "'" + shortened(reference.value()) + "': " + message));
    }

    private static String shortened(@Nullable String value) {
        return value == null || value.length() <= 60 ? String.valueOf(value) : value.substring(0, 60) + "…";
    }

    private static Set<MappedRow> identitySet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }
}
