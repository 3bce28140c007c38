package dev.tenantry.shared.http;

import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Where in a text something may be read as a character that is spelled otherwise, as JSON, HTML or a URL do. */
final class Spellings {

    private static final String ESCAPED = "\\";
    private static final int LONGEST_REFERENCE = 12;
    private static final int HEX = 16;
    private static final Map<Character, Character> CONTROLS = Map.of('n', '\n', 'r', '\r', 't', '\t', 'b', '\b', 'f',
            '\f');
    private static final Map<String, Character> NAMES = Map.of("quot", '"', "apos", '\'', "lt", '<', "gt", '>', "amp",
            '&');

    private final String text;
    /** What begins at a place, and where it ends, which is 0 where nothing does; null where there is none at all. */
    private int @Nullable [] points;
    private int @Nullable [] ends;

    Spellings(String text) {
        this.text = text;
        for (var at = 0; at < text.length(); at++) {
            switch (text.charAt(at)) {
                case '\\' -> readEscaped(at);
                case '%' -> readPercents(at);
                case '+' -> add(at, ' ', at + 1);
                case '&' -> readReference(at);
                default -> {
                }
            }
        }
    }

    boolean areAny() {
        return ends != null;
    }

    boolean isAt(int at) {
        return ends != null && ends[at] > 0;
    }

    int point(int at) {
        return points == null ? -1 : points[at];
    }

    int end(int at) {
        return ends == null ? 0 : ends[at];
    }

    private void add(int at, int point, int end) {
        if (points == null || ends == null) {
            points = new int[text.length()];
            ends = new int[text.length()];
        }
        points[at] = point;
        ends[at] = end;
    }

    private void readEscaped(int at) {
        var unit = unit(at);
        if (unit >= 0) {
            var low = Character.isHighSurrogate((char) unit) ? unit(at + 6) : -1;
            if (low >= 0 && Character.isLowSurrogate((char) low)) {
                add(at, Character.toCodePoint((char) unit, (char) low), at + 12);
            } else {
                add(at, unit, at + 6);
            }
        } else if (at + 1 < text.length()) {
            var escaped = text.charAt(at + 1);
            add(at, CONTROLS.getOrDefault(escaped, escaped), at + 2);
        }
    }

    /** That a unit of UTF-16 is; negative where there is none. */
    private int unit(int at) {
        return text.startsWith(ESCAPED + "u", at) ? hex(at + 2, 4) : -1;
    }

    /** A character in UTF-8. */
    private void readPercents(int at) {
        var first = percent(at);
        var length = first < 0 ? 0 : length(first);
        if (length == 0) {
            return;
        }
        var point = length == 1 ? first : first & 0x7F >> length;
        for (var index = 1; index < length; index++) {
            var next = percent(at + 3 * index);
            if (next < 0) {
                return;
            }
            point = point << 6 | next & 0x3F;
        }
        add(at, point, at + 3 * length);
    }

    /** How many bytes begin so; 0 where none does. */
    private static int length(int first) {
        if (first < 0x80) {
            return 1;
        }
        var ones = Integer.numberOfLeadingZeros(~(first << 24));
        return ones >= 2 && ones <= 4 ? ones : 0;
    }

    private int percent(int at) {
        return text.startsWith("%", at) ? hex(at + 1, 2) : -1;
    }

    private int hex(int from, int digits) {
        var number = 0;
        for (var at = from; at < from + digits; at++) {
            var digit = at < text.length() ? Character.digit(text.charAt(at), HEX) : -1;
            if (digit < 0) {
                return -1;
            }
            number = number * HEX + digit;
        }
        return number;
    }

    private void readReference(int at) {
        var end = text.substring(at, Math.min(text.length(), at + LONGEST_REFERENCE)).indexOf(';');
        if (end < 0) {
            return;
        }
        var name = text.substring(at + 1, at + end).toLowerCase(Locale.ROOT);
        var point = name.startsWith("#") ? number(name) : NAMES.getOrDefault(name, '\0');
        if (point > 0) {
            add(at, point, at + end + 1);
        }
    }

    private static int number(String reference) {
        try {
            return reference.startsWith("#x")
                    ? Integer.parseInt(reference.substring(2), HEX)
                    : Integer.parseInt(reference.substring(1));
        } catch (NumberFormatException _) {
            return -1;
        }
    }
}
