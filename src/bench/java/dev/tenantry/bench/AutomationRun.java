package dev.tenantry.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.springframework.util.FileSystemUtils;

import dev.tenantry.bench.client.ApiClient;
import dev.tenantry.bench.data.BenchDatabase;

/**
 * How many steps of workflows are carried out in a second, from the event on: tenants have all their events at once, and the time
 * counts until nothing is left to be done. And how long one tenant's run takes while another has its queue full.
 */
final class AutomationRun {

    private static final String CONDITION = """
            {"type":"condition","config":{"field":"contact.name","operator":"contains","value":"fischer"}}""";
    private static final String DECIDING = "[%1$s,%2$s,%1$s]".formatted(CONDITION, """
            {"type":"condition","config":{"field":"trigger.email","operator":"exists"}}""");
    private static final String WRITING = "[%s,%s,%s]".formatted(CONDITION, """
            {"type":"create_task","config":{"title":"Call {{contact.name}}","priority":"high"}}""", """
            {"type":"update_contact","config":{"fields":{"jobTitle":"Run {{run.id}}"}}}""");
    private static final int STEPS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int A_WHILE = 3000;
    private static final int GLANCE = 20;

    private final AutomationSettings settings;
    private final Path data;
    private final Servers servers;
    private final List<Figure> figures = new ArrayList<>();

    AutomationRun(AutomationSettings settings, Path directory) throws IOException {
        this.settings = settings;
        this.data = directory.resolve("automated-data");
        this.servers = new Servers(directory);
    }

    /** @return the figures, as a table */
    List<String> run() throws IOException, SQLException, InterruptedException {
        FileSystemUtils.deleteRecursively(data);
        try (var database = BenchDatabase.start(data);
                var application = servers.application(database, database.url());
                var api = new ApiClient(application.port())) {
            measure("condition, condition, condition", DECIDING, 8000, application, api, database);
            measure("condition, create_task, update_contact", WRITING, 4000, application, api, database);
            if (settings.flood() > 0) {
                figures.add(besideAFlood(api, database));
            }
            figures.add(Figure.plain("highest resident memory", application.peakMebibytes() + " MiB"));
        }
        var lines = new ArrayList<>(List.of("%s, %s".formatted(LocalDate.now(), Machine.describe()), "",
                "| figure | value | target | verdict |", "|---|--:|--:|---|"));
        figures.forEach(figure -> lines.add("| %-60s | %14s | %14s | %-11s |".formatted(figure.name(), figure.value(),
                figure.target(), figure.verdict())));
        return lines;
    }

    private void measure(String name, String steps, int target, ServerProcess application, ApiClient api,
            BenchDatabase database) throws SQLException, InterruptedException {
        var tenants = tenants(api, database, settings.tenants(), steps);
        for (var round = 0; round < settings.warmUps(); round++) {
            IO.println("%s, warming up: %.0f steps/s".formatted(name, round(tenants)));
        }
        var rates = new ArrayList<Double>();
        var before = application.processorTime();
        for (var round = 0; round < settings.rounds(); round++) {
            rates.add(round(tenants));
        }
        var used = application.processorTime().minus(before).toNanos() / 1000.0 / settings.rounds() / settings.runs()
                / STEPS;
        rates.sort(null);
        IO.println("%s: %s".formatted(name, rates));
        figures.add(Figure.atLeast("steps a second: " + name, rates.get(rates.size() / 2), target, "steps/s"));
        figures.add(Figure.plain("the application's processor time for one of them", "%.0f µs".formatted(used)));
        for (var tenant : tenants) {
            tenant.deactivate();
            if (!tenant.outcomes().keySet().equals(Set.of("succeeded"))) {
                throw new IllegalStateException("not all runs succeeded: " + tenant.outcomes());
            }
        }
    }

    private static List<Automated> tenants(ApiClient api, BenchDatabase database, int number, String steps)
            throws InterruptedException {
        var tenants = SignedIn.signUp(api, number)
                .stream()
                .map(user -> Automated.of(api, database, user, steps))
                .toList();
        // What their contacts told is dispatched to nobody.
        Thread.sleep(A_WHILE);
        tenants.forEach(Automated::activate);
        return tenants;
    }

    /** @return steps a second */
    private double round(List<Automated> tenants) throws SQLException, InterruptedException {
        for (var tenant : tenants) {
            tenant.tell(settings.runs() / tenants.size());
        }
        var began = System.nanoTime();
        await(tenants);
        return settings.runs() * STEPS / ((System.nanoTime() - began) / 1e9);
    }

    private static void await(List<Automated> tenants) throws SQLException, InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!Automated.areDone(tenants)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the runs do not come to an end");
            }
            Thread.sleep(GLANCE);
        }
    }

    private Figure besideAFlood(ApiClient api, BenchDatabase database) throws SQLException, InterruptedException {
        var both = tenants(api, database, 2, WRITING);
        both.getFirst().tell(settings.flood());
        Thread.sleep(A_WHILE);
        var began = System.nanoTime();
        both.getLast().tell(1);
        await(List.of(both.getLast()));
        var took = (System.nanoTime() - began) / 1e6;
        var left = both.getFirst().left();
        if (left == 0) {
            throw new IllegalStateException("the flood was over too soon");
        }
        IO.println("beside %d that are left: %.0f ms".formatted(left, took));
        return Figure.atMost("one tenant's run beside %,d of another".formatted(settings.flood()), took, 1000, "ms");
    }
}
