package dev.tenantry.shared.web;

import tools.jackson.databind.JsonNode;

/** A JSON Schema that is put together at start; {@link SchemaResource} finds it as if it were a resource. */
public interface AssembledSchema {

    /** {@code /automation/workflow.schema.json}. */
    String path();

    JsonNode content();
}
