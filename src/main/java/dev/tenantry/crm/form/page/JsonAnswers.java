package dev.tenantry.crm.form.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.crm.form.FormField;
import dev.tenantry.crm.form.PublishedForm;
import dev.tenantry.shared.problem.FieldError;

/** Answers that a program sends, each of the type that its field has: a number is no text. */
final class JsonAnswers {

    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private final List<FieldError> faults = new ArrayList<>();

    private JsonAnswers() {}

    static JsonAnswers read(PublishedForm form, ObjectNode answers) {
        var fields = new HashMap<String, FormField>();
        form.fields().forEach(field -> fields.put(field.name(), field));
        var read = new JsonAnswers();
        answers.forEachEntry((name, value) -> read.note(name, fields.get(name), value));
        return read;
    }

    Map<String, List<String>> values() {
        return values;
    }

    List<FieldError> faults() {
        return faults;
    }

    /** What the form does not have is told with all else that is wrong. */
    private void note(String name, @Nullable FormField field, JsonNode value) {
        if (field == null) {
            values.put(name, List.of());
        } else if (!value.isNull()) {
            if (isOf(field, value)) {
                values.put(name, texts(value));
            } else {
                faults.add(new FieldError("answers." + name, "wrong-type", "must be of the type that the field has"));
            }
        }
    }

    private static boolean isOf(FormField field, JsonNode value) {
        return switch (field.kind()) {
            case NUMBER, INTEGER -> value.isNumber();
            case YES_NO -> value.isBoolean();
            case CHOICES -> value.isArray() && value.valueStream().allMatch(JsonNode::isString);
            case TEXT, LINES, EMAIL, PHONE, URL, DATE, CHOICE -> value.isString();
        };
    }

    private static List<String> texts(JsonNode value) {
        if (value.isArray()) {
            return value.valueStream().map(JsonNode::asString).toList();
        }
        return List.of(value.isNumber() ? value.decimalValue().toPlainString() : value.asString());
    }
}
