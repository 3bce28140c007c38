package dev.tenantry.bench;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import dev.tenantry.bench.client.Answers;

/** How the application held, as Markdown tables. */
record AttackReport(List<Figure> figures, Answers answers) {

    AttackReport {
        figures = List.copyOf(figures);
    }

    /** Whether a target is missed. */
    boolean failed() {
        return figures.stream().anyMatch(figure -> !figure.met());
    }

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("%s, %s".formatted(LocalDate.now(), Machine.describe()));
        lines.add("");
        lines.addAll(List.of("| figure | value | target | verdict |", "|---|--:|--:|---|"));
        figures.forEach(figure -> lines.add("| %-46s | %12s | %12s | %-11s |".formatted(figure.name(), figure.value(),
                figure.target(), figure.verdict())));
        lines.add("");
        lines.addAll(answers.table().lines().toList());
        return lines;
    }
}
