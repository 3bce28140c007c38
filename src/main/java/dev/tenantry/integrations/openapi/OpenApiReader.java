package dev.tenantry.integrations.openapi;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

import dev.tenantry.integrations.NamedOperation;
import dev.tenantry.integrations.NamedOperation.Parameter;
import dev.tenantry.shared.http.EgressPath;
import dev.tenantry.shared.problem.ProblemException;

/** Reads what an OpenAPI document, 3.0 or 3.1, says can be asked: requests with parameters in path and query and a body of JSON. */
final class OpenApiReader {

    private static final int MOST = 500;
    private static final int MOST_LEFT_OUT = 100;
    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");
    /** Headers that a document describes elsewhere. */
    private static final Set<String> SENT_ANYWAY = Set.of("accept", "content-type", "authorization");
    private static final YAMLMapper YAML = new YAMLMapper();

    /** @param leftOut the first of those that cannot be asked */
    record Import(List<NamedOperation> operations, List<LeftOutOperation> leftOut) {}

    private final JsonMapper json;
    private final UUID integration;

    OpenApiReader(JsonMapper json, UUID integration) {
        this.json = json;
        this.integration = integration;
    }

    /** @throws ProblemException 422 that says where it is wrong */
    Import read(String text) {
        var document = parse(text);
        if (!document.path("openapi").asString("").matches("3\\.[01](\\.\\d+)?")) {
            throw fault("openapi", "this is no OpenAPI document of version 3.0 or 3.1");
        }
        var schemas = new SchemaInliner(document);
        var operations = new LinkedHashMap<String, NamedOperation>();
        var faults = new ArrayList<ProblemException>();
        var leftOut = new ArrayList<LeftOutOperation>();
        document.path("paths").forEachEntry((path, item) -> {
            for (var method : METHODS) {
                if (item.path(method).isObject()) {
                    NamedOperation read = null;
                    try {
                        read = operation(path, method, item, schemas);
                    } catch (ProblemException fault) {
                        faults.add(fault);
                        leftOut.add(LeftOutOperation.of(method, path, fault));
                    }
                    // Which of two is meant nobody can tell.
                    if (read != null) {
                        add(read, operations);
                    }
                }
            }
            if (operations.size() > MOST) {
                throw fault("paths", "there are more than " + MOST + " operations");
            }
        });
        if (operations.isEmpty() && !faults.isEmpty()) {
            throw faults.getFirst();
        }
        if (operations.isEmpty()) {
            throw fault("paths", document.path("paths").isObject()
                    ? "there is no operation: none of its %s paths has one of %s".formatted(
                            document.path("paths").size(), String.join(", ", METHODS))
                    : "the document has none, so that it tells of no operation");
        }
        return new Import(List.copyOf(operations.values()), leftOut.stream().limit(MOST_LEFT_OUT).toList());
    }

    private static void add(NamedOperation operation, Map<String, NamedOperation> operations) {
        if (operations.putIfAbsent(operation.name(), operation) != null) {
            throw fault("paths", "there are two operations " + operation.name());
        }
    }

    /** What is no JSON may be YAML all the same, which has braces as well. */
    private JsonNode parse(String text) {
        for (var format : List.of(json, YAML)) {
            try {
                var document = format.readTree(text);
                if (document.isObject()) {
                    return document;
                }
            } catch (JacksonException _) {
                // said below
            }
        }
        throw fault("", "this is neither JSON nor YAML");
    }

    private NamedOperation operation(String path, String method, JsonNode item, SchemaInliner schemas) {
        var operation = item.path(method);
        if (!path.matches("/[\\x21-\\x7E&&[^?]]{0,499}") || !EgressPath.staysBelow(path)) {
            throw fault("paths",
                    "a path begins with /, has at most 500 characters and, decoded or not, leads nowhere else: "
                            + shown(path));
        }
        var name = name(operation.path("operationId").asString(""), method, path);
        var parameters = parameters(item, operation, schemas);
        for (var named : namesIn(path)) {
            if (parameters.stream().noneMatch(one -> one.in().equals("path") && one.name().equals(named))) {
                throw fault("paths", "the parameter " + named + " of " + path + " is not described");
            }
        }
        var body = schemas.target(operation.path("requestBody"));
        var schema = json(body.path("content")).path("schema");
        return new NamedOperation(integration, name, method.toUpperCase(Locale.ROOT), path, parameters,
                body.path("required").asBoolean(false),
                schema.isObject() ? storable(schemas.inline(schema)) : null);
    }

    /** What is said of a body of JSON; missing where there is no body. @throws ProblemException where it can be of other kinds only */
    private static JsonNode json(JsonNode content) {
        for (var kind : content.propertyStream().toList()) {
            if (kind.getKey().split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
                return kind.getValue();
            }
        }
        if (!content.isEmpty()) {
            throw fault("paths", "its body cannot be sent, as it is no JSON: "
                    + shown(content.propertyStream().map(Map.Entry::getKey).collect(Collectors.joining(", "))));
        }
        return MissingNode.getInstance();
    }

    /** jsonb holds well-formed text without U+0000, and numbers that end. */
    private static JsonNode storable(JsonNode schema) {
        var text = schema.toString();
        if (text.contains("\\u0000") || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw fault("", "its schemas have characters that are none");
        }
        return schema;
    }

    /** Those of the operation take the place of those of the path. */
    private static List<Parameter> parameters(JsonNode item, JsonNode operation, SchemaInliner schemas) {
        var found = new LinkedHashMap<String, Parameter>();
        for (var stated : List.of(item.path("parameters"), operation.path("parameters"))) {
            for (var one : stated) {
                var parameter = schemas.target(one);
                var name = parameter.path("name").asString("");
                var in = parameter.path("in").asString("");
                var isNeeded = parameter.path("required").asBoolean(false) || in.equals("path");
                if (in.equals("path") || in.equals("query")) {
                    if (!name.matches("[\\x20-\\x7E]{1,100}")) {
                        throw fault("paths", "the name of a parameter has 1 to 100 characters of ASCII");
                    }
                    found.put(in + " " + name, new Parameter(name, in, isNeeded,
                            schema(parameter.path("schema"), schemas)));
                } else if (isNeeded && !SENT_ANYWAY.contains(name.toLowerCase(Locale.ROOT))) {
                    throw fault("paths", "a parameter in a " + shown(in) + " cannot be sent: " + shown(name)
                            + "; headers that are always the same are the integration's");
                }
            }
        }
        return List.copyOf(found.values());
    }

    private static @Nullable JsonNode schema(JsonNode stated, SchemaInliner schemas) {
        return stated.isObject() ? storable(schemas.inline(stated)) : null;
    }

    private static List<String> namesIn(String path) {
        var names = new TreeSet<String>();
        java.util.regex.Pattern.compile("\\{([^{}]*)}").matcher(path).results().forEach(one -> names.add(one.group(1)));
        return new ArrayList<>(names);
    }

    private static String name(String stated, String method, String path) {
        var name = (stated.isBlank() ? method + path : stated).replaceAll("[^A-Za-z0-9_.-]+", "_");
        var shown = name.endsWith("_") && name.length() > 1 ? name.substring(0, name.length() - 1) : name;
        if (shown.length() > 100) {
            throw fault("paths", "the operationId of " + method + " " + shown(path) + " has more than 100 characters");
        }
        return shown;
    }

    static ProblemException fault(String place, String reason) {
        return ProblemException.invalid("document", "invalid-openapi",
                place.isEmpty() ? reason : place + ": " + reason);
    }

    private static String shown(String text) {
        return dev.tenantry.shared.text.Texts.shown(text, 100);
    }
}
