package dev.tenantry.crm.imports.csv;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;

/**
 * The columns of a file of errors: the line before those of the file, and what is wrong with the row behind them. By them a
 * file of errors is known when it is imported, once its rows are mended.
 */
public final class ErrorColumns {

    private static final List<String> BEFORE = List.of("line");
    private static final List<String> AFTER = List.of("field", "code", "message");
    private static final String OURS = "import-";

    /** The code of a row that has values beyond its columns. */
    public static final String TOO_MANY = "field-count";

    private ErrorColumns() {}

    /** @param columns of the file; where it is a file of errors itself, what it says of them is left out */
    public static List<String> around(List<String> columns) {
        var own = within(columns, columns);
        var taken = new HashSet<String>();
        own.forEach(name -> taken.add(name.toLowerCase(Locale.ROOT)));
        var names = new ArrayList<String>();
        BEFORE.forEach(name -> names.add(free(name, taken)));
        names.addAll(own);
        AFTER.forEach(name -> names.add(free(name, taken)));
        return names;
    }

    /**
     * The fields of a row without what a file of errors says of it.
     *
     * @param columns of its file
     */
    public static List<String> within(List<String> columns, List<String> fields) {
        if (!areThere(columns)) {
            return fields;
        }
        var first = Math.min(BEFORE.size(), fields.size());
        var last = Math.clamp(columns.size() - AFTER.size(), first, Math.max(first, fields.size()));
        var own = new ArrayList<>(fields.subList(first, last));
        own.addAll(fields.subList(Math.min(columns.size(), fields.size()), fields.size()));
        return own;
    }

    /** Values that a row has beyond its columns, with the last one that has a column: one cell, which can be taken apart. */
    public static String together(List<String> values) {
        var text = new StringWriter();
        try (var row = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            row.writeRecord(values);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.getBuffer().substring(0, text.getBuffer().length() - 1);
    }

    /** A row of a file of errors as it was: what stood in one cell has cells of its own behind all columns. */
    static List<String> apart(List<String> fields, int width) {
        var last = width - AFTER.size() - 1;
        if (fields.size() != width || !fields.get(width - 2).equals(TOO_MANY)) {
            return fields;
        }
        var values = values(fields.get(last));
        var row = new ArrayList<>(fields);
        row.set(last, values.getFirst());
        row.addAll(values.subList(1, values.size()));
        return row;
    }

    /** Whoever has mended the cell may have written what is no CSV. */
    private static List<String> values(String cell) {
        try {
            var rows = CsvReader.builder().allowUnclosedQuote(false).ofCsvRecord(cell).stream().toList();
            return rows.size() == 1 ? rows.getFirst().getFields() : List.of(cell);
        } catch (CsvParseException _) {
            return List.of(cell);
        }
    }

    static boolean areThere(List<String> columns) {
        var size = columns.size();
        return size > BEFORE.size() + AFTER.size() && plain(columns.subList(0, BEFORE.size())).equals(BEFORE)
                && plain(columns.subList(size - AFTER.size(), size)).equals(AFTER);
    }

    private static List<String> plain(List<String> names) {
        return names.stream().map(name -> name.strip().replaceFirst("^(" + OURS + ")+", "")).toList();
    }

    private static String free(String name, Set<String> taken) {
        var free = name;
        while (taken.contains(free)) {
            free = OURS + free;
        }
        return free;
    }
}
