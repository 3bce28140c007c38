package dev.tenantry.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** Measures the application beside the floor and prints what came out. */
final class Bench {

    private Bench() {}

    static void main(String... arguments) throws IOException, SQLException {
        var settings = BenchSettings.parse(arguments);
        var directory = Path.of(System.getProperty("bench.directory"));
        var report = new Benchmark(settings, directory).run();
        Files.write(directory.resolve("report.md"), report.lines());
        report.lines().forEach(IO::println);
        if (report.failed()) {
            throw new IllegalStateException("requests failed: the figures mean nothing");
        }
    }
}
