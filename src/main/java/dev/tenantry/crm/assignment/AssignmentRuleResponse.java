package dev.tenantry.crm.assignment;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.Versioned;

/** A rule of which records are given to whom. */
record AssignmentRuleResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
        String name,
        String type,
        int position,
        @Nullable String filter,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long teamId,
        List<RuleMember> members,
        @Nullable Integer openLimit,
        boolean active,
        @Nullable String externalId,
        int version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) implements Versioned {}
