package dev.tenantry.crm.task;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.record.WorkflowDate;
import dev.tenantry.shared.web.Versioned;

/** A task. @param completedAt absent while it is open */
record TaskResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
        String title,
        @Nullable String description,
        TaskPriority priority,
        @WorkflowDate(where = "e.completedAt is null") @Nullable Instant dueAt,
        @Nullable LocalDate dueOn,
        @Nullable String dueZone,
        @Nullable String recurrence,
        @Nullable Instant completedAt,
        @Nullable UUID assigneeId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long contactId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long companyId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long opportunityId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long leadId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long projectId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long milestoneId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long parentId,
        int version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) implements Versioned {}
