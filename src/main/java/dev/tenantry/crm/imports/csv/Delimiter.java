package dev.tenantry.crm.imports.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.tenantry.shared.problem.ProblemException;

/** Finds what separates the fields of a file: what makes rows of the same width from its beginning. */
final class Delimiter {

    static final char DEFAULT = ',';
    private static final List<Character> CANDIDATES = List.of(DEFAULT, ';', '\t', '|');
    private static final int HEAD = 1 << 16;
    private static final int ROWS = 50;

    private Delimiter() {}

    static char detect(InputStream in, CsvLimits limits) throws IOException {
        var head = head(new Utf8Reader(in));
        return CANDIDATES.stream()
                .max(Comparator.comparingDouble((Character candidate) -> fit(head, candidate, limits))
                        .thenComparing(candidate -> -CANDIDATES.indexOf(candidate)))
                .orElse(DEFAULT);
    }

    private static String head(Reader reader) throws IOException {
        var buffer = new char[HEAD];
        var length = 0;
        var read = 0;
        while (length < HEAD && read >= 0) {
            read = reader.read(buffer, length, HEAD - length);
            length += Math.max(0, read);
        }
        return new String(buffer, 0, length);
    }

    /** Nothing where the header has one column; otherwise the more, the more rows are as wide as it is. */
    private static double fit(String head, char candidate, CsvLimits limits) {
        var widths = widths(head, candidate, limits);
        if (widths.isEmpty() || widths.getFirst() < 2) {
            return 0;
        }
        var header = widths.getFirst();
        var fitting = widths.stream().filter(header::equals).count();
        return (double) fitting / widths.size() + Math.min(header, 100) / 1000.0;
    }

    private static List<Integer> widths(String head, char candidate, CsvLimits limits) {
        var widths = new ArrayList<Integer>();
        try (var rows = new CsvRows(new StringReader(head), candidate, limits)) {
            while (rows.hasNext() && widths.size() < ROWS) {
                widths.add(rows.next().fields().size());
            }
        } catch (ProblemException _) {
            // The head ends within a row, or this is not the delimiter; what was read until then counts.
        }
        if (head.length() == HEAD && widths.size() > 1 && widths.size() < ROWS) {
            widths.removeLast();
        }
        return widths;
    }
}
