package dev.tenantry.shared.record;

import java.util.LinkedHashMap;
import java.util.Set;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Moves records to the trash and back, and tells of it. */
final class Trash {

    /** What is told otherwise, or is of no more use to whoever hears of it. */
    static final Set<String> UNTOLD = Set.of("id", "version");

    private Trash() {}

    static <E extends RecordEntity> void take(RecordService<E, ?, ?> records, RecordKernel kernel, E entity) {
        entity.trash(kernel.clock().instant());
        records.trashed(entity);
        tell(records, kernel, entity, RecordTrashing.What.DELETED);
    }

    static <E extends RecordEntity> void giveBack(RecordService<E, ?, ?> records, RecordKernel kernel, E entity) {
        UniqueKeys.check(records, kernel, entity);
        entity.restore();
        kernel.entities().flush();
        tell(records, kernel, entity, RecordTrashing.What.RESTORED);
    }

    private static <E extends RecordEntity> void tell(RecordService<E, ?, ?> records, RecordKernel kernel, E entity,
            RecordTrashing.What what) {
        if (!records.isTold(entity)) {
            return;
        }
        ObjectNode shown = kernel.json().valueToTree(records.show(entity));
        shown.remove(UNTOLD);
        var told = new LinkedHashMap<String, JsonNode>();
        told.put(RecordRegistry.reference(records.type()),
                kernel.json().getNodeFactory().stringNode(entity.getId().toString()));
        shown.forEachEntry(told::put);
        kernel.events().publish(new RecordTrashing(records.type(), entity.getId(), what, told));
    }
}
