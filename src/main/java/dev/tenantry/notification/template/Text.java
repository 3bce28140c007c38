package dev.tenantry.notification.template;

import java.util.Map;

import tools.jackson.databind.node.StringNode;

import dev.tenantry.shared.template.Rendering;
import dev.tenantry.shared.template.TemplateBudget;
import dev.tenantry.shared.template.TextTarget;
import dev.tenantry.shared.template.TextTemplate;
import dev.tenantry.shared.text.Texts;

/**
 * Subject and body, with placeholders ({@code {{link}}}) or filled in.
 *
 * @param subject blank for an SMS
 */
public record Text(String subject, String body) {

    private static final int LONGEST_SUBJECT = 250;

    /** What is filled in is not looked at again: a value cannot bring placeholders along, nor begin another header. */
    Text fill(Map<String, String> values) {
        return new Text(oneLine(fill(subject, values)), fill(body, values).strip() + "\n");
    }

    private static String fill(String text, Map<String, String> values) {
        return TextTemplate.of(text)
                .fill(new Rendering(name -> StringNode.valueOf(values.getOrDefault(name, "")),
                        (_, value) -> value.asString(), TextTarget.PLAIN, new TemplateBudget()));
    }

    private static String oneLine(String text) {
        return Texts.shown(TextTarget.HEADER.escape(text).strip(), LONGEST_SUBJECT);
    }

    /** Without what is nobody's business in a log. */
    @Override
    public String toString() {
        return "Text";
    }
}
