package dev.tenantry.notification.template;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tenantry.shared.text.Texts;

/**
 * Subject and body, with placeholders ({@code {{link}}}) or filled in.
 *
 * @param subject blank for an SMS
 */
public record Text(String subject, String body) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]*)}}");
    private static final int LONGEST_SUBJECT = 250;

    /** What is in braces and is none of the allowed. */
    static List<String> unknownIn(String text, List<String> allowed) {
        return PLACEHOLDER.matcher(text)
                .results()
                .map(found -> found.group(1).strip())
                .filter(name -> !allowed.contains(name))
                .distinct()
                .toList();
    }

    /** @return whether there are braces that begin no placeholder, or end none */
    static boolean isUnclosed(String text) {
        var rest = PLACEHOLDER.matcher(text).replaceAll("");
        return rest.contains("{{") || rest.contains("}}");
    }

    /** What is filled in is not looked at again: a value cannot bring placeholders along, nor begin another header. */
    Text fill(Map<String, String> values) {
        return new Text(oneLine(fill(subject, values)), fill(body, values).strip() + "\n");
    }

    private static String fill(String text, Map<String, String> values) {
        return PLACEHOLDER.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value(found, values)));
    }

    private static String value(MatchResult found, Map<String, String> values) {
        return values.getOrDefault(found.group(1).strip(), "");
    }

    private static String oneLine(String text) {
        return Texts.shown(text.replaceAll("\\p{Cntrl}+", " ").strip(), LONGEST_SUBJECT);
    }

    /** Without what is nobody's business in a log. */
    @Override
    public String toString() {
        return "Text";
    }
}
