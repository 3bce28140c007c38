package dev.tenantry.shared.listing;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.problem.ProblemException;

/**
 * Reads {@code stage[eq]:"Won",amount[gte]:1000,or(name[contains]:"acme",email[is]:NULL)}. A comma is AND; a list of values
 * stands in parentheses; text in double quotes with JSON's escapes.
 */
final class FilterParser {

    private static final int MAX_DEPTH = 8;

    private final String text;
    private int position;

    private FilterParser(String text) {
        this.text = text;
    }

    static Filter parse(String text) {
        var parser = new FilterParser(text);
        var filter = parser.list(0);
        if (parser.position < text.length()) {
            throw parser.unexpected("a comma");
        }
        return filter;
    }

    private Filter list(int depth) {
        if (depth > MAX_DEPTH) {
            throw fault("the filter is nested too deep");
        }
        var filters = new ArrayList<Filter>();
        do {
            filters.add(clause(depth));
        } while (accept(','));
        return filters.size() == 1 ? filters.getFirst() : new Filter.And(filters);
    }

    private Filter clause(int depth) {
        var name = name();
        if (name.equals("or") && accept('(')) {
            var alternatives = list(depth + 1);
            expect(')');
            return new Filter.Or(alternatives instanceof Filter.And all ? all.filters() : List.of(alternatives));
        }
        if (name.equals("and") && accept('(')) {
            var all = list(depth + 1);
            expect(')');
            return all;
        }
        expect('[');
        var operator = name();
        expect(']');
        expect(':');
        return new Filter.Condition(name, operator, values());
    }

    private List<@Nullable String> values() {
        var values = new ArrayList<@Nullable String>();
        if (!accept('(')) {
            values.add(value());
            return values;
        }
        do {
            values.add(value());
        } while (accept(','));
        expect(')');
        return values;
    }

    private @Nullable String value() {
        if (accept('"')) {
            return quoted();
        }
        var start = position;
        while (position < text.length() && ",()\"".indexOf(text.charAt(position)) < 0) {
            position++;
        }
        if (position == start) {
            throw unexpected("a value");
        }
        var bare = text.substring(start, position).strip();
        return bare.equals("NULL") ? null : bare;
    }

    private String quoted() {
        var value = new StringBuilder();
        while (position < text.length()) {
            var next = text.charAt(position++);
            if (next == '"') {
                return wellFormed(value.toString());
            }
            value.append(next == '\\' ? escaped() : next);
        }
        throw fault("a quoted value has no end");
    }

    private char escaped() {
        if (position >= text.length()) {
            throw fault("a quoted value has no end");
        }
        var next = text.charAt(position++);
        return switch (next) {
            case '"', '\\', '/' -> next;
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> unicode();
            default -> throw fault("unknown escape \\" + next);
        };
    }

    private char unicode() {
        var digits = text.substring(position, Math.min(position + 4, text.length()));
        if (!digits.matches("[0-9A-Fa-f]{4}")) {
            throw unexpected("a number of four hexadecimal digits");
        }
        position += 4;
        return (char) Integer.parseInt(digits, 16);
    }

    /** Half a character is none, and the database would take another for it. */
    private static String wellFormed(String value) {
        if (value.codePoints().anyMatch(character -> Character.getType(character) == Character.SURROGATE)) {
            throw fault("a quoted value has half of a surrogate pair");
        }
        return value;
    }

    private String name() {
        var start = position;
        while (position < text.length()
                && (Character.isLetterOrDigit(text.charAt(position)) || "._-".indexOf(text.charAt(position)) >= 0)) {
            position++;
        }
        if (position == start) {
            throw unexpected("a name");
        }
        return text.substring(start, position);
    }

    private boolean accept(char wanted) {
        if (position < text.length() && text.charAt(position) == wanted) {
            position++;
            return true;
        }
        return false;
    }

    private void expect(char wanted) {
        if (!accept(wanted)) {
            throw unexpected("'" + wanted + "'");
        }
    }

    private ProblemException unexpected(String wanted) {
        return fault(wanted + " is expected at position " + position);
    }

    private static ProblemException fault(String reason) {
        return ProblemException.malformed("filter", reason);
    }
}
