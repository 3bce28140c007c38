package dev.tenantry.operations.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;

import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.web.AssembledSchema;
import dev.tenantry.shared.web.SchemaResource;

/** Takes JSON Schemas, assembled ones and those among the resources, into the API's description, which has the same dialect. */
@Component
class SchemaResources {

    private static final String COMPONENTS = "#/components/schemas/";
    private static final Pattern REFERENCE = Pattern.compile("\"#/\\$defs/([A-Za-z])([A-Za-z]*)\"");

    private final JsonMapper json;
    private final List<AssembledSchema> assembled;
    private final Map<String, Schema<?>> definitions = new ConcurrentSkipListMap<>();

    SchemaResources(JsonMapper json, List<AssembledSchema> assembled) {
        this.json = json;
        this.assembled = assembled;
    }

    /** The part that is named, as it is. Whatever the resource defines becomes a schema with a name. */
    Schema<?> part(SchemaResource named) {
        var place = named.value().split("#", 2);
        var resource = json.readTree(referringToComponents(content(place[0]), named.prefix()));
        if (resource.path("$defs") instanceof ObjectNode defined) {
            new Alternatives(COMPONENTS + named.prefix(), defined).spell();
        }
        resource.path("$defs")
                .forEachEntry((name, definition) -> definitions.put(named.prefix() + StringUtils.capitalize(name),
                        read(definition)));
        var part = resource.at(place[1]).deepCopy();
        if (part instanceof ObjectNode whole) {
            whole.remove(List.of("$schema", "$id", "$defs"));
        }
        return read(part);
    }

    /** What the resources define of which a part has been taken. */
    Map<String, Schema<?>> definitions() {
        return definitions;
    }

    private static Schema<?> read(JsonNode schema) {
        open(schema);
        try {
            return Json31.mapper().readValue(schema.toString(), JsonSchema.class);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Generators of clients take an object of which nothing is said for one that has nothing. */
    private static void open(JsonNode schema) {
        if (schema instanceof ObjectNode object && object.path("type").asString("").equals("object")
                && !object.has("properties") && !object.has("additionalProperties")) {
            object.put("additionalProperties", true);
        }
        schema.forEach(SchemaResources::open);
    }

    private static String referringToComponents(String schema, String prefix) {
        return REFERENCE.matcher(schema)
                .replaceAll(found -> "\"" + COMPONENTS + prefix + StringUtils.capitalize(found.group(1))
                        + found.group(2) + "\"");
    }

    private String content(String path) {
        return assembled.stream()
                .filter(schema -> schema.path().equals(path))
                .findFirst()
                .map(schema -> schema.content().toString())
                .orElseGet(() -> resource(path));
    }

    private static String resource(String path) {
        try {
            return new ClassPathResource(path).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
