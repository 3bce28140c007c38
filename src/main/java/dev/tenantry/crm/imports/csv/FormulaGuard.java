package dev.tenantry.crm.imports.csv;

import java.util.regex.Pattern;

/**
 * Keeps spreadsheets from taking a text for a formula: an apostrophe stands before it, and before a part of it that becomes
 * a formula where the spreadsheet separates fields by another character, or lines within quotes. What was guarded can be
 * read again as it was, its own apostrophes included.
 */
public final class FormulaGuard {

    private static final String PLACE = "(^|[;|\\t\\r\\n])([\\s\\p{Z}\\p{Cf}\"]*)";
    private static final String FORMULA = "(?='*[=+\\-@\uff1d\uff0b\uff0d\uff20])";
    private static final Pattern OPEN = Pattern.compile(PLACE + FORMULA + "(?![+-]?[\\d.,' ]+$)");
    private static final Pattern GUARDED = Pattern.compile(PLACE + "'" + FORMULA);

    private FormulaGuard() {}

    public static String guarded(String cell) {
        return OPEN.matcher(cell).replaceAll("$1$2'");
    }

    static String unguarded(String cell) {
        return cell.indexOf('\'') < 0 ? cell : GUARDED.matcher(cell).replaceAll("$1$2");
    }
}
