package dev.tenantry.crm.report.format;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;

import dev.tenantry.crm.report.Chart;
import dev.tenantry.crm.report.Sheet;
import dev.tenantry.shared.text.XmlText;

/**
 * A chart as SVG: dark text on white, each bar with its figure behind it, so that nobody has to tell colours apart or guess lengths; below, in words,
 * all figures that the table has. It names and describes itself to screen readers, and has no script.
 */
final class BarChart {

    /** More are not told apart by looking. */
    private static final int MOST_GROUPS = 100;
    private static final int MOST_ROWS = 200;
    private static final int MOST_LETTERS = 28;
    private static final int WIDTH = 960;
    private static final int MARGIN = 16;
    private static final int LEFT = 230;
    private static final int LONGEST = 520;
    private static final int BAR = 16;
    private static final int GAP = 12;
    private static final int TOP = 84;
    private static final String[] COLOURS = {"#1d4ed8", "#b45309", "#047857", "#7e22ce", "#be123c", "#475569"};

    private final Chart chart;
    private final Sheet sheet;
    private final BigDecimal most;
    private final StringBuilder text = new StringBuilder();
    private int y = TOP;

    private BarChart(Chart chart, Sheet sheet) {
        this.chart = chart;
        this.sheet = sheet;
        this.most = chart.groups()
                .stream()
                .flatMap(group -> group.bars().stream())
                .filter(Objects::nonNull)
                .map(Chart.Bar::length)
                .reduce(BigDecimal.ONE, BigDecimal::max);
    }

    static String of(Chart chart, Sheet sheet) {
        return new BarChart(chart, sheet).drawn();
    }

    private String drawn() {
        legend();
        chart.groups().stream().limit(MOST_GROUPS).forEach(this::group);
        rest(LEFT, chart.groups().size() - MOST_GROUPS);
        FigureLines.of(sheet, MOST_ROWS).forEach(figures -> {
            y += BAR;
            line(MARGIN, y, figures);
        });
        rest(MARGIN, sheet.rows().size() - MOST_ROWS);
        if (sheet.rows().isEmpty()) {
            line(LEFT, y, "There is nothing to show.");
        }
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$s" height="%2$s" viewBox="0 0 %1$s %2$s" role="img" \
                aria-labelledby="title description" font-family="sans-serif" font-size="13" fill="#0f172a">
                <title id="title">%3$s</title>
                <desc id="description">%4$s</desc>
                <rect width="%1$s" height="%2$s" fill="#ffffff"/>
                <text x="16" y="30" font-size="18" font-weight="bold">%3$s</text>
                """.formatted(WIDTH, y + 2 * GAP, XmlText.quoted(chart.title()), XmlText.quoted(chart.description()))
                + text + "</svg>\n";
    }

    private void rest(int x, int count) {
        if (count > 0) {
            y += 2 * BAR;
            line(x, y, "and %s more, which the table tells".formatted(count));
        }
    }

    private void legend() {
        var x = MARGIN;
        for (var series = 0; series < chart.series().size(); series++) {
            text.append(
                    "<rect x=\"%s\" y=\"48\" width=\"12\" height=\"12\" fill=\"%s\"/>\n".formatted(x, colour(series)));
            line(x + 18, 59, chart.series().get(series));
            x += 40 + 8 * chart.series().get(series).length();
        }
    }

    private void group(Chart.Group group) {
        text.append("<g><title>").append(XmlText.quoted(group.label())).append("</title>\n");
        text.append("<text x=\"%s\" y=\"%s\" text-anchor=\"end\" unicode-bidi=\"plaintext\">%s</text>\n".formatted(
                LEFT - 10,
                y + BAR - 4, XmlText.quoted(shortened(group.label()))));
        for (var series = 0; series < group.bars().size(); series++) {
            var bar = group.bars().get(series);
            if (bar != null) {
                var length = bar.length()
                        .multiply(BigDecimal.valueOf(LONGEST))
                        .divide(most, 1, RoundingMode.HALF_UP);
                text.append("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\"/>\n".formatted(LEFT, y,
                        length.toPlainString(), BAR - 2, colour(series)));
                line(LEFT + length.intValue() + 6, y + BAR - 4, bar.text());
                y += BAR;
            }
        }
        text.append("</g>\n");
        y += group.bars().stream().allMatch(Objects::isNull) ? BAR + GAP : GAP;
    }

    /** The whole of it is its title. */
    private static String shortened(String label) {
        return label.codePointCount(0, label.length()) <= MOST_LETTERS
                ? label
                : label.substring(0, label.offsetByCodePoints(0, MOST_LETTERS - 1)) + "\u2026";
    }

    private void line(int x, int at, String words) {
        text.append("<text x=\"%s\" y=\"%s\">%s</text>\n".formatted(x, at, XmlText.quoted(words)));
    }

    private static String colour(int series) {
        return COLOURS[series % COLOURS.length];
    }
}
