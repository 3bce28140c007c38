package dev.tenantry.shared.record;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.journal.CurrentRun;
import dev.tenantry.shared.journal.FieldChange;
import dev.tenantry.shared.problem.ProblemException;

/** Changes records, and tells what of them has changed: what is shown otherwise than before. */
final class RecordChanges {

    /** What every change changes. */
    private static final Set<String> BOOKKEEPING = Set.of("version", "createdAt", "updatedAt");

    private RecordChanges() {}

    /** Makes the record what the request states, and has it written. @throws ProblemException where that is refused */
    static <E extends RecordEntity, Q extends Record> E write(RecordService<E, Q, ?> records, RecordKernel kernel,
            E entity, Q request) {
        var links = NewLinks.of(kernel, entity);
        var keys = UniqueKeys.of(records, kernel, entity);
        make(records, kernel, entity, request);
        UniqueKeys.check(records, kernel, entity, keys);
        NewLinks.check(kernel, links, entity);
        kernel.entities().flush();
        return Hierarchies.changed(records, kernel, links, entity);
    }

    /**
     * Makes the record what the request states. Where it is that already, nothing is written and nobody is told.
     *
     * @return whether it was otherwise
     * @throws ProblemException before anything has changed
     */
    static <E extends RecordEntity, Q extends Record> boolean make(RecordService<E, Q, ?> records, RecordKernel kernel,
            E entity, Q request) {
        return tell(records, kernel, entity, () -> {
            if (!kernel.patches().isSame(request, records.state(entity))) {
                records.change(entity, request);
            }
        });
    }

    /** Does something to the record, and tells what of it has changed by that. @return whether anything has */
    static <E extends RecordEntity> boolean tell(RecordService<E, ?, ?> records, RecordKernel kernel, E entity,
            Runnable work) {
        var before = records.show(entity);
        work.run();
        var changes = between(before, records.show(entity), kernel.json());
        if (!changes.isEmpty()) {
            entity.changedBy(CurrentRun.idOrNull());
            records.changed(entity, changes);
        }
        return !changes.isEmpty();
    }

    /** The fields in which the two differ, in the order in which they are shown. */
    static Map<String, FieldChange> between(Object before, Object after, JsonMapper json) {
        ObjectNode old = json.valueToTree(before);
        ObjectNode now = json.valueToTree(after);
        var names = new LinkedHashMap<String, FieldChange>();
        old.propertyNames().forEach(name -> note(name, old, now, names));
        now.propertyNames().forEach(name -> note(name, old, now, names));
        return Collections.unmodifiableMap(names);
    }

    private static void note(String name, ObjectNode old, ObjectNode now, Map<String, FieldChange> changes) {
        var before = value(old, name);
        var after = value(now, name);
        if (!BOOKKEEPING.contains(name) && !before.equals(after)) {
            changes.put(name, new FieldChange(before, after));
        }
    }

    private static JsonNode value(ObjectNode shown, String name) {
        var value = shown.get(name);
        return value == null ? NullNode.getInstance() : value;
    }
}
