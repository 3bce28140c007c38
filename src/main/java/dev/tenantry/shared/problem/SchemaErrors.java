package dev.tenantry.shared.problem;

import com.networknt.schema.Error;
import tools.jackson.databind.JsonNode;

import dev.tenantry.shared.text.CamelCase;

/** What a JSON Schema finds amiss, as faults of fields. */
public final class SchemaErrors {

    private SchemaErrors() {}

    /** @param schema in which what has a pattern says in its description what it is to be: "a colour, such as #1A2B3C",
     *               and a {@code not} what nothing may be */
    public static FieldError translate(Error error, JsonNode schema) {
        var position = new StringBuilder();
        var location = error.getInstanceLocation();
        for (var index = 0; index < location.getNameCount(); index++) {
            append(position, location.getElement(index));
        }
        if (error.getProperty() != null) {
            append(position, error.getProperty());
        }
        var code = error.getKeyword() == null ? "invalid" : error.getKeyword();
        return new FieldError(position.toString(),
                CamelCase.split(code, "-"), message(error, schema));
    }

    private static String message(Error error, JsonNode schema) {
        var fragment = error.getSchemaLocation().getFragment().toString();
        var pointer = fragment.substring(Math.max(0, fragment.indexOf('/')));
        return switch (String.valueOf(error.getKeyword())) {
            case "pattern" -> described("must be ", schema.at(pointer.substring(0, pointer.lastIndexOf('/'))), error);
            case "not" -> described("must not be ", schema.at(pointer), error);
            default -> error.getMessage();
        };
    }

    private static String described(String what, JsonNode schema, Error error) {
        var description = schema.path("description");
        return description.isString() ? what + description.asString() : error.getMessage();
    }

    private static void append(StringBuilder position, Object element) {
        if (element instanceof Integer) {
            position.append('[').append(element).append(']');
        } else {
            position.append(position.isEmpty() ? "" : ".").append(element);
        }
    }
}
