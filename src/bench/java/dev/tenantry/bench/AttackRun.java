package dev.tenantry.bench;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import org.springframework.util.FileSystemUtils;

import dev.tenantry.bench.client.Answers;
import dev.tenantry.bench.client.ApiClient;
import dev.tenantry.bench.client.HealthProbe;
import dev.tenantry.bench.client.HostileLoad;
import dev.tenantry.bench.client.LoadResult;
import dev.tenantry.bench.data.BenchDatabase;

/** Lets ordinary users work, attacks, and looks at what becomes of the process, of its health and of their latencies. */
final class AttackRun {

    private static final double LONGEST_HEALTH_SECONDS = 1;
    private static final double MOST_SLOWDOWN = 2;
    /** Of the attackers' connections one in so many sends a byte a second. */
    private static final int SLOW_SHARE = 8;
    private static final List<String> HEALTH = List.of("/actuator/health/liveness", "/auth/v1/health");
    /** How often a workflow repeats its input; the first that is accepted is used. */
    private static final List<Integer> REPETITIONS = List.of(4_500, 2_000, 1_000, 500, 100, 10);

    private final AttackSettings settings;
    private final Path data;
    private final Servers servers;
    private final List<Figure> figures = new ArrayList<>();

    AttackRun(AttackSettings settings, Path directory) throws IOException {
        this.settings = settings;
        this.data = directory.resolve("attacked-data");
        this.servers = new Servers(directory);
    }

    AttackReport run() throws IOException {
        FileSystemUtils.deleteRecursively(data);
        try (var database = BenchDatabase.start(data);
                var application = servers.application(database, database.url());
                var api = new ApiClient(application.port())) {
            var users = new OrdinaryUsers(application.port(), api);
            var hostile = hostileRequests(api);
            // Made once in a process, by whoever asks first.
            api.get("/openapi.json", Map.of());
            users.work(settings.warmUp());
            var before = users.work(settings.quiet());
            IO.println("before: " + before);
            var answers = attack(application, users, hostile, before);
            if (application.isAlive()) {
                note("after", users.work(settings.quiet()));
            }
            return new AttackReport(figures, answers);
        }
    }

    private Answers attack(ServerProcess application, OrdinaryUsers users, HostileRequests hostile,
            LoadResult before) {
        var requests = hostile.all();
        var probe = new HealthProbe(application.port(), HEALTH);
        var slow = settings.connections() / SLOW_SHARE;
        try (var load = new HostileLoad(application.port(), settings.duration())) {
            load.start(settings.connections() - slow, requests);
            load.startSlowly(slow, hostile.slow());
            var probing = CompletableFuture.runAsync(() -> probe.run(settings.duration()), Thread::startVirtualThread);
            var during = users.work(settings.duration());
            probing.join();
            var answers = load.await();
            judge(application, probe, before, during, answers);
            return answers;
        }
    }

    private void judge(ServerProcess application, HealthProbe probe, LoadResult before, LoadResult during,
            Answers answers) {
        figures.add(require("the process lives", application.isAlive()));
        figures.add(Figure.atMost("longest of %d answers about health".formatted(probe.asked()),
                seconds(probe.longest()), LONGEST_HEALTH_SECONDS, "s"));
        figures.add(none("answers about health other than 200", probe.failures()));
        note("before", before);
        note("during", during);
        figures.add(Figure.atMost("ordinary p95, times that before", slowdown(before, during), MOST_SLOWDOWN, ""));
        figures.add(none("ordinary requests that failed", during.failures().entrySet()));
        figures.add(Figure.plain("hostile answers", answers.all().toString()));
        figures.add(none("hostile answers 5xx, but for 503", faults(answers)));
        figures.add(Figure.plain("highest resident memory", application.peakMebibytes() + " MiB"));
    }

    /** Who is not answered at all has been slowed down without end. */
    private static double slowdown(LoadResult before, LoadResult during) {
        return during.requests() == 0 ? Double.POSITIVE_INFINITY : seconds(during.p95()) / seconds(before.p95());
    }

    private void note(String when, LoadResult result) {
        figures.add(Figure.plain("ordinary, %s: requests, p50, p95, p99".formatted(when),
                "%,.0f/s, %.1f, %.1f, %.1f ms".formatted(result.requestsPerSecond(), seconds(result.p50()) * 1000,
                        seconds(result.p95()) * 1000, seconds(result.p99()) * 1000)));
    }

    /** A 503 says that something is being waited for, and when to come back; any other is a fault. */
    private static List<String> faults(Answers answers) {
        return answers.all()
                .keySet()
                .stream()
                .filter(answer -> answer.startsWith("5") && !answer.equals("503"))
                .toList();
    }

    private static HostileRequests hostileRequests(ApiClient api) {
        var attacker = SignedIn.signUp(api, 1).getFirst();
        for (var times : REPETITIONS) {
            try {
                var workflow = api
                        .send("POST", "/api/v1/workflows", attacker.headers(), "application/json",
                                BodyPublishers.ofString(HostileRequests.workflow(times)))
                        .get("id")
                        .asString();
                api.send("PUT", "/api/v1/workflows/" + workflow + "/activation", attacker.headers(), "application/json",
                        BodyPublishers.noBody());
                IO.println("a workflow may repeat its input %d times".formatted(times));
                return new HostileRequests(attacker, workflow);
            } catch (IllegalStateException refused) {
                IO.println("a workflow may not repeat its input %d times".formatted(times));
            }
        }
        throw new IllegalStateException("no workflow is accepted");
    }

    private static Figure require(String name, boolean holds) {
        return new Figure(name, holds ? "yes" : "no", "yes", holds);
    }

    private static Figure none(String name, Collection<?> found) {
        var text = found.stream().map(Object::toString).distinct().collect(Collectors.joining(", "));
        return new Figure(name, found.isEmpty() ? "none" : "%d: %s".formatted(found.size(), text), "none",
                found.isEmpty());
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
