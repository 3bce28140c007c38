package dev.tenantry.audit;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Something that somebody was not let do.
 *
 * @param organizationId in whose log it is; null where it is in that of each organization that the person belongs to
 * @param action         {@code sign-in.failed}
 * @param severity       one of the audit log's
 * @param description    in words
 * @param resourceId     what it was about; the same of each resource is counted by itself
 * @param reason         why
 */
public record Refusal(
        @Nullable UUID organizationId,
        @Nullable UUID userId,
        AuditEntry.Category category,
        String action,
        String severity,
        String description,
        @Nullable String resourceId,
        String reason) {}
