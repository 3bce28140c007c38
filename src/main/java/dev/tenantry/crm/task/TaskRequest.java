package dev.tenantry.crm.task;

import java.time.Instant;
import java.util.UUID;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What a task is to be.
 *
 * @param priority   low, normal (where absent) or high
 * @param assigneeId the member who is to do it
 */
record TaskRequest(
        @NotBlank @Size(max = 200) String title,
        @Size(max = 10_000) @Nullable String description,
        @Nullable TaskPriority priority,
        @Nullable Instant dueAt,
        @Nullable UUID assigneeId,
        @Nullable Long contactId,
        @Nullable Long companyId,
        @Nullable Long opportunityId) {}
