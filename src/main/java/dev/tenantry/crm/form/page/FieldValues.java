package dev.tenantry.crm.form.page;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.crm.form.FieldKind;
import dev.tenantry.crm.form.FormConsent;
import dev.tenantry.crm.form.FormField;
import dev.tenantry.crm.form.submission.AnswerFault;
import dev.tenantry.crm.form.submission.Answers;

/** What a page has of a field, in the places of its template. */
final class FieldValues {

    private static final String PREFIX = "f-";

    private FieldValues() {}

    /** @param wrong what is the matter with the answer; null where nothing is */
    static ObjectNode of(FormField field, List<String> values, @Nullable String wrong) {
        var node = base(field.name(), field.label(), field.isRequired(), field.help(), wrong);
        switch (field.kind()) {
            case CHOICE, CHOICES -> options(node, field, values);
            case YES_NO -> node.put("chosen", !values.isEmpty());
            case TEXT, LINES, EMAIL, PHONE, URL, DATE, NUMBER, INTEGER -> text(node, field, values);
        }
        return JsonNodeFactory.instance.objectNode().set(place(field.kind()), node);
    }

    static ObjectNode of(int place, FormConsent consent, boolean isTicked, @Nullable String wrong) {
        var node = base(Answers.CONSENT + place, consent.text(), consent.demanded(), null, wrong);
        return JsonNodeFactory.instance.objectNode().set("tick", node.put("chosen", isTicked));
    }

    /** Where a fault of a field is shown. */
    static String id(AnswerFault fault) {
        return PREFIX + fault.field();
    }

    private static ObjectNode base(String name, String label, boolean isNeeded, @Nullable String hint,
            @Nullable String wrong) {
        var id = PREFIX + name;
        var described = (hint == null ? "" : id + "-hint ") + (wrong == null ? "" : id + "-wrong");
        return JsonNodeFactory.instance.objectNode()
                .put("id", id)
                .put("name", name)
                .put("label", label)
                .put("needed", isNeeded)
                .put("hint", hint)
                .put("wrong", wrong)
                .put("described", described.strip());
    }

    private static String place(FieldKind kind) {
        return switch (kind) {
            case LINES -> "lines";
            case CHOICE -> "choice";
            case CHOICES -> "choices";
            case YES_NO -> "tick";
            case TEXT, EMAIL, PHONE, URL, DATE, NUMBER, INTEGER -> "line";
        };
    }

    private static void options(ObjectNode node, FormField field, List<String> values) {
        var options = node.putArray("options");
        field.options()
                .forEach((option, called) -> options.addObject()
                        .put("option", option)
                        .put("called", called)
                        .put("chosen", values.contains(option)));
    }

    private static void text(ObjectNode node, FormField field, List<String> values) {
        node.put("value", values.isEmpty() ? "" : values.getFirst())
                .put("type", type(field.kind()))
                .put("keys", keys(field.kind()))
                // Browsers count the halves of some characters.
                .put("most", Integer.toString(2 * field.most()))
                .put("sample", field.placeholder())
                .put("complete", field.target() == null ? null : field.target().autocomplete());
    }

    private static String type(FieldKind kind) {
        return switch (kind) {
            case EMAIL -> "email";
            case PHONE -> "tel";
            case URL -> "url";
            case DATE -> "date";
            case TEXT, LINES, NUMBER, INTEGER, YES_NO, CHOICE, CHOICES -> "text";
        };
    }

    private static @Nullable String keys(FieldKind kind) {
        return switch (kind) {
            case NUMBER -> "decimal";
            case INTEGER -> "numeric";
            case TEXT, LINES, EMAIL, PHONE, URL, DATE, YES_NO, CHOICE, CHOICES -> null;
        };
    }
}
