package dev.tenantry.bench;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A figure beside the requests, and what it has to be.
 *
 * @param target as a reader reads it; blank where none is set
 */
record Figure(String name, String value, String target, boolean met) {

    static Figure plain(String name, String value) {
        return new Figure(name, value, "", true);
    }

    static Figure atMost(String name, double value, double limit, String unit) {
        return new Figure(name, text(value, unit), "≤ " + text(limit, unit), value <= limit);
    }

    static Figure atLeast(String name, double value, double limit, String unit) {
        return new Figure(name, text(value, unit), "≥ " + text(limit, unit), value >= limit);
    }

    /** Of a run on this machine, today. */
    static List<String> table(List<Figure> figures) {
        var lines = new ArrayList<>(List.of("%s, %s".formatted(LocalDate.now(), Machine.describe()), "",
                "| figure | value | target | verdict |", "|---|--:|--:|---|"));
        figures.forEach(figure -> lines.add("| %-40s | %12s | %12s | %-11s |".formatted(figure.name(), figure.value(),
                figure.target(), figure.verdict())));
        return lines;
    }

    String verdict() {
        if (target.isEmpty()) {
            return "";
        }
        return met ? "met" : "**not met**";
    }

    private static String text(double value, String unit) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f %s" : "%.2f %s", value, unit).strip();
    }
}
