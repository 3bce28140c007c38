package dev.tenantry.shared.text;

/**
 * Keeps spreadsheets from taking a text for a formula: an apostrophe stands before it, and before a part of it that becomes
 * a formula where the spreadsheet separates fields by another character, or lines within quotes. What was guarded can be
 * read again as it was, its own apostrophes included.
 *
 * <p>Each character is looked at a fixed number of times, however the text is made: whoever uploads a file chooses it.
 */
public final class FormulaGuard {

    private static final String SEPARATORS = ";|\t\r\n";
    private static final String FORMULA = "=+-@\uff1d\uff0b\uff0d\uff20";
    private static final String SPACE = " \t\n\u000b\f\r\"";
    private static final char GUARD = '\'';

    private FormulaGuard() {}

    public static String guarded(String cell) {
        var text = new StringBuilder(cell.length());
        var copied = 0;
        for (var at = beginning(cell, 0); at < cell.length(); at = next(cell, at)) {
            if (isFormula(cell, at) && !isNumber(cell, at)) {
                text.append(cell, copied, at).append(GUARD);
                copied = at;
            }
        }
        return text.append(cell, copied, cell.length()).toString();
    }

    public static String unguarded(String cell) {
        if (cell.indexOf(GUARD) < 0) {
            return cell;
        }
        var text = new StringBuilder(cell.length());
        var copied = 0;
        for (var at = beginning(cell, 0); at < cell.length(); at = next(cell, at)) {
            if (cell.charAt(at) == GUARD && isFormula(cell, at)) {
                text.append(cell, copied, at);
                copied = at + 1;
            }
        }
        return text.append(cell, copied, cell.length()).toString();
    }

    /** Where the part begins that follows the next separator; the end of the text where there is none. */
    private static int next(String cell, int from) {
        var separator = from;
        while (separator < cell.length() && SEPARATORS.indexOf(cell.charAt(separator)) < 0) {
            separator++;
        }
        return beginning(cell, Math.min(separator + 1, cell.length()));
    }

    /** Behind what a spreadsheet may leave out at the beginning of a field. */
    private static int beginning(String cell, int from) {
        var at = from;
        while (at < cell.length() && isSpace(cell.codePointAt(at))) {
            at += Character.charCount(cell.codePointAt(at));
        }
        return at;
    }

    private static boolean isSpace(int character) {
        return SPACE.indexOf(character) >= 0 || Character.isSpaceChar(character)
                || Character.getType(character) == Character.FORMAT;
    }

    /** Guarded or not. */
    private static boolean isFormula(String cell, int from) {
        var at = from;
        while (at < cell.length() && cell.charAt(at) == GUARD) {
            at++;
        }
        return at < cell.length() && FORMULA.indexOf(cell.charAt(at)) >= 0;
    }

    /** Whether all that is left is a number with its sign. */
    private static boolean isNumber(String cell, int from) {
        var first = cell.charAt(from) == '+' || cell.charAt(from) == '-' ? from + 1 : from;
        var at = first;
        while (at < cell.length() && isOfNumber(cell.charAt(at))) {
            at++;
        }
        return at > first && at == cell.length();
    }

    private static boolean isOfNumber(char character) {
        return character >= '0' && character <= '9' || ".,' ".indexOf(character) >= 0;
    }
}
