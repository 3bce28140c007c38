package dev.tenantry.notification.template;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
    /** {@code Where: {{place}}} and nothing else. */
    private static final Pattern LABELLED = Pattern
            .compile("(?m)^[^{}\\r\\n]{1,100}:[ \\t]*(?:\\{\\{[ \\t]*[A-Za-z]+[ \\t]*}}[ \\t]*)+(?:\\R|\\z)");
    private static final Pattern PLACE = Pattern.compile("\\{\\{[ \\t]*([A-Za-z]+)[ \\t]*}}");

    /** What is filled in is not looked at again: a value cannot bring placeholders along, nor begin another header. */
    Text fill(Map<String, String> values) {
        return new Text(oneLine(fill(subject, values)), fill(saying(body, values), values).strip() + "\n");
    }

    /** Without the lines that say what something is, where there is nothing to say. */
    private static String saying(String text, Map<String, String> values) {
        return LABELLED.matcher(text)
                .replaceAll(line -> PLACE.matcher(line.group())
                        .results()
                        .allMatch(place -> values.getOrDefault(place.group(1), "").isBlank())
                                ? ""
                                : Matcher.quoteReplacement(line.group()));
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
