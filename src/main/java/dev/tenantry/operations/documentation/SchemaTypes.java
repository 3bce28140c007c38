package dev.tenantry.operations.documentation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How the JDK's values and Jackson's trees look in JSON. */
final class SchemaTypes {

    private record Form(String type, @Nullable String format) {}

    private static final Map<Class<?>, Form> FORMS = Map.ofEntries(form(String.class, "string", null),
            form(CharSequence.class, "string", null), form(UUID.class, "string", "uuid"),
            form(Instant.class, "string", "date-time"), form(OffsetDateTime.class, "string", "date-time"),
            form(LocalDate.class, "string", "date"), form(Duration.class, "string", "duration"),
            form(URI.class, "string", "uri"), form(ZoneId.class, "string", null),
            form(Currency.class, "string", null), form(Locale.class, "string", null),
            form(Boolean.class, "boolean", null), form(boolean.class, "boolean", null),
            form(Integer.class, "integer", "int32"), form(int.class, "integer", "int32"),
            form(Short.class, "integer", null), form(short.class, "integer", null),
            form(Long.class, "integer", "int64"), form(long.class, "integer", "int64"),
            form(BigInteger.class, "integer", null), form(BigDecimal.class, "number", null),
            form(Double.class, "number", "double"), form(double.class, "number", "double"),
            form(ObjectNode.class, "object", null), form(ArrayNode.class, "array", null));

    private SchemaTypes() {}

    /** Null where the class is none of these. */
    static @Nullable Schema<?> of(Class<?> type) {
        if (type == Object.class || type == JsonNode.class) {
            return new JsonSchema();
        }
        var form = FORMS.get(type);
        return form == null ? null : of(form.type, form.format);
    }

    static Schema<?> of(String type, @Nullable String format) {
        var schema = new JsonSchema();
        schema.addType(type);
        schema.setFormat(format);
        if (type.equals("object")) {
            // Generators of clients take an object of which nothing is said for one that has nothing.
            schema.setAdditionalProperties(true);
        }
        if (type.equals("array")) {
            schema.setItems(new JsonSchema());
        }
        return schema;
    }

    private static Map.Entry<Class<?>, Form> form(Class<?> java, String type, @Nullable String format) {
        return Map.entry(java, new Form(type, format));
    }
}
