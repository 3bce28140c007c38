package dev.tenantry.operations.documentation;

import java.util.LinkedHashMap;
import java.util.Map;

import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import org.jspecify.annotations.Nullable;

/** A merge patch may state each property of what a request would state in full, or null to take it away. */
final class MergePatches {

    private final Paths paths;
    private final Map<String, Schema> schemas;

    MergePatches(Paths paths, Map<String, Schema> schemas) {
        this.paths = paths;
        this.schemas = schemas;
    }

    void describe(String path, PathItem item) {
        var patch = item.getPatch();
        var whole = reference(
                item.getPut() != null ? item.getPut().getRequestBody() : creation(path));
        if (patch == null || patch.getRequestBody() == null || whole == null) {
            return;
        }
        patch.getRequestBody().getContent().values().forEach(content -> {
            if (content.getSchema() != null && content.getSchema().get$ref() == null) {
                content.setSchema(new JsonSchema().$ref("#/components/schemas/" + patchOf(whole)));
            }
        });
    }

    private @Nullable RequestBody creation(String path) {
        var collection = paths.get(path.replaceAll("/\\{[^}]*}$", ""));
        return collection == null || collection.getPost() == null ? null : collection.getPost().getRequestBody();
    }

    private static @Nullable String reference(@Nullable RequestBody body) {
        if (body == null || body.getContent() == null) {
            return null;
        }
        var json = body.getContent().get("application/json");
        var reference = json == null || json.getSchema() == null ? null : json.getSchema().get$ref();
        return reference == null ? null : reference.substring(reference.lastIndexOf('/') + 1);
    }

    private String patchOf(String request) {
        var name = request.replaceAll("(Request|Replacement)$", "") + "Patch";
        schemas.computeIfAbsent(name, _ -> {
            var schema = SchemaTypes.of("object", null);
            var properties = new LinkedHashMap<String, Schema>();
            var whole = schemas.get(request);
            if (whole != null && whole.getProperties() != null) {
                ((Map<String, Schema>) whole.getProperties())
                        .forEach((property, value) -> properties.put(property, orNull(value)));
            }
            schema.setProperties(properties);
            schema.setAdditionalProperties(false);
            return schema;
        });
        return name;
    }

    /** What cannot be written cannot be taken away. */
    private static Schema<?> orNull(Schema<?> value) {
        var schema = RecordSchemas.orNull(copy(value));
        schema.setReadOnly(value.getReadOnly());
        return schema;
    }

    static Schema<?> copy(Schema<?> schema) {
        return io.swagger.v3.core.util.Json31.mapper()
                .convertValue(io.swagger.v3.core.util.Json31.mapper().valueToTree(schema), Schema.class);
    }
}
