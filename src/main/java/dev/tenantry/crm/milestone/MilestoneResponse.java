package dev.tenantry.crm.milestone;

import java.time.Instant;
import java.time.LocalDate;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.record.WorkflowDate;
import dev.tenantry.shared.web.Versioned;

/** A milestone of a project. @param reachedOn absent while it is ahead */
record MilestoneResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long projectId,
        String name,
        @WorkflowDate(where = "e.reachedOn is null") @Nullable LocalDate dueOn,
        @Nullable LocalDate reachedOn,
        int version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) implements Versioned {}
