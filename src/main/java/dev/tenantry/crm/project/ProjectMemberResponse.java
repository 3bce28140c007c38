package dev.tenantry.crm.project;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.Versioned;

/** A member who works on a project. @param role what as; it grants nothing */
record ProjectMemberResponse(
        UUID userId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long projectId,
        @Nullable String role,
        int version,
        Instant createdAt,
        Instant updatedAt) implements Versioned {}
