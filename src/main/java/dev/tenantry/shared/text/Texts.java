package dev.tenantry.shared.text;

import java.text.BreakIterator;
import java.util.Locale;

/**
 * Shortens texts. Characters are counted as the database and the API's description count them: what takes two places in a
 * string is one, and stays whole.
 */
public final class Texts {

    private static final String CUT = "…";

    private Texts() {}

    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** The text, or the beginning of it that fits: for what is kept and compared. @param most characters */
    public static String beginning(String text, int most) {
        return fits(text, most) ? text : text.substring(0, text.offsetByCodePoints(0, most));
    }

    /** Likewise, without a part of what people see as one character, such as the picture of a family, as far as that fits at all. */
    public static String wholeBeginning(String text, int most) {
        var cut = beginning(text, most);
        if (cut.length() == text.length()) {
            return text;
        }
        var characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text);
        var end = characters.isBoundary(cut.length()) ? cut.length() : characters.preceding(cut.length());
        return end > 0 ? text.substring(0, end) : cut;
    }

    /** The text, or the end of it that fits. @param most characters */
    public static String end(String text, int most) {
        return fits(text, most) ? text : text.substring(text.offsetByCodePoints(text.length(), -most));
    }

    /** For people, who are told that there was more. @param most characters, the ellipsis included */
    public static String shown(String text, int most) {
        return fits(text, most) ? text : beginning(text, most - 1) + CUT;
    }

    private static boolean fits(String text, int most) {
        return text.length() <= most || length(text) <= most;
    }
}
