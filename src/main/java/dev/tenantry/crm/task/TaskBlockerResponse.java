package dev.tenantry.crm.task;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

/** A task that another one waits for. @param completedAt absent as long as it blocks */
record TaskBlockerResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long blockerId,
        String title,
        @Nullable Instant completedAt) {}
