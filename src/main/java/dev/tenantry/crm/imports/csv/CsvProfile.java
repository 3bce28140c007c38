package dev.tenantry.crm.imports.csv;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamSource;

/**
 * What is in a file.
 *
 * @param delimiterBasis how the delimiter is known
 * @param byteOrderMark  whether the file begins with one
 * @param rows           how many, without the header
 */
public record CsvProfile(
        char delimiter,
        String delimiterBasis,
        boolean byteOrderMark,
        List<Column> columns,
        long rows) {

    /** Of UTF-8 and UTF-16, in hexadecimal. */
    private static final List<String> BYTE_ORDER_MARKS = List.of("efbbbf", "fffe", "feff");

    private static final int NAME_LENGTH = 1000;

    /**
     * Reads the whole file, so that one that was accepted can be read to its end.
     *
     * @param delimiter   where whoever sends it knows
     * @param conventions for what the file does not tell
     * @throws dev.tenantry.shared.problem.ProblemException 422 that says what is wrong with it and where
     */
    public static CsvProfile of(InputStreamSource file, CsvLimits limits, @Nullable String delimiter,
            Conventions conventions) throws IOException {
        boolean marked;
        try (var in = file.getInputStream()) {
            marked = BYTE_ORDER_MARKS.stream().anyMatch(HexFormat.of().formatHex(in.readNBytes(3))::startsWith);
        }
        Delimiter detected;
        try (var in = file.getInputStream()) {
            detected = Delimiter.detect(in, delimiter);
        }
        try (var in = file.getInputStream(); var rows = new CsvRows(in, detected.character(), limits)) {
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
            var orders = orders(columns);
            return new CsvProfile(detected.character(), detected.basis(), marked,
                    columns.stream().map(column -> column.toColumn(orders, conventions)).toList(), count);
        }
    }

    private static List<ColumnProfiler> columns(List<String> header) {
        var names = IntStream.range(0, header.size()).mapToObj(index -> name(header.get(index), index + 1)).toList();
        var positions = new HashMap<String, Integer>();
        for (var index = 0; index < names.size(); index++) {
            var other = names.get(index).isEmpty() ? null : positions.put(names.get(index), index + 1);
            if (other != null) {
                throw CsvFaults.duplicateColumn(names.get(index), other, index + 1);
            }
        }
        return IntStream.range(0, names.size())
                .mapToObj(index -> new ColumnProfiler(
                        names.get(index).isEmpty() ? made(index + 1, positions.keySet()) : names.get(index)))
                .toList();
    }

    /** As the header has it, in one line. */
    private static String name(String text, int number) {
        var name = CellText.of(text).replaceAll("[\\s\\p{Z}]+", " ");
        if (name.length() > NAME_LENGTH) {
            throw CsvFaults.columnName(number, NAME_LENGTH);
        }
        return name;
    }

    private static String made(int number, Set<String> taken) {
        var name = "column " + number;
        return taken.contains(name) ? "unnamed " + name : name;
    }

    private static void observe(CsvRow row, List<ColumnProfiler> columns) {
        for (var index = 0; index < columns.size(); index++) {
            columns.get(index)
                    .observe(index < row.fields().size() ? CellText.of(row.fields().get(index)) : "");
        }
    }

    /** What the values of some columns decide, for those whose own do not: not where they contradict one another. */
    private static Map<String, Conventions.Order> orders(List<ColumnProfiler> columns) {
        var orders = new HashMap<String, Conventions.Order>();
        var contradictory = new HashSet<String>();
        for (var column : columns) {
            for (var family : column.dates().isDates() ? column.dates().families() : List.<DateFamily>of()) {
                var told = DateReading.told(family);
                if (told != null) {
                    var order = Conventions.Order.of(told);
                    var other = orders.putIfAbsent(family.name(),
                            new Conventions.Order(order, "as the values of the column " + column.name() + " are"));
                    if (other != null && !other.order().equals(order)) {
                        contradictory.add(family.name());
                    }
                }
            }
        }
        orders.keySet().removeAll(contradictory);
        return orders;
    }
}
