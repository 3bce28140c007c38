package dev.tenantry.operations.documentation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What GET gave, PUT takes: what replaces a resource may state, as it is, all that is shown of it and cannot be written. Where
 * others are made by the same request, the replacement is a schema of its own, since nobody states such a thing of what is
 * not there yet.
 */
final class Replacements {

    private static final String SCHEMAS = "#/components/schemas/";

    private final OpenAPI document;
    private final Map<String, Schema> schemas;

    Replacements(OpenAPI document) {
        this.document = document;
        this.schemas = document.getComponents().getSchemas();
    }

    void describe(PathItem item) {
        if (item.getGet() == null || item.getPut() == null) {
            return;
        }
        var body = body(item.getPut());
        var answer = item.getGet().getResponses().get("200");
        var shown = answer == null || answer.getContent() == null ? null : name(json(answer.getContent()));
        var written = name(body);
        if (body != null && shown != null && written != null && !shown.equals(written)) {
            body.setSchema(new JsonSchema().$ref(SCHEMAS + replacement(written, schema(shown))));
        }
    }

    private String replacement(String request, Schema<?> shown) {
        var name = isForOthers(request) ? request.replaceAll("Request$", "") + "Replacement" : request;
        var schema = schemas.computeIfAbsent(name, _ -> MergePatches.copy(schema(request)));
        var properties = new LinkedHashMap<String, Schema>(properties(schema));
        properties(shown).forEach((property, value) -> properties.computeIfAbsent(property,
                _ -> readOnly(value, isRequired(property, shown))));
        schema.setProperties(properties);
        return name;
    }

    /** What an answer leaves out may be stated as null. */
    private static Schema<?> readOnly(Schema<?> value, boolean isAlwaysShown) {
        var copy = MergePatches.copy(value);
        var schema = isAlwaysShown ? copy : RecordSchemas.orNull(copy);
        schema.setReadOnly(true);
        return schema;
    }

    private boolean isForOthers(String request) {
        return document.getPaths()
                .values()
                .stream()
                .flatMap(item -> item.readOperationsMap()
                        .entrySet()
                        .stream()
                        .filter(operation -> operation.getKey() != PathItem.HttpMethod.PUT))
                .anyMatch(operation -> request.equals(name(body(operation.getValue()))));
    }

    private static @Nullable MediaType body(Operation operation) {
        var body = operation.getRequestBody();
        return body == null || body.getContent() == null ? null : json(body.getContent());
    }

    private static @Nullable MediaType json(Map<String, MediaType> content) {
        return content.get("application/json");
    }

    private static @Nullable String name(@Nullable MediaType type) {
        var reference = type == null || type.getSchema() == null ? null : type.getSchema().get$ref();
        return reference == null ? null : reference.substring(SCHEMAS.length());
    }

    private Schema<?> schema(String name) {
        return Objects.requireNonNull(schemas.get(name));
    }

    private static Map<String, Schema> properties(Schema<?> schema) {
        return schema.getProperties() == null ? Map.of() : schema.getProperties();
    }

    private static boolean isRequired(String property, Schema<?> owner) {
        return owner.getRequired() != null && owner.getRequired().contains(property);
    }
}
