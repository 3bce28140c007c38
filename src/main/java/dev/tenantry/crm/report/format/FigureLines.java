package dev.tenantry.crm.report.format;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

import dev.tenantry.crm.report.Sheet;

/** The rows of a table in words, each as many lines as it takes: texts as they are, figures after the names of their columns. */
final class FigureLines {

    private static final Pattern CAPITAL = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
    private static final int LONGEST = 120;
    private static final String INDENTED = "\u2003";

    private FigureLines() {}

    static List<String> of(Sheet sheet, int most) {
        var lines = new ArrayList<String>();
        for (var row : sheet.rows().subList(0, Math.min(most, sheet.rows().size()))) {
            var line = new StringBuilder();
            for (var column = 0; column < row.size(); column++) {
                var name = sheet.columns().get(column);
                var value = row.get(column);
                if (value != null && !isId(name)) {
                    var told = told(name, value);
                    if (line.length() + told.length() > LONGEST && !line.isEmpty()) {
                        lines.add(line.toString());
                        line = new StringBuilder(INDENTED);
                    }
                    line.append(line.isEmpty() || line.toString().equals(INDENTED) ? "" : ", ").append(told);
                }
            }
            lines.add(line.toString());
        }
        return lines;
    }

    /** Of use for machines, which take the table. */
    private static boolean isId(String column) {
        return column.equals("id") || column.endsWith("Id");
    }

    private static String told(String column, Object value) {
        var isFigure = value instanceof Number || value instanceof Boolean;
        var text = value instanceof BigDecimal number ? number.toPlainString() : Objects.toString(value);
        return isFigure ? CAPITAL.matcher(column).replaceAll(" ").toLowerCase(Locale.ROOT) + " " + text : text;
    }
}
