package dev.tenantry.automation.step;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;

import dev.tenantry.automation.definition.Prerequisite;
import dev.tenantry.automation.definition.PrerequisiteCheck;
import dev.tenantry.shared.record.RecordRegistry;

/** The records that steps name by their ids. */
@Component
class StatedRecords implements PrerequisiteCheck<StatedRecords.Needed> {

    private final RecordRegistry records;

    StatedRecords(RecordRegistry records) {
        this.records = records;
    }

    /** @param permission to see it */
    record Needed(String type, Long id, String permission) implements Prerequisite {

        @Override
        public String code() {
            return "unknown-reference";
        }

        @Override
        public Set<String> permissions() {
            return Set.of(permission);
        }
    }

    @Override
    public Class<Needed> kind() {
        return Needed.class;
    }

    @Override
    public Map<Needed, String> unmet(UUID workflow, Set<Needed> needed) {
        needed.stream()
                .collect(Collectors.groupingBy(Needed::type, Collectors.mapping(Needed::id, Collectors.toSet())))
                .forEach((type, ids) -> records.of(type).load(ids));
        return needed.stream()
                .filter(one -> records.of(one.type).find(one.id).isEmpty())
                .collect(Collectors.toMap(Function.identity(), _ -> "there is no such resource"));
    }
}
