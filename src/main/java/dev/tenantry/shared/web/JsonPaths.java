package dev.tenantry.shared.web;

import java.util.List;

import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamContext;

/** Where in a body something is, as problems name it: {@code inputs[2].properties.email}. */
final class JsonPaths {

    private JsonPaths() {}

    /** Of what a parser is reading. */
    static String of(TokenStreamContext context) {
        var path = new StringBuilder();
        append(path, context);
        return path.toString();
    }

    /** Of what could not be made into a value. */
    static String of(List<JacksonException.Reference> references) {
        var path = new StringBuilder();
        for (var reference : references) {
            if (reference.getPropertyName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                append(path, reference.getPropertyName());
            }
        }
        return path.toString();
    }

    private static void append(StringBuilder path, TokenStreamContext context) {
        if (context.getParent() != null) {
            append(path, context.getParent());
        }
        if (context.inArray() && context.hasCurrentIndex()) {
            path.append('[').append(context.getCurrentIndex()).append(']');
        } else if (context.inObject() && context.currentName() != null) {
            append(path, context.currentName());
        }
    }

    private static void append(StringBuilder path, String name) {
        path.append(path.isEmpty() ? "" : ".").append(name);
    }
}
