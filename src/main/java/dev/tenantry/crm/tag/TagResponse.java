package dev.tenantry.crm.tag;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.Versioned;

/** A tag. */
public record TagResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
        String name,
        @Nullable String colour,
        int version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) implements Versioned {}
