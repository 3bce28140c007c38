package dev.tenantry.isolation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.access.EndpointAccess.ForPermitted;

/** What can be sent to a route, as the API's own description tells everybody: bodies, their fields, parameters. */
final class Requests {

    static final JsonMapper JSON = new JsonMapper();
    static final String MULTIPART = "multipart/form-data";
    private static final Pattern BATCH = Pattern.compile("(.+)/batch/[a-z]+");
    private static final Pattern FILTER_FIELD = Pattern.compile("\\| `(\\w+)` \\| ((?:`\\w+` ?)+)");

    /** A property somewhere in a body. @param pointer where it is */
    record Property(String pointer, String name, JsonNode schema, boolean isRequired) {}

    record Parameter(String name, String in, String description) {}

    /** A field that a list can be filtered and sorted by. */
    record Field(String name, List<String> operators) {}

    private record Body(String type, JsonNode schema, JsonNode example) {}

    private final JsonNode document;

    Requests(JsonNode document) {
        this.document = document;
    }

    /** The media type of the route's body; null where it takes none. */
    @Nullable
    String type(Route route) {
        var body = body(route);
        return body == null ? null : body.type;
    }

    /** Bodies that the route would accept: the documented example, and what of it is required. Empty where it takes none. */
    List<ObjectNode> bodies(Route route) {
        var body = body(route);
        if (body == null || body.type.startsWith(MULTIPART) || body.schema.path("type").asString("").equals("string")) {
            return List.of();
        }
        if (body.schema.isMissingNode() || body.example.isMissingNode()) {
            throw new AssertionError(route + ": the API's description has no example of its body");
        }
        return List.of(minimal(route), (ObjectNode) complete(route, body.schema, body.example, true, List.of()));
    }

    ObjectNode minimal(Route route) {
        return minimal(route, "");
    }

    /** What is required, also within what a property stands in. */
    ObjectNode minimal(Route route, String pointer) {
        var body = body(route);
        return body == null
                ? JSON.createObjectNode()
                : (ObjectNode) complete(route, body.schema, body.example, false,
                        Arrays.stream(pointer.split("/")).skip(1).toList());
    }

    /** Everything that the route's body may say, at any depth. */
    List<Property> properties(Route route) {
        var properties = new ArrayList<Property>();
        var body = body(route);
        if (body != null && !body.type.startsWith(MULTIPART)) {
            collect(route, body.schema, "", properties);
        }
        return properties;
    }

    List<Parameter> parameters(Route route) {
        return StreamSupport.stream(operation(route).path("parameters").spliterator(), false)
                .map(this::resolve)
                .map(parameter -> new Parameter(parameter.path("name").asString(), parameter.path("in").asString(),
                        parameter.path("description").asString("")))
                .toList();
    }

    /** Parameters and body, whatever they refer to in its place. */
    JsonNode asked(Route route) {
        var asked = JSON.createObjectNode();
        asked.set("parameters", expanded(operation(route).path("parameters"), Set.of()));
        asked.set("body", expanded(operation(route).path("requestBody"), Set.of()));
        return asked;
    }

    private JsonNode expanded(JsonNode node, Set<String> within) {
        var reference = node.path("$ref").asString("");
        if (!reference.isEmpty()) {
            var deeper = new HashSet<>(within);
            return deeper.add(reference) ? expanded(document.at(reference.substring(1)), deeper) : node.deepCopy();
        }
        if (node.isArray()) {
            var array = JSON.createArrayNode();
            node.forEach(element -> array.add(expanded(element, within)));
            return array;
        }
        if (node.isObject()) {
            var object = JSON.createObjectNode();
            node.propertyNames().forEach(name -> object.set(name, expanded(node.path(name), within)));
            return object;
        }
        return node;
    }

    /** What a list can be filtered by, as its parameter's description says. */
    List<Field> fields(Route route) {
        return parameters(route).stream()
                .filter(parameter -> parameter.name.equals("filter"))
                .flatMap(parameter -> FILTER_FIELD.matcher(parameter.description).results())
                .map(field -> new Field(field.group(1),
                        List.of(field.group(2).replace("`", "").strip().split(" "))))
                .toList();
    }

    private @Nullable Body body(Route route) {
        var content = operation(route).path("requestBody").path("content");
        for (var type : content.propertyNames()) {
            var media = content.path(type);
            return new Body(type, media.path("schema"), media.path("example"));
        }
        return null;
    }

    private JsonNode operation(Route route) {
        return document.path("paths").path(route.path()).path(route.method().toLowerCase(Locale.ROOT));
    }

    /** @param along the steps to what is wanted besides what is required */
    private JsonNode complete(Route route, JsonNode schema, JsonNode example, boolean all, List<String> along) {
        var resolved = resolve(schema, example);
        var element = isShapeless(resolved) ? element(route) : null;
        if (element != null) {
            return complete(element.route, element.schema, element.example, all, along);
        }
        return fill(route, resolved, example, all, along);
    }

    private JsonNode fill(Route route, JsonNode schema, JsonNode example, boolean all, List<String> along) {
        var further = along.isEmpty() ? along : along.subList(1, along.size());
        if (schema.has("items") && example.isArray() && !example.isEmpty()) {
            return JSON.createArrayNode().add(complete(route, schema.path("items"), example.get(0), all, further));
        }
        // What is required there depends on what else is said: the example says what goes together.
        if (!schema.has("properties") || schema.has("if") || schema.has("allOf")) {
            return example.deepCopy();
        }
        var object = JSON.createObjectNode();
        for (var name : schema.path("properties").propertyNames()) {
            var leads = further.size() > 0 && name.equals(along.getFirst());
            var isWanted = all || leads || isRequired(schema, name)
                    || isShapeless(resolve(schema.path("properties").path(name))) && element(route) != null;
            if (isWanted && example.has(name)) {
                object.set(name, complete(route, schema.path("properties").path(name), example.path(name), all,
                        leads ? further : List.of()));
            }
        }
        return object;
    }

    private void collect(Route route, JsonNode schema, String pointer, List<Property> properties) {
        var resolved = resolve(schema);
        var element = isShapeless(resolved) ? element(route) : null;
        if (element != null) {
            collect(element.route, element.schema, pointer, properties);
        } else if (resolved.has("items")) {
            collect(route, resolved.path("items"), pointer + "/0", properties);
        } else {
            for (var name : resolved.path("properties").propertyNames()) {
                var property = resolved.path("properties").path(name);
                if (property.path("readOnly").asBoolean(false)) {
                    continue;
                }
                properties.add(new Property(pointer + "/" + name, name, resolve(property), isRequired(resolved, name)));
                collect(route, property, pointer + "/" + name, properties);
            }
        }
    }

    /** What a batch has many of: what a single request to the collection states. */
    private record Element(Route route, JsonNode schema, JsonNode example) {}

    private @Nullable Element element(Route route) {
        var batch = BATCH.matcher(route.path());
        if (!batch.matches() || takesAway(route)) {
            return null;
        }
        var single = new Route("POST", batch.group(1), List.of(), route.handler());
        var body = body(single);
        if (body == null) {
            throw new AssertionError(route + ": a batch of what cannot be posted to " + batch.group(1));
        }
        return new Element(single, body.schema, body.example);
    }

    /** What goes is not stated to be anything. */
    private static boolean takesAway(Route route) {
        return route.access().orElse(null) instanceof ForPermitted(var permissions)
                && permissions.stream().allMatch(permission -> permission.endsWith(":delete"));
    }

    private static boolean isShapeless(JsonNode schema) {
        return schema.path("type").toString().contains("object") && !schema.has("properties");
    }

    private static boolean isRequired(JsonNode schema, String name) {
        return StreamSupport.stream(schema.path("required").spliterator(), false)
                .anyMatch(required -> required.asString().equals(name));
    }

    /** Of alternatives the first. */
    private JsonNode resolve(JsonNode schema) {
        return resolve(schema, JSON.missingNode());
    }

    /** Of alternatives the first that the example is of; where it is of none, or there is none, the first. */
    private JsonNode resolve(JsonNode schema, JsonNode example) {
        if (schema.has("$ref")) {
            return resolve(document.at(schema.path("$ref").asString().substring(1)), example);
        }
        var alternatives = Stream.of("anyOf", "oneOf")
                .flatMap(kind -> schema.path(kind).valueStream())
                .filter(alternative -> !alternative.path("type").asString("").equals("null"))
                .map(alternative -> resolve(alternative, example))
                .toList();
        return alternatives.stream()
                .filter(alternative -> isOf(example, alternative))
                .findFirst()
                .orElse(alternatives.isEmpty() ? schema : alternatives.getFirst());
    }

    private static boolean isOf(JsonNode example, JsonNode alternative) {
        var properties = alternative.path("properties");
        return example.isObject()
                && example.propertyStream()
                        .allMatch(said -> properties.has(said.getKey())
                                && isAmong(said.getValue(), properties.path(said.getKey())));
    }

    private static boolean isAmong(JsonNode value, JsonNode property) {
        return property.has("const")
                ? property.path("const").equals(value)
                : !property.has("enum") || property.path("enum").valueStream().anyMatch(value::equals);
    }
}
