package dev.tenantry.shared.record;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;

/** All kinds of records, by name. */
@Component
public class RecordRegistry {

    private final Map<String, RecordAccess> byType;

    RecordRegistry(List<RecordAccess> all) {
        this.byType = all.stream().collect(Collectors.toUnmodifiableMap(RecordAccess::type, Function.identity()));
    }

    public Set<String> types() {
        return byType.keySet();
    }

    /** @throws IllegalArgumentException where there is no such kind */
    public RecordAccess of(String type) {
        var access = byType.get(type);
        if (access == null) {
            throw new IllegalArgumentException("there are no records of the kind " + type);
        }
        return access;
    }
}
