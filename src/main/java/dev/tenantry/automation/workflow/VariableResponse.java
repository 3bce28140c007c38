package dev.tenantry.automation.workflow;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.definition.VariableType;
import dev.tenantry.shared.web.Versioned;

/** A variable of a workflow. @param set whether there is a value, which of a secret is all that is told */
record VariableResponse(
        UUID id,
        UUID workflowId,
        String name,
        VariableType type,
        boolean required,
        @Nullable String description,
        @Nullable JsonNode defaultValue,
        @Nullable JsonNode value,
        boolean set,
        List<String> allowedHosts,
        int version,
        Instant createdAt,
        Instant updatedAt) implements Versioned {}
