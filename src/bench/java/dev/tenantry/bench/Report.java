package dev.tenantry.bench;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.tenantry.bench.client.LoadResult;

/** The figures as Markdown tables, readable on a terminal too. */
final class Report {

    /** Targets hold for this number of connections. */
    private static final int TARGET_CONNECTIONS = 8;
    private static final String ROW = "| %-13s | %5s | %7s | %6s | %6s | %6s | %6s | %8s | %6s | %7s | %8s | %5s | %5s | %6s | %-11s |";

    private final List<Measurement> measurements;
    private final List<Figure> figures;
    private final List<ExchangeCount> exchanges;

    Report(List<Measurement> measurements, List<Figure> figures, List<ExchangeCount> exchanges) {
        this.measurements = List.copyOf(measurements);
        this.figures = withLatencyTargets(figures, measurements);
        this.exchanges = List.copyOf(exchanges);
    }

    /** Whether a request failed, so that the figures mean nothing. */
    boolean failed() {
        return measurements.stream().anyMatch(Measurement::failed);
    }

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("%s, %s".formatted(LocalDate.now(), Machine.describe()));
        lines.add("");
        lines.addAll(requests());
        lines.add("");
        lines.addAll(others());
        lines.add("");
        lines.addAll(exchangeCounts());
        measurements.stream().filter(Measurement::failed).forEach(failed -> lines.add("FAILED " + failed));
        return lines;
    }

    private List<String> requests() {
        var lines = new ArrayList<String>();
        lines.add(row("request", "conn.", "app/s", "p50 ms", "p95 ms", "p99 ms", "cpu µs", "floor3/s", "p99 ms",
                "cpu µs", "floor1/s", "app/3", "app/1", "target", "verdict"));
        lines.add("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|");
        for (var measured : measurements) {
            var application = measured.application().load();
            var floor = measured.floor().load();
            lines.add(row(measured.kind().name(), Integer.toString(measured.connections()), rate(application),
                    millis(application.p50()), millis(application.p95()), millis(application.p99()),
                    micros(measured.application().processorTime()), rate(floor), millis(floor.p99()),
                    micros(measured.floor().processorTime()),
                    measured.atOnce() == null ? "" : rate(measured.atOnce().load()), share(measured.shareOfFloor()),
                    share(measured.shareOfAtOnce()), target(measured), verdict(measured)));
        }
        return lines;
    }

    private List<String> others() {
        var lines = new ArrayList<String>(List.of("| figure | value | target | verdict |", "|---|--:|--:|---|"));
        figures.forEach(figure -> lines.add("| %-40s | %12s | %12s | %-11s |".formatted(figure.name(), figure.value(),
                figure.target(), figure.verdict())));
        return lines;
    }

    private List<String> exchangeCounts() {
        var lines = new ArrayList<String>(
                List.of("| request | exchanges with the database | what is sent |", "|---|--:|---|"));
        exchanges.forEach(count -> lines.add("| %-21s | %5s | %s |".formatted(count.name(),
                String.format(Locale.ROOT, "%.2f", count.perRequest()), String.join("<br>", count.conversation()))));
        return lines;
    }

    private static List<Figure> withLatencyTargets(List<Figure> figures, List<Measurement> measurements) {
        var all = new ArrayList<>(figures);
        for (var measured : measurements) {
            if (measured.connections() != TARGET_CONNECTIONS) {
                continue;
            }
            switch (measured.kind().name()) {
                case "get", "list-20" -> all.add(Figure.atMost(measured.kind().name() + ", p99 at 8 connections",
                        measured.application().load().p99().toNanos() / 1e6, 15, "ms"));
                case "search" -> all.add(Figure.atMost("search, p95 at 8 connections",
                        measured.application().load().p95().toNanos() / 1e6, 20, "ms"));
                default -> {
                    // No target of its own.
                }
            }
        }
        return List.copyOf(all);
    }

    private static String target(Measurement measured) {
        var target = measured.kind().target();
        return target == null || measured.connections() != TARGET_CONNECTIONS ? "" : "≥ " + share(target);
    }

    private static String verdict(Measurement measured) {
        var target = measured.kind().target();
        if (target == null || measured.connections() != TARGET_CONNECTIONS) {
            return "";
        }
        return measured.shareOfFloor() >= target ? "met" : "**not met**";
    }

    private static String row(Object... cells) {
        return ROW.formatted(cells);
    }

    private static String rate(LoadResult result) {
        return String.format(Locale.ROOT, "%,.0f", result.requestsPerSecond());
    }

    private static String millis(Duration latency) {
        return String.format(Locale.ROOT, "%.2f", latency.toNanos() / 1e6);
    }

    private static String micros(Duration time) {
        return Long.toString(time.toNanos() / 1000);
    }

    private static String share(double share) {
        return Double.isNaN(share) ? "" : String.format(Locale.ROOT, "%.2f", share);
    }
}
