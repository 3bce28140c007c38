package dev.tenantry.shared.template;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a text has in braces, in order. Mustache's parser tells neither where in a line something stands nor where a section ends, and takes
 * for granted what is not to be there (other braces, partials, values that are written as they are): so a text is looked at here before
 * it is given to it.
 */
final class Tags {

    static final String START = "{{";
    static final String END = "}}";

    private static final int DEEPEST = 5;

    private Tags() {}

    static List<Tag> of(String text) {
        var tags = new ArrayList<Tag>();
        var start = text.indexOf(START);
        while (start >= 0) {
            var end = text.indexOf(END, start + START.length());
            var content = text.substring(start + START.length(), end < 0 ? text.length() : end).strip();
            var kind = content.isEmpty() ? Tag.Kind.VARIABLE : Tag.Kind.of(content.charAt(0));
            var name = kind == Tag.Kind.VARIABLE ? content : content.substring(1).strip();
            tags.add(new Tag(kind, name, start, end < 0 ? Tag.OPEN : end + END.length()));
            start = end < 0 ? -1 : text.indexOf(START, end + END.length());
        }
        return tags;
    }

    private record Section(Tag tag, TemplateNames names) {}

    /** What is wrong with a text, and where; null where nothing is. */
    static @Nullable String fault(List<Tag> tags, TemplateNames names) {
        var open = new ArrayDeque<Section>();
        for (var tag : tags) {
            var known = open.isEmpty() ? names : open.element().names;
            var fault = fault(tag, open, known);
            if (fault != null) {
                return "the placeholder at character " + (tag.start() + 1) + fault;
            }
            if (tag.isOpening()) {
                open.push(new Section(tag, tag.kind() == Tag.Kind.SECTION ? known.within(tag.name()) : known));
            } else if (tag.kind() == Tag.Kind.END) {
                open.pop();
            }
        }
        return open.isEmpty()
                ? null
                : "the section at character " + (open.element().tag.start() + 1) + " is not closed by {{/"
                        + open.element().tag.name() + "}}";
    }

    private static @Nullable String fault(Tag tag, ArrayDeque<Section> open, TemplateNames names) {
        if (tag.end() == Tag.OPEN) {
            return " has no end";
        }
        if (tag.kind() == Tag.Kind.COMMENT) {
            return tag.name().contains(START) ? ": a comment has no braces" : null;
        }
        if (tag.kind() == Tag.Kind.END) {
            return open.isEmpty() || !open.element().tag.name().equals(tag.name())
                    ? " closes what is not open"
                    : null;
        }
        if (tag.isOpening() && open.size() == DEEPEST) {
            return ": sections stand within at most " + (DEEPEST - 1) + " others";
        }
        var fault = names.fault(tag.name());
        return fault == null ? null : ": " + fault;
    }
}
