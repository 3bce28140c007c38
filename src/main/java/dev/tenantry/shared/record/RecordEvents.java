package dev.tenantry.shared.record;

import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.springframework.core.ResolvableType;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.journal.DomainEvents;
import dev.tenantry.shared.journal.FieldChange;

/** Tells what happens to records, each time with what is shown of the record by then. */
public final class RecordEvents {

    public static final String CREATED = "created";
    public static final String UPDATED = "updated";
    /** What is otherwise than before, by field. */
    public static final String CHANGES = "changes";
    public static final Type CHANGED_FIELDS = ResolvableType
            .forClassWithGenerics(Map.class, String.class, FieldChange.class)
            .getType();

    /** Of records that are told of when there is one, and when it changes. */
    public static final Map<String, Map<String, Type>> USUAL = Map.of(CREATED, Map.of(), UPDATED,
            Map.of(CHANGES, CHANGED_FIELDS));

    static final String DELETED = "deleted";
    static final String RESTORED = "restored";
    /** What is told by another name, or of every event. */
    static final Set<String> UNTOLD = Set.of("id", "version", "createdAt", "updatedAt");

    private RecordEvents() {}

    /**
     * @param what    one of those that the service says it tells
     * @param besides as it says, too
     */
    public static <E extends RecordEntity> void tell(RecordService<E, ?, ?> records, E entity, String what,
            Map<String, ?> besides) {
        if (DomainEvents.areSuppressed()) {
            return;
        }
        var told = new LinkedHashMap<String, Object>();
        shown(records.kernel.json(), records.type(), entity.getId(), records.show(entity)).forEachEntry(told::put);
        told.putAll(besides);
        records.kernel.events().publish(new RecordEvent(records.type(), entity.getId(), what, told));
    }

    /** What events say of a record beside what happened. @param shown its answer */
    static ObjectNode shown(JsonMapper json, String type, Long id, Object shown) {
        var told = json.createObjectNode().put(RecordRegistry.reference(type), id.toString());
        ObjectNode fields = json.valueToTree(shown);
        fields.remove(UNTOLD);
        return told.setAll(fields);
    }

    /** Where it goes from a list that others see, and comes back to. */
    static <E extends RecordEntity> void tellOfTrash(RecordService<E, ?, ?> records, E entity, String what) {
        if (records.isTold(entity)) {
            tell(records, entity, what, Map.of());
        }
    }
}
