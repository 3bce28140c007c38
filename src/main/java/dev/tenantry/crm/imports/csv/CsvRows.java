package dev.tenantry.crm.imports.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.text.FormulaGuard;

/**
 * The rows of a file, one at a time, the first of which names the columns. Rows without a value are left out, and so is a
 * first line that says what separates fields; a row may have fewer or more fields than there are columns. What a file of
 * errors has been guarded with is taken off.
 */
public final class CsvRows implements Iterator<CsvRow>, AutoCloseable {

    private final CloseableIterator<CsvRecord> records;
    private final char delimiter;
    private final CsvLimits limits;
    private @Nullable CsvRow next;
    /** How many columns a file of errors has; 0 for others, negative before that is known. */
    private int errorColumns = -1;

    public CsvRows(InputStream in, char delimiter, CsvLimits limits) {
        this(new TextReader(in), delimiter, limits);
    }

    private CsvRows(Reader in, char delimiter, CsvLimits limits) {
        this.delimiter = delimiter;
        this.limits = limits;
        this.records = CsvReader.builder()
                .fieldSeparator(delimiter)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(limits.rowLength())
                .build(CsvRecordHandler.of(handler -> handler.maxFields(limits.columns())
                        .maxFieldSize(limits.fieldLength())
                        .maxRecordSize(limits.rowLength())), in)
                .iterator();
    }

    /** @throws dev.tenantry.shared.problem.ProblemException 422 where the file cannot be read on from here */
    @Override
    public boolean hasNext() {
        while (next == null) {
            var row = read();
            if (row == null) {
                return false;
            }
            next = row.isBlank() || row.line() == 1 && Delimiter.isStatement(row, delimiter) ? null : original(row);
        }
        return true;
    }

    @Override
    public CsvRow next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        var row = next;
        next = null;
        return row;
    }

    /** Leaves out that many rows. */
    public void skip(long count) {
        for (var skipped = 0L; skipped < count && hasNext(); skipped++) {
            next();
        }
    }

    @Override
    public void close() {
        try {
            records.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private CsvRow original(CsvRow row) {
        if (errorColumns < 0) {
            errorColumns = ErrorColumns.areThere(row.fields()) ? row.fields().size() : 0;
        }
        return errorColumns == 0
                ? row
                : new CsvRow(row.line(), ErrorColumns.apart(
                        row.fields().stream().map(FormulaGuard::unguarded).toList(), errorColumns));
    }

    private @Nullable CsvRow read() {
        try {
            if (!records.hasNext()) {
                return null;
            }
            var row = records.next();
            return new CsvRow(row.getStartingLineNumber(), row.getFields());
        } catch (CsvParseException malformed) {
            throw CsvFaults.structure(String.valueOf(malformed.getMessage()), limits);
        }
    }
}
