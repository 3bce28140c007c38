package dev.tenantry.crm.milestone;

import java.time.LocalDate;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What a milestone is to be.
 *
 * @param projectId the project, for good
 * @param dueOn     the day by which it is to be reached
 * @param reachedOn the day on which it was; absent: not yet
 */
record MilestoneRequest(
        @NotNull Long projectId,
        @NotBlank @Size(max = 200) String name,
        @Nullable LocalDate dueOn,
        @Nullable LocalDate reachedOn) {}
