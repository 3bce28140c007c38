package dev.tenantry.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.springframework.util.FileSystemUtils;

import dev.tenantry.bench.client.ApiClient;
import dev.tenantry.bench.client.LoadGenerator;
import dev.tenantry.bench.client.RequestTemplate;
import dev.tenantry.bench.data.BenchDatabase;
import dev.tenantry.bench.data.ContactLoader;
import dev.tenantry.bench.data.TenantLoader;
import dev.tenantry.bench.data.TenantSample;
import dev.tenantry.bench.probe.ExchangeCounter;

/** The whole course: first starts, loading, requests side by side, imports, exchanges, a last start over all the data. */
final class Benchmark {

    /** For the just-in-time compilers, once for each kind of request: spans of this length, until some in a row bring little more. */
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final int IN_A_ROW = 3;
    private static final int MOST_WARM_UPS = 18;
    private static final double LITTLE_MORE = 1.03;
    private static final int WARM_UP_CONNECTIONS = 8;

    private final BenchSettings settings;
    private final Path data;
    private final Servers servers;
    private final List<Measurement> measurements = new ArrayList<>();
    private final List<Figure> figures = new ArrayList<>();
    private final List<ExchangeCount> exchanges = new ArrayList<>();

    Benchmark(BenchSettings settings, Path directory) throws IOException {
        this.settings = settings;
        this.data = directory.resolve("data");
        this.servers = new Servers(directory);
    }

    Report run() throws IOException, SQLException {
        firstStarts();
        try (var database = BenchDatabase.start(data)) {
            var cases = measure(database);
            figures.addAll(new WarmUpRun(servers, database).figures(cases.getFirst()));
            countExchanges(database, cases);
        }
        figures.add(Figure.atMost("start over the loaded data, by `./tenantry`",
                startTime(servers.embeddedApplication(data)), 8, "s"));
        return new Report(measurements, figures, exchanges);
    }

    private void firstStarts() throws IOException {
        FileSystemUtils.deleteRecursively(data);
        figures.add(Figure.atMost("first start, database created, by `./mvnw spring-boot:run`",
                startTime(servers.newcomersApplication(data)), 25, "s"));
        figures.add(
                Figure.atMost("second start, by `./tenantry`", startTime(servers.embeddedApplication(data)), 4, "s"));
    }

    private static double startTime(ServerProcess started) {
        try (started) {
            return seconds(started.startTime());
        }
    }

    /** @return the requests that were measured */
    private List<Case> measure(BenchDatabase database) throws SQLException {
        try (var application = servers.application(database, database.url());
                var api = new ApiClient(application.port())) {
            var users = SignedIn.signUp(api, settings.callers());
            load(database);
            var cases = new Cases(callers(database, users)).all()
                    .stream()
                    .filter(kind -> settings.cases().isEmpty() || settings.cases().contains(kind.name()))
                    .toList();
            figures.add(Figure.plain("resident memory before the requests", application.residentMebibytes() + " MiB"));
            try (var floor = servers.floor(database, database.url())) {
                cases.forEach(kind -> warmUp(kind, application, floor));
                for (var kind : cases) {
                    for (var connections : settings.connections()) {
                        measure(kind, connections, application, floor);
                    }
                }
            }
            figures.add(Figure.plain("resident memory after the requests", application.residentMebibytes() + " MiB"));
            figures.addAll(new IdentityRun(application, database, settings.duration()).figures());
            figures.add(new BatchRun(application.port(), users.getFirst()).figure());
            if (settings.importRows() > 0) {
                figures.addAll(new ImportRun(api, users.getFirst()).figures(settings.importRows()));
            }
            figures.add(Figure.plain("highest resident memory", application.peakMebibytes() + " MiB"));
            return cases;
        }
    }

    private void load(BenchDatabase database) throws SQLException {
        var started = System.nanoTime();
        new TenantLoader(database).fillUpTo(settings.tenants());
        new ContactLoader(database).load(settings.contactsPerTenant(),
                each -> say("%d contacts in each tenant".formatted(each)));
        say("loaded in %.0f s".formatted(seconds(Duration.ofNanos(System.nanoTime() - started))));
    }

    private static List<Caller> callers(BenchDatabase database, List<SignedIn> users) throws SQLException {
        var callers = new ArrayList<Caller>();
        for (var user : users) {
            var sample = TenantSample.of(database, user.organization());
            callers.add(new Caller(user.token(), user.organization(), user.user(), sample.contactIds(),
                    sample.companies(), sample.lastNames()));
        }
        return callers;
    }

    private void warmUp(Case kind, ServerProcess application, ServerProcess floor) {
        var taken = warmUp(application, kind.application());
        warmUp(floor, kind.floor());
        if (!kind.atOnce().isEmpty()) {
            warmUp(floor, kind.atOnce());
        }
        say("%s: warm after %d s".formatted(kind.name(), WARM_UP.multipliedBy(taken).toSeconds()));
    }

    /** @return how many spans it took */
    private static int warmUp(ServerProcess server, List<RequestTemplate> requests) {
        var generator = new LoadGenerator(server.port(), Duration.ZERO, WARM_UP);
        var best = 0.0;
        var without = 0;
        for (var taken = 1; taken <= MOST_WARM_UPS; taken++) {
            var rate = generator.run(WARM_UP_CONNECTIONS, requests).requestsPerSecond();
            without = rate < best * LITTLE_MORE ? without + 1 : 0;
            if (without == IN_A_ROW) {
                return taken;
            }
            best = Math.max(best, rate);
        }
        return MOST_WARM_UPS;
    }

    private void measure(Case kind, int connections, ServerProcess application, ServerProcess floor) {
        var ours = new ArrayList<Result>();
        var theirs = new ArrayList<Result>();
        var atOnce = new ArrayList<Result>();
        for (var round = 0; round < settings.rounds(); round++) {
            ours.add(load(application, connections, kind.application()));
            theirs.add(load(floor, connections, kind.floor()));
            if (!kind.atOnce().isEmpty()) {
                atOnce.add(load(floor, connections, kind.atOnce()));
            }
        }
        var measurement = new Measurement(kind, connections, Result.median(ours), Result.median(theirs),
                atOnce.isEmpty() ? null : Result.median(atOnce));
        say("%s at %d: %.0f a second, floor %.0f".formatted(kind.name(), connections,
                measurement.application().load().requestsPerSecond(), measurement.floor().load().requestsPerSecond()));
        measurements.add(measurement);
    }

    private Result load(ServerProcess server, int connections, List<RequestTemplate> requests) {
        var before = server.processorTime();
        var result = generator(server).run(connections, requests);
        return new Result(result, server.processorTime().minus(before).dividedBy(Math.max(1, result.sent())));
    }

    private void countExchanges(BenchDatabase database, List<Case> cases) throws IOException {
        try (var counter = new ExchangeCounter(database.port())) {
            var url = database.urlThrough(counter.port());
            try (var application = servers.application(database, url)) {
                var generator = generator(application);
                cases.forEach(kind -> exchanges
                        .add(ExchangeCount.of(kind.name(), kind.application(), generator, counter)));
            }
            try (var floor = servers.floor(database, url)) {
                var generator = generator(floor);
                cases.forEach(kind -> exchanges
                        .add(ExchangeCount.of(kind.name() + ", floor3", kind.floor(), generator, counter)));
                cases.stream()
                        .filter(kind -> !kind.atOnce().isEmpty())
                        .forEach(kind -> exchanges
                                .add(ExchangeCount.of(kind.name() + ", floor1", kind.atOnce(), generator, counter)));
            }
        }
    }

    private LoadGenerator generator(ServerProcess server) {
        return new LoadGenerator(server.port(), settings.warmUp(), settings.duration());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static void say(String progress) {
        IO.println(progress);
    }
}
