package dev.tenantry.audit.classification;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.Versioned;

/** How sensitive what a column has is in the organization. */
record DataClassificationResponse(
        UUID id,
        String tableName,
        String columnName,
        Sensitivity sensitivityLevel,
        String classificationReason,
        boolean encryptionRequired,
        @Nullable Integer retentionDays,
        List<String> complianceTags,
        int version,
        Instant createdAt,
        Instant updatedAt) implements Versioned {}
