package dev.tenantry.shared.problem;

import java.util.Locale;

import com.networknt.schema.Error;

/** What a JSON Schema finds amiss, as faults of fields. */
public final class SchemaErrors {

    private SchemaErrors() {}

    public static FieldError translate(Error error) {
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
                code.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT), error.getMessage());
    }

    private static void append(StringBuilder position, Object element) {
        if (element instanceof Integer) {
            position.append('[').append(element).append(']');
        } else {
            position.append(position.isEmpty() ? "" : ".").append(element);
        }
    }
}
