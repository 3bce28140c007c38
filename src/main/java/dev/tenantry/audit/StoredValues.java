package dev.tenantry.audit;

import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.audit.classification.ValueMasks;

/** Values as the log has them, for entries that are written by another role than the one that serves tenants. */
@Component
public class StoredValues {

    private final ValueMasks masks;

    StoredValues(ValueMasks masks) {
        this.masks = masks;
    }

    /** @param organization whose log it is @param values by property */
    public Map<String, @Nullable Object> of(UUID organization, String resource, Map<String, @Nullable Object> values) {
        return masks.stored(organization, resource, values);
    }
}
