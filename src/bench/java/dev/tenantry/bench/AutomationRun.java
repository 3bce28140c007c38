package dev.tenantry.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import org.springframework.util.FileSystemUtils;

import dev.tenantry.bench.client.ApiClient;
import dev.tenantry.bench.data.BenchDatabase;

/**
 * How many steps of workflows are carried out in a second beside the jobs of other queues, how soon the first of them is, who
 * waits for whom, and how much is left on the disk.
 */
final class AutomationRun {

    private static final int A_WHILE = 3000;

    private final AutomationSettings settings;
    private final Path data;
    private final Servers servers;
    private final Peers peers;
    private final List<Figure> figures = new ArrayList<>();

    AutomationRun(AutomationSettings settings, Path directory) throws IOException, InterruptedException {
        this.settings = settings;
        this.data = directory.resolve("automated-data");
        this.servers = new Servers(directory);
        this.peers = new Peers(directory, settings.jobs());
    }

    /** @return the figures, as a table */
    List<String> run() throws IOException, SQLException, InterruptedException {
        FileSystemUtils.deleteRecursively(data);
        try (var database = BenchDatabase.start(data);
                var application = servers.application(database, database.url());
                var api = new ApiClient(application.port())) {
            var deciding = rate(Program.DECIDING, application, api, database);
            var writing = rate(Program.WRITING, application, api, database);
            for (var round = 0; round < settings.rounds(); round++) {
                deciding.measure();
                writing.measure();
                peers.measure(database);
            }
            figures.addAll(deciding.figures());
            figures.addAll(writing.figures());
            figures.addAll(peers.figures(deciding.median()));
            inTime(writing, api, database);
            onDisk(deciding, writing, database);
            deciding.end();
            writing.end();
            if (settings.backlog() > 0) {
                figures.addAll(new Backlog(api, database, settings.backlog()).run());
            }
            figures.add(Figure.plain("highest resident memory", application.peakMebibytes() + " MiB"));
        }
        return table();
    }

    private StepRate rate(Program program, ServerProcess application, ApiClient api, BenchDatabase database)
            throws SQLException, InterruptedException {
        var rate = new StepRate(program, settings.runs(), application,
                Automated.some(api, database, settings.tenants(), program));
        rate.warmUp(settings.warmUps());
        return rate;
    }

    private void inTime(StepRate writing, ApiClient api, BenchDatabase database)
            throws SQLException, InterruptedException {
        if (settings.load() > 0) {
            var half = writing.median() / Program.STEPS / 2;
            var load = new HalfLoad(writing.tenants());
            figures.addAll(load.told(half, settings.load()));
            figures.addAll(load.added(half, settings.load()));
        }
        if (settings.flood() > 0) {
            figures.add(besideAFlood(api, database));
        }
        if (settings.crowd() > 0) {
            figures.addAll(new Crowd(api, database, settings.crowd()).run());
        }
    }

    private void onDisk(StepRate deciding, StepRate writing, BenchDatabase database)
            throws SQLException, InterruptedException {
        if (settings.kept() > 0) {
            var use = new DiskUse(database, settings.kept());
            figures.addAll(use.run(Program.DECIDING, deciding.tenants()));
            figures.addAll(use.run(Program.WRITING, writing.tenants()));
        }
    }

    private Figure besideAFlood(ApiClient api, BenchDatabase database) throws SQLException, InterruptedException {
        var both = Automated.some(api, database, 2, Program.WRITING);
        both.getFirst().tell(settings.flood());
        Thread.sleep(A_WHILE);
        var began = System.nanoTime();
        both.getLast().tell(1);
        Automated.await(List.of(both.getLast()));
        var took = (System.nanoTime() - began) / 1e6;
        var left = both.getFirst().left();
        if (left == 0) {
            throw new IllegalStateException("the flood was over too soon");
        }
        IO.println("beside %d that are left: %.0f ms".formatted(left, took));
        Automated.await(both);
        return Figure.atMost("one tenant's run beside %,d of another".formatted(settings.flood()), took, 1000, "ms");
    }

    private List<String> table() {
        var lines = new ArrayList<>(List.of("%s, %s".formatted(LocalDate.now(), Machine.describe()), "",
                "| figure | value | target | verdict |", "|---|--:|--:|---|"));
        figures.forEach(figure -> lines.add("| %-60s | %14s | %14s | %-11s |".formatted(figure.name(), figure.value(),
                figure.target(), figure.verdict())));
        return lines;
    }
}
