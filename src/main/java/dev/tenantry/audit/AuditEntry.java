package dev.tenantry.audit;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One mutation.
 *
 * @param action   {@code contact.updated}
 * @param category what kind of mutation
 * @param before   the values that it replaced, by name; empty for a creation
 * @param after    the values that it set, by name; empty for a deletion
 */
public record AuditEntry(
        String action,
        Category category,
        String resourceType,
        @Nullable String resourceId,
        Map<String, @Nullable Object> before,
        Map<String, @Nullable Object> after) {

    /** The documented categories. */
    public enum Category {
        AUTHENTICATION, AUTHORIZATION, DATA_ACCESS, DATA_MODIFICATION, CONFIGURATION, SECURITY
    }
}
