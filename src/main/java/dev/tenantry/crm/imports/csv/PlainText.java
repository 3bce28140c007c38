package dev.tenantry.crm.imports.csv;

import dev.tenantry.shared.text.OuterWhitespace;

/** Text from files of any origin, brought to the plain characters that people mean by it. */
public final class PlainText {

    private static final String MINUS = "\u2010\u2011\u2012\u2013\u2212\ufe63";
    private static final String APOSTROPHES = "\u2018\u2019\u02bc\u2032";
    private static final int FULL_WIDTH = 0xFEE0;

    private PlainText() {}

    /** Without the space at its ends. */
    public static String trim(String text) {
        return OuterWhitespace.trim(text);
    }

    public static boolean isBlank(String text) {
        return trim(text).isEmpty();
    }

    /**
     * For numbers and dates: digits of any script as {@code 0} to {@code 9}, full-width characters as their narrow ones,
     * any space as a blank, any minus as a hyphen, without invisible characters. A superscript is no digit.
     */
    public static String of(String text) {
        var trimmed = trim(text);
        if (trimmed.chars().allMatch(character -> character >= ' ' && character < 0x7f)) {
            return trimmed;
        }
        var plain = new StringBuilder(trimmed.length());
        trimmed.codePoints()
                .filter(point -> Character.getType(point) != Character.FORMAT)
                .map(PlainText::plain)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private static int plain(int point) {
        if (Character.getType(point) == Character.DECIMAL_DIGIT_NUMBER) {
            return '0' + Character.digit(point, 10);
        }
        if (point >= 0xFF01 && point <= 0xFF5E) {
            return point - FULL_WIDTH;
        }
        if (Character.isSpaceChar(point) || Character.isWhitespace(point)) {
            return ' ';
        }
        return MINUS.indexOf(point) >= 0 ? '-' : APOSTROPHES.indexOf(point) >= 0 ? '\'' : narrowSign(point);
    }

    private static int narrowSign(int point) {
        return switch (point) {
            case 0xFFE0 -> '\u00a2';
            case 0xFFE1 -> '\u00a3';
            case 0xFFE5 -> '\u00a5';
            case 0xFFE6 -> '\u20a9';
            default -> point;
        };
    }
}
