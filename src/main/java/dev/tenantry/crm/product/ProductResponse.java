package dev.tenantry.crm.product;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.Versioned;

/** A product. @param intervalMonths between two payments; absent where it is paid for once */
record ProductResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
        @Nullable String sku,
        String name,
        @Nullable String description,
        @Nullable String unit,
        boolean active,
        Billing billing,
        @Nullable Integer intervalMonths,
        @Nullable String externalId,
        int version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) implements Versioned {}
