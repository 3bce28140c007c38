package dev.tenantry.crm.imports.csv;

/**
 * What a cell says. Exports write {@code ="00123"}, so that a spreadsheet leaves the zeros: it is the text that is meant, and
 * {@code =""} is blank.
 */
public final class CellText {

    private static final String BEGINNING = "=\"";

    private CellText() {}

    /** Without the space at its ends. */
    public static String of(String cell) {
        var text = PlainText.trim(cell);
        if (!text.startsWith(BEGINNING) || !text.endsWith("\"") || text.length() <= BEGINNING.length()) {
            return text;
        }
        var quoted = text.substring(BEGINNING.length(), text.length() - 1);
        // A quote that is not doubled ends the text: what follows is a formula.
        return quoted.replace("\"\"", "").indexOf('"') < 0 ? PlainText.trim(quoted.replace("\"\"", "\"")) : text;
    }

    public static boolean isBlank(String cell) {
        return of(cell).isEmpty();
    }
}
