package dev.tenantry.crm.lostreason;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.Versioned;

/** A reason why deals are lost. */
record LostReasonResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
        String name,
        @Nullable String externalId,
        int version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) implements Versioned {}
