package dev.tenantry.integrations;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A request that an integration's API describes.
 *
 * @param path       below the integration's URL, with the names of parameters in braces: {@code /people/{id}}
 * @param bodySchema the JSON Schema of what is sent; null: nothing is
 */
public record NamedOperation(
        UUID integrationId,
        String name,
        String method,
        String path,
        List<Parameter> parameters,
        boolean bodyRequired,
        @Nullable JsonNode bodySchema) {

    /**
     * @param in     path or query
     * @param schema the JSON Schema of its value; absent: it may be anything
     */
    public record Parameter(String name, String in, boolean required, @Nullable JsonNode schema) {

        public Parameter {
            schema = schema == null || schema.isNull() ? null : schema;
        }

        boolean isInPath() {
            return in.equals("path");
        }
    }

    /** With the values of parameters, by name; one that is blank is left out. */
    public Operation.Request request(JsonNode values, @Nullable JsonNode body) {
        var filled = path;
        for (var parameter : parameters) {
            if (parameter.isInPath()) {
                filled = filled.replace("{" + parameter.name + "}", encoded(value(values, parameter)));
            }
        }
        var query = parameters.stream()
                .filter(parameter -> !parameter.isInPath() && !value(values, parameter).isBlank())
                .map(parameter -> encoded(parameter.name) + "=" + encoded(value(values, parameter)))
                .collect(Collectors.joining("&"));
        return new Operation.Request(method, query.isEmpty() ? filled : filled + "?" + query, body);
    }

    /** Which one has no value; null: all have that need one. */
    public @Nullable String lacking(JsonNode values) {
        return parameters.stream()
                .filter(parameter -> parameter.required && value(values, parameter).isBlank())
                .map(Parameter::name)
                .findFirst()
                .orElse(null);
    }

    private static String value(JsonNode values, Parameter parameter) {
        return values.path(parameter.name).asString("");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
