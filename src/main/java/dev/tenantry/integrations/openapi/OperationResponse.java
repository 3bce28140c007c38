package dev.tenantry.integrations.openapi;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.integrations.NamedOperation.Parameter;

/**
 * What an integration can be asked by name.
 *
 * @param path       below the integration's URL
 * @param bodySchema the JSON Schema of the body; absent: there is none
 */
record OperationResponse(
        String name,
        String method,
        String path,
        List<Parameter> parameters,
        boolean bodyRequired,
        @Nullable JsonNode bodySchema) {}
