package dev.tenantry.automation.step;

import java.util.HashMap;
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
        var known = new HashMap<String, Set<String>>();
        needed.stream()
                .collect(Collectors.groupingBy(Needed::type,
                        Collectors.mapping(one -> one.id.toString(), Collectors.toSet())))
                .forEach((type, ids) -> known.put(type, records.of(type).find("id", ids, _ -> true).keySet()));
        return needed.stream()
                .filter(one -> !known.getOrDefault(one.type, Set.of()).contains(one.id.toString()))
                .collect(Collectors.toMap(Function.identity(), _ -> "there is no such resource"));
    }
}
