package dev.tenantry.crm.imports;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import de.siegmar.fastcsv.writer.CsvWriter;

import dev.tenantry.crm.imports.csv.Column;
import dev.tenantry.crm.imports.csv.ErrorColumns;
import dev.tenantry.shared.text.FormulaGuard;

/**
 * The errors as CSV: the line, the row as it was, and what is wrong with it. Texts that a spreadsheet would take for formulas
 * are guarded, and read without their guard when the file is mended and imported.
 */
final class ErrorFile implements AutoCloseable {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final CsvWriter writer;
    private final List<String> columns;
    private final int width;

    /** Written as the file is that was uploaded, by the same spreadsheet. */
    ErrorFile(OutputStream out, ImportResponse imported) throws IOException {
        var delimiter = imported.delimiter().charAt(0);
        if (imported.byteOrderMark() || delimiter != ',') {
            out.write(BYTE_ORDER_MARK.getBytes(StandardCharsets.UTF_8));
        }
        this.writer = CsvWriter.builder().fieldSeparator(delimiter).build(out, StandardCharsets.UTF_8);
        this.columns = imported.columns().stream().map(Column::name).toList();
        this.width = ErrorColumns.within(this.columns, this.columns).size();
        write(ErrorColumns.around(this.columns));
    }

    void add(RowError error) {
        var cells = new ArrayList<String>();
        cells.add(Long.toString(error.line()));
        cells.addAll(row(ErrorColumns.within(columns, error.fields()), error.code().equals(ErrorColumns.TOO_MANY)));
        cells.addAll(List.of(error.field(), error.code(), error.message()));
        write(cells);
    }

    /** As wide as the header: what a row has too much stands with its last value, what it lacks is blank. */
    private List<String> row(List<String> fields, boolean isTooWide) {
        if (isTooWide && fields.size() > width) {
            var row = new ArrayList<>(fields.subList(0, width - 1));
            row.add(ErrorColumns.together(fields.subList(width - 1, fields.size())));
            return row;
        }
        return Stream.concat(fields.stream(), Stream.generate(() -> "")).limit(width).toList();
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void write(List<String> cells) {
        writer.writeRecord(cells.stream().map(FormulaGuard::guarded).toList());
    }
}
