package dev.tenantry.integrations.openapi;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** @param document OpenAPI 3.0 or 3.1, as JSON or YAML */
record OperationImportRequest(@NotBlank @Size(max = 1_000_000) String document) {}
