package dev.tenantry.shared.record;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.journal.CurrentRun;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordAccess.Each;
import dev.tenantry.shared.record.RecordAccess.Patch;

/**
 * Changes many records behind one query that locks them all. What takes a look at other records, a key or a reference, is
 * left to be done alone, and so is what somebody else is at: who holds many records waits for none.
 */
final class RecordPatches<E extends RecordEntity, Q extends Record> {

    private final RecordService<E, Q, ?> records;
    private final RecordKernel kernel;

    RecordPatches(RecordService<E, Q, ?> records, RecordKernel kernel) {
        this.records = records;
        this.kernel = kernel;
    }

    /** @return for each, whether it was done; what the API would refuse has changed nothing */
    List<Boolean> apply(List<Patch> patches, Each each) {
        if (patches.isEmpty()) {
            return List.of();
        }
        var found = lock(patches.stream().map(Patch::id).collect(Collectors.toSet()));
        var alone = lookedAt();
        var done = new ArrayList<Boolean>();
        for (var place = 0; place < patches.size(); place++) {
            var patch = patches.get(place);
            var entity = found.get(patch.id());
            if (entity == null || entity.isTrashed() || records.isParticular(patch.properties())
                    || patch.properties().propertyNames().stream().anyMatch(alone::contains)) {
                done.add(false);
            } else {
                each.call(place, () -> done.add(apply(entity, patch)));
            }
        }
        return done;
    }

    private Map<Long, E> lock(Set<Long> ids) {
        return records.some(ids)
                .lockedOrLeft()
                .list()
                .stream()
                .collect(Collectors.toMap(RecordEntity::getId, Function.identity()));
    }

    private Set<String> lookedAt() {
        var properties = new HashSet<>(records.unique());
        kernel.links().from(records.listing().entity()).keySet().forEach(link -> properties.add(link.property()));
        return properties;
    }

    private boolean apply(E entity, Patch patch) {
        try {
            var request = kernel.patches().apply(records.state(entity), patch.properties());
            writeOf(entity.changingRun());
            RecordChanges.make(records, kernel, entity, request);
            return true;
        } catch (ProblemException _) {
            return false;
        }
    }

    /** What another run has changed is audited as that one's. */
    private void writeOf(@Nullable Long run) {
        if (run != null && !Objects.equals(run, CurrentRun.idOrNull())) {
            kernel.entities().flush();
        }
    }
}
