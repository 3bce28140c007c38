package dev.tenantry.shared.text;

/** The space at the ends of a text, no-break and zero-width space and marks of direction included. */
public final class OuterWhitespace {

    private static final String INVISIBLE = "\ufeff\u200b\u2060\u200e\u200f";

    private OuterWhitespace() {}

    /** The text without it. */
    public static String trim(String text) {
        var from = 0;
        var to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (from < to && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isSpace(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character)
                || INVISIBLE.indexOf(character) >= 0;
    }
}
