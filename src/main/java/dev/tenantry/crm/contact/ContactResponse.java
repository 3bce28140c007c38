package dev.tenantry.crm.contact;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.Versioned;

/** A contact. */
record ContactResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
        String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String jobTitle,
        @Nullable String company,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long companyId,
        @Nullable UUID ownerId,
        @Nullable String externalId,
        int version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) implements Versioned {}
