package dev.tenantry.crm.project;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.record.WorkflowDate;
import dev.tenantry.shared.web.Versioned;

/** A project. @param userId the member who leads it @param opportunityId the deal that begot it */
record ProjectResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
        String name,
        @Nullable String description,
        ProjectStatus status,
        @Nullable UUID userId,
        @WorkflowDate @Nullable LocalDate startsOn,
        @WorkflowDate @Nullable LocalDate dueOn,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long contactId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long companyId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long opportunityId,
        @Nullable String externalId,
        int version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) implements Versioned {}
