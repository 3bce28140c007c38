package dev.tenantry.crm.form.submission;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.crm.form.FieldTarget;
import dev.tenantry.crm.form.FormContent;
import dev.tenantry.crm.form.FormField;

/**
 * What has been read of what a visitor sent.
 *
 * @param values what is an answer, by the fields' names
 * @param faults what is none; nothing is kept where there is one
 */
public record Answers(ObjectNode values, List<GivenConsent> consents, List<AnswerFault> faults) {

    /** Of all answers together, in UTF-16 units. */
    static final int MOST = 50_000;
    /** What consents are called beside the fields. */
    public static final String CONSENT = "_consent";

    static Answers read(FormContent content, Sent sent) {
        var fields = FormField.of(content);
        var values = JsonNodeFactory.instance.objectNode();
        var faults = new ArrayList<AnswerFault>();
        for (var field : fields) {
            var answer = AnswerReader.read(field, sent.values().getOrDefault(field.name(), List.of()),
                    sent.isTyped() ? content.locale() : Locale.ROOT);
            if (answer.fault() != null) {
                faults.add(answer.fault());
            } else if (answer.value() != null) {
                values.set(field.name(), answer.value());
            }
        }
        var known = fields.stream().map(FormField::name).toList();
        sent.values()
                .keySet()
                .stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .forEach(
                        name -> faults.add(AnswerFault.of(name, "unknown")));
        var consents = consents(content, sent, faults);
        if (values.toString().length() > MOST) {
            faults.add(new AnswerFault(fields.getFirst().name(), "too-long", Integer.toString(MOST)));
        }
        return new Answers(values, consents, List.copyOf(faults));
    }

    private static List<GivenConsent> consents(FormContent content, Sent sent, List<AnswerFault> faults) {
        var consents = new ArrayList<GivenConsent>();
        for (var asked : content.asked()) {
            var place = consents.size();
            var isGiven = sent.consents().contains(place);
            if (asked.demanded() && !isGiven) {
                faults.add(AnswerFault.of(CONSENT + place, "required"));
            }
            consents.add(new GivenConsent(asked.purpose(), asked.text(), isGiven));
        }
        return consents;
    }

    /** What the answers say of whoever gave them; null where they do not say that. */
    static @Nullable String told(Map<String, FieldTarget> targets, JsonNode answers, FieldTarget target) {
        return targets.entrySet()
                .stream()
                .filter(one -> one.getValue() == target)
                .map(one -> answers.path(one.getKey()).asString(null))
                .filter(text -> text != null && !text.isBlank())
                .findFirst()
                .orElse(null);
    }
}
