package dev.tenantry.shared.template;

import java.util.List;
import java.util.Map;

import dev.tenantry.shared.mail.HtmlPlaceholders;
import dev.tenantry.shared.mail.HtmlPlaceholders.UrlPart;

import static dev.tenantry.shared.template.TextTarget.ADDRESS;
import static dev.tenantry.shared.template.TextTarget.HTML;

/**
 * Places of a text where values are written otherwise than in the rest of it. Mustache does not tell where a value stands: so its name is
 * marked there by a character that no name has.
 */
final class TextPlaces {

    private static final String PLACE = "-";
    private static final char FIRST_MARK = '\ue000';

    private TextPlaces() {}

    /** The text with marked names, and quotes where a name before an address needs them. */
    static String marked(String text, List<Tag> tags, TextTarget target) {
        if (tags.isEmpty()) {
            return text;
        }
        if (target == ADDRESS) {
            return address(text, tags);
        }
        return target == HTML ? page(text, tags) : text;
    }

    /** The target of a name that is marked; otherwise that of the text. */
    static TextTarget target(String name, TextTarget otherwise) {
        return isMarked(name) ? TextTarget.values()[name.charAt(0) - FIRST_MARK] : otherwise;
    }

    static String unmarked(String name) {
        return isMarked(name) ? name.substring(1) : name;
    }

    private static boolean isMarked(String name) {
        return !name.isEmpty() && name.charAt(0) >= FIRST_MARK
                && name.charAt(0) < FIRST_MARK + TextTarget.values().length;
    }

    private static String page(String text, List<Tag> tags) {
        var parts = HtmlPlaceholders.urlParts(text);
        return parts.isEmpty() ? text : page(text, tags, parts);
    }

    private static String page(String text, List<Tag> tags, Map<Integer, UrlPart> parts) {
        var marked = new StringBuilder();
        var from = 0;
        for (var tag : tags) {
            var part = parts.get(tag.start());
            if (part != null) {
                marked.append(text, from, tag.start())
                        .append(mark(tag, part == UrlPart.RECIPIENT ? TextTarget.HTML_RECIPIENT : TextTarget.HTML_URL));
                from = tag.end();
            }
        }
        return marked.append(text, from, text.length()).toString();
    }

    /** What stands before the last angle bracket is a name, and in quotes whatever it comes to. */
    private static String address(String text, List<Tag> tags) {
        var end = bracket(text, tags);
        if (end < 0 || tags.stream().noneMatch(tag -> tag.start() < end)) {
            return text;
        }
        var before = text.substring(0, end).stripTrailing();
        var stated = before.strip();
        var isQuoted = stated.length() > 1 && stated.startsWith("\"") && stated.endsWith("\"");
        var name = new StringBuilder();
        var from = 0;
        for (var tag : tags.stream().filter(tag -> tag.start() < end).toList()) {
            name.append(literal(before.substring(from, tag.start()), isQuoted))
                    .append(isValue(tag) ? mark(tag, TextTarget.QUOTED) : before.substring(tag.start(), tag.end()));
            from = tag.end();
        }
        name.append(literal(before.substring(from), isQuoted));
        return (isQuoted ? name : "\"" + name + "\" ") + text.substring(end);
    }

    private static boolean isValue(Tag tag) {
        return tag.kind() == Tag.Kind.VARIABLE && !tag.name().startsWith(PLACE);
    }

    private static String literal(String piece, boolean isQuoted) {
        return isQuoted ? piece : TextTarget.QUOTED.escape(piece);
    }

    private static int bracket(String text, List<Tag> tags) {
        var at = text.stripTrailing().endsWith(">") ? text.lastIndexOf('<') : -1;
        while (at >= 0 && isWithin(at, tags)) {
            at = text.lastIndexOf('<', at - 1);
        }
        return at;
    }

    private static boolean isWithin(int at, List<Tag> tags) {
        return tags.stream().anyMatch(tag -> tag.start() < at && at < tag.end());
    }

    private static String mark(Tag tag, TextTarget target) {
        return Tags.START + (char) (FIRST_MARK + target.ordinal()) + tag.name() + Tags.END;
    }
}
