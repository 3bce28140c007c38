package dev.tenantry.crm.form;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A field of a form.
 *
 * @param options     what can be chosen, with what it is called
 * @param least       of a choice of several how many, of a text how long, at least
 * @param most        likewise at most
 * @param target      what the answer says of whoever gives it; null where that is nothing in particular
 */
public record FormField(
        String name,
        FieldKind kind,
        boolean isRequired,
        String label,
        @Nullable String help,
        @Nullable String placeholder,
        Map<String, String> options,
        int least,
        int most,
        @Nullable BigDecimal minimum,
        @Nullable BigDecimal maximum,
        @Nullable FieldTarget target) {

    /** Those that say their place first; the others as they were stated, which of what is old is not known. */
    private static final Comparator<JsonField> BY_ORDER = Comparator.comparingInt(JsonField::order);
    private static final Comparator<JsonField> BY_NAME = BY_ORDER.thenComparing(JsonField::name);
    private static final int LINE = 1_000;
    private static final int LINES = 5_000;
    private static final int ADDRESS = 254;
    private static final int MOST_CHOICES = 100;

    /** In the order in which they are shown. @param content whose schema has been checked */
    public static List<FormField> of(FormContent content) {
        var fields = new ArrayList<JsonField>();
        content.schema().path("properties").forEachEntry((name, schema) -> fields.add(new JsonField(name, schema)));
        var required = content.schema().path("required").valueStream().map(JsonNode::asString).toList();
        return fields.stream()
                .sorted(content.order() == null ? BY_NAME : BY_ORDER)
                .map(field -> field.read(required.contains(field.name), content.targets().get(field.name)))
                .toList();
    }

    private record JsonField(String name, JsonNode schema) {

        int order() {
            return schema.path("x-order").asInt(Integer.MAX_VALUE);
        }

        FormField read(boolean isRequired, @Nullable FieldTarget target) {
            var kind = kind();
            return new FormField(name, kind, isRequired, schema.path("title").asString(), text("description"),
                    text("x-placeholder"), options(kind), least(kind), most(kind, target), number("minimum"),
                    number("maximum"), target);
        }

        FieldKind kind() {
            return switch (schema.path("type").asString()) {
                case "number" -> FieldKind.NUMBER;
                case "integer" -> FieldKind.INTEGER;
                case "boolean" -> FieldKind.YES_NO;
                case "array" -> FieldKind.CHOICES;
                default -> schema.has("enum") ? FieldKind.CHOICE : text();
            };
        }

        private FieldKind text() {
            return switch (schema.path("format").asString("")) {
                case "email" -> FieldKind.EMAIL;
                case "tel" -> FieldKind.PHONE;
                case "uri" -> FieldKind.URL;
                case "date" -> FieldKind.DATE;
                default -> schema.path("x-multiline").asBoolean(false) ? FieldKind.LINES : FieldKind.TEXT;
            };
        }

        private Map<String, String> options(FieldKind kind) {
            var options = new LinkedHashMap<String, String>();
            var choices = kind == FieldKind.CHOICES ? schema.path("items").path("enum") : schema.path("enum");
            choices.forEach(choice -> options.put(choice.asString(),
                    schema.path("x-labels").path(choice.asString()).asString(choice.asString())));
            return options;
        }

        private int least(FieldKind kind) {
            return schema.path(kind == FieldKind.CHOICES ? "minItems" : "minLength").asInt(0);
        }

        private int most(FieldKind kind, @Nullable FieldTarget target) {
            return kind == FieldKind.CHOICES
                    ? schema.path("maxItems").asInt(MOST_CHOICES)
                    : Math.min(Math.min(schema.path("maxLength").asInt(LINES), longest(kind)),
                            target == null ? LINES : target.most());
        }

        private int longest(FieldKind kind) {
            if (kind == FieldKind.EMAIL) {
                return ADDRESS;
            }
            return kind == FieldKind.LINES || schema.has("maxLength") ? LINES : LINE;
        }

        private @Nullable String text(String property) {
            return schema.path(property).asString(null);
        }

        private @Nullable BigDecimal number(String property) {
            return schema.path(property).isNumber() ? schema.path(property).decimalValue() : null;
        }
    }
}
