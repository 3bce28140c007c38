package dev.tenantry.shared.record;

/** Moves records to the trash and back, and tells of it. */
final class Trash {

    private Trash() {}

    static <E extends RecordEntity> void take(RecordService<E, ?, ?> records, RecordKernel kernel, E entity) {
        entity.trash(kernel.clock().instant());
        records.trashed(entity);
        RecordEvents.tellOfTrash(records, entity, RecordEvents.DELETED);
    }

    static <E extends RecordEntity> void giveBack(RecordService<E, ?, ?> records, RecordKernel kernel, E entity) {
        UniqueKeys.check(records, kernel, entity);
        entity.restore();
        kernel.entities().flush();
        RecordEvents.tellOfTrash(records, entity, RecordEvents.RESTORED);
    }
}
