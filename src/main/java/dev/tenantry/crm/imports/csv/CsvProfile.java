package dev.tenantry.crm.imports.csv;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;

import org.springframework.core.io.InputStreamSource;

/**
 * What is in a file.
 *
 * @param rows how many, without the header
 */
public record CsvProfile(char delimiter, List<Column> columns, long rows) {

    /**
     * Reads the whole file, so that one that was accepted can be read to its end.
     *
     * @throws dev.tenantry.shared.problem.ProblemException 422 that says what is wrong with it and where
     */
    public static CsvProfile of(InputStreamSource file, CsvLimits limits) throws IOException {
        char delimiter;
        try (var in = file.getInputStream()) {
            delimiter = Delimiter.detect(in, limits);
        }
        try (var in = file.getInputStream(); var rows = new CsvRows(in, delimiter, limits)) {
            if (!rows.hasNext()) {
                throw CsvFaults.empty();
            }
            var columns = columns(rows.next().fields());
            var count = 0L;
            while (rows.hasNext()) {
                observe(rows.next(), columns);
                count++;
            }
            if (count == 0) {
                throw CsvFaults.headerOnly();
            }
            return new CsvProfile(delimiter, columns.stream().map(ColumnProfiler::toColumn).toList(), count);
        }
    }

    private static List<ColumnProfiler> columns(List<String> header) {
        var positions = new HashMap<String, Integer>();
        return IntStream.range(0, header.size()).mapToObj(index -> {
            var name = header.get(index).isBlank() ? "column " + (index + 1) : header.get(index).strip();
            var other = positions.put(name, index + 1);
            if (other != null) {
                throw CsvFaults.duplicateColumn(name, other, index + 1);
            }
            return new ColumnProfiler(name);
        }).toList();
    }

    private static void observe(CsvRow row, List<ColumnProfiler> columns) {
        for (var index = 0; index < columns.size(); index++) {
            columns.get(index).observe(index < row.fields().size() ? row.fields().get(index).strip() : "");
        }
    }
}
