package dev.tenantry.integrations.openapi;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import tools.jackson.databind.JsonNode;

import dev.tenantry.shared.problem.ProblemException;

/** @param document OpenAPI 3.0 or 3.1, of at most 1,000,000 characters: as a text of JSON or YAML, or as the object itself */
record OperationImportRequest(
        @Schema(types = {
            "string", "object"}) @NotNull JsonNode document) {

    private static final int LONGEST = 1_000_000;

    /** @throws ProblemException 422 where it is neither a text nor an object, or too long */
    String text() {
        if (!document.isString() && !document.isObject()) {
            throw ProblemException.invalid("document", "type", "this is a text, or an object");
        }
        var text = document.isString() ? document.asString() : document.toString();
        if (text.length() > LONGEST) {
            throw ProblemException.invalid("document", "max-length", "this has more than 1,000,000 characters");
        }
        return text;
    }
}
