package dev.tenantry.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** Measures the application beside the floor, under attack, its workflows, its reports, its reminders, or its audit log, and prints what came out. */
final class Bench {

    private static final String ATTACK = "attack";
    private static final String AUTOMATION = "automation";
    private static final String REPORTS = "reports";
    private static final String REMINDERS = "reminders";
    private static final String AUDIT = "audit";
    private static final int ENTRIES = 10_000_000;

    private Bench() {}

    static void main(String... arguments) throws IOException, SQLException, InterruptedException {
        var directory = Path.of(System.getProperty("bench.directory"));
        if (arguments.length > 0 && arguments[0].equals(ATTACK)) {
            attack(AttackSettings.parse(Arrays.copyOfRange(arguments, 1, arguments.length)), directory);
        } else if (arguments.length > 0 && arguments[0].equals(AUTOMATION)) {
            var settings = AutomationSettings.parse(Arrays.copyOfRange(arguments, 1, arguments.length));
            publish(new AutomationRun(settings, directory).run(), directory.resolve("automation.md"));
        } else if (arguments.length > 0 && arguments[0].equals(REPORTS)) {
            publish(new ReportRun(directory).run(), directory.resolve("reports.md"));
        } else if (arguments.length > 0 && arguments[0].equals(REMINDERS)) {
            publish(new ReminderRun(directory).run(), directory.resolve("reminders.md"));
        } else if (arguments.length > 0 && arguments[0].equals(AUDIT)) {
            var entries = arguments.length > 1 ? Integer.parseInt(arguments[1]) : ENTRIES;
            publish(new AuditRun(directory, entries).run(), directory.resolve("audit.md"));
        } else {
            measure(BenchSettings.parse(arguments), directory);
        }
    }

    private static void measure(BenchSettings settings, Path directory) throws IOException, SQLException {
        var report = new Benchmark(settings, directory).run();
        publish(report.lines(), directory.resolve("report.md"));
        if (report.failed()) {
            throw new IllegalStateException("requests failed: the figures mean nothing");
        }
    }

    private static void attack(AttackSettings settings, Path directory) throws IOException {
        var report = new AttackRun(settings, directory).run();
        publish(report.lines(), directory.resolve("attack.md"));
        if (report.failed()) {
            throw new IllegalStateException("the application does not hold under attack");
        }
    }

    private static void publish(List<String> lines, Path file) throws IOException {
        Files.write(file, lines);
        lines.forEach(IO::println);
    }
}
