package dev.tenantry.shared.record;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.text.CamelCase;

/** All kinds of records, by name. */
@Component
public class RecordRegistry {

    private final Map<String, RecordAccess> byType;
    private final Map<String, String> typesByReference;

    RecordRegistry(List<RecordAccess> all) {
        this.byType = all.stream().collect(Collectors.toUnmodifiableMap(RecordAccess::type, Function.identity()));
        this.typesByReference = byType.keySet()
                .stream()
                .collect(Collectors.toUnmodifiableMap(RecordRegistry::reference, Function.identity()));
    }

    /** How JSON refers to records of the type: {@code productGroupId} to a {@code product-group}. */
    public static String reference(String type) {
        return CamelCase.join(type, "-") + "Id";
    }

    /** The types by how JSON refers to their records: {@code contact} by {@code contactId}. */
    public Map<String, String> typesByReference() {
        return typesByReference;
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
