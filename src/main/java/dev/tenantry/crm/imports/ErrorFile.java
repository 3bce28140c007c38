package dev.tenantry.crm.imports;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import de.siegmar.fastcsv.writer.CsvWriter;

import dev.tenantry.crm.imports.csv.Column;

/**
 * The errors as CSV: the line, the row as it was, and what is wrong with it. A value that a spreadsheet would take for a
 * formula is preceded by an apostrophe; so is a part of a value that becomes one where the spreadsheet separates fields by
 * another character, or lines within quotes.
 */
final class ErrorFile implements AutoCloseable {

    private static final Pattern FORMULA = Pattern.compile(
            "(^|[;|\\t\\r\\n])([\\s\\p{Z}\\p{Cf}\"]*)(?=[=+\\-@\uff1d\uff0b\uff0d\uff20])(?![+-]?[\\d.,' ]+$)");

    private final CsvWriter writer;
    private final int width;

    ErrorFile(OutputStream out, List<Column> columns) {
        this.writer = CsvWriter.builder().build(out, StandardCharsets.UTF_8);
        this.width = columns.size();
        write(Stream.concat(Stream.concat(Stream.of("line"), columns.stream().map(Column::name)),
                Stream.of("field", "code", "message")).toList());
    }

    void add(RowError error) {
        var cells = new ArrayList<String>();
        cells.add(Long.toString(error.line()));
        cells.addAll(row(error.fields()));
        cells.addAll(List.of(error.field(), error.code(), error.message()));
        write(cells);
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** As wide as the header: what a row has too much stands in its last cell, what it lacks is blank. */
    private List<String> row(List<String> fields) {
        if (fields.size() > width) {
            var cut = new ArrayList<>(fields.subList(0, width - 1));
            cut.add(String.join(", ", fields.subList(width - 1, fields.size())));
            return cut;
        }
        return Stream.concat(fields.stream(), Stream.generate(() -> "")).limit(width).toList();
    }

    private void write(List<String> cells) {
        writer.writeRecord(cells.stream().map(ErrorFile::disarmed).toList());
    }

    private static String disarmed(String cell) {
        return FORMULA.matcher(cell).replaceAll("$1$2'");
    }
}
