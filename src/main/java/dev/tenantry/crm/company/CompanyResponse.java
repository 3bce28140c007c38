package dev.tenantry.crm.company;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.address.PostalAddress;
import dev.tenantry.crm.externalid.ExternalId;
import dev.tenantry.shared.money.Money;
import dev.tenantry.shared.web.Versioned;

/** A company. */
record CompanyResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
        String name,
        @Nullable String domain,
        @Nullable String sector,
        @Nullable String location,
        @Nullable Integer yearEstablished,
        @Nullable Integer employees,
        @Nullable Money annualRevenue,
        List<PostalAddress> addresses,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long parentId,
        @Nullable String externalId,
        List<ExternalId> externalIds,
        int version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) implements Versioned {}
