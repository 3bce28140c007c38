package dev.tenantry.shared.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.databind.JsonNode;

/**
 * What a field was and is, as the API shows both; JSON's null where it was or is absent. In an event's payload they stand
 * by field, {@code "changes":{"email":{"before":null,"after":"ada@example.com"}}}, so that a workflow can name them:
 * {@code trigger.changes.email.after}.
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record FieldChange(JsonNode before, JsonNode after) {}
