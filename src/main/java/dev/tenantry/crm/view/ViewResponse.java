package dev.tenantry.crm.view;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.Versioned;

/** A view. @param shared whether it is the organization's @param authorId who made it, member or not */
record ViewResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
        String name,
        String type,
        @Nullable String filter,
        @Nullable String sort,
        List<String> columns,
        boolean shared,
        @Nullable UUID authorId,
        int version,
        Instant createdAt,
        Instant updatedAt) implements Versioned {}
