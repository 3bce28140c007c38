package dev.tenantry.crm.contact;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.address.PostalAddress;
import dev.tenantry.crm.externalid.ExternalId;
import dev.tenantry.shared.web.Versioned;

/** A contact. */
record ContactResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
        String name,
        @Nullable String email,
        List<EmailResponse> emails,
        @Nullable String phone,
        List<PhoneResponse> phones,
        @Nullable String jobTitle,
        @Nullable String company,
        @Nullable String zone,
        List<PostalAddress> addresses,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long companyId,
        @Nullable UUID ownerId,
        @Nullable String externalId,
        List<ExternalId> externalIds,
        int version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) implements Versioned {}
