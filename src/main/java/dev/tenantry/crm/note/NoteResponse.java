package dev.tenantry.crm.note;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.Versioned;

/** A note. @param authorId absent where an automation wrote it */
record NoteResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
        String body,
        @Nullable UUID authorId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long contactId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long companyId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long opportunityId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long leadId,
        int version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) implements Versioned {}
