package dev.tenantry.crm.email.message;

/** Texts that the database keeps, and that are one line where they have to be. */
public final class CleanText {

    private static final char REPLACEMENT = '\uFFFD';

    private CleanText() {}

    /** With line feeds alone, and without what no text has: NUL, halves of characters. */
    public static String text(String read) {
        var lines = read.replace("\r\n", "\n").replace('\r', '\n').replace('\0', REPLACEMENT);
        return lines.chars().noneMatch(unit -> Character.isSurrogate((char) unit)) ? lines : whole(lines);
    }

    /** Likewise, without control characters, which could begin another line, or another header. */
    public static String line(String read) {
        return text(read).replaceAll("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029]+", " ").strip();
    }

    private static String whole(String text) {
        var whole = new StringBuilder(text.length());
        text.codePoints()
                .map(character -> character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE
                        ? REPLACEMENT
                        : character)
                .forEach(whole::appendCodePoint);
        return whole.toString();
    }
}
