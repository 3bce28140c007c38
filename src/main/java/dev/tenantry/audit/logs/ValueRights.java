package dev.tenantry.audit.logs;

import java.util.Set;

import org.springframework.stereotype.Component;

import dev.tenantry.audit.classification.AuditedResources;
import dev.tenantry.shared.access.ActingRights;
import dev.tenantry.shared.record.RecordPermissions;

/**
 * Which permission it takes to see the values that an entry holds: the one to read what the entry is about. Who may read the
 * log sees that it was changed, by whom and which of its properties; not what they are.
 */
@Component
public class ValueRights {

    private final RecordPermissions records;
    private final AuditedResources resources;

    ValueRights(RecordPermissions records, AuditedResources resources) {
        this.records = records;
        this.resources = resources;
    }

    /** What whoever acts lacks to see the values of entries about such a resource; empty where nothing. */
    public Set<String> lacked(String resourceType) {
        var permission = permission(resourceType);
        return ActingRights.may(permission) ? Set.of() : Set.of(permission);
    }

    /** A resource that nobody has thought of has a permission that nobody has. */
    String permission(String resourceType) {
        return records.has(resourceType)
                ? records.of(resourceType, "read")
                : resources.permission(resourceType).orElse(resourceType + "s:read");
    }
}
