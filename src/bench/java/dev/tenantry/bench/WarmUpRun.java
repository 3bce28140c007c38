package dev.tenantry.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import dev.tenantry.bench.client.LoadGenerator;
import dev.tenantry.bench.data.BenchDatabase;

/** What the first requests after a start cost, of a process that starts from the trained cache, and of one that does not. */
final class WarmUpRun {

    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final int CONNECTIONS = 8;

    private final Servers servers;
    private final BenchDatabase database;

    WarmUpRun(Servers servers, BenchDatabase database) {
        this.servers = servers;
        this.database = database;
    }

    List<Figure> figures(Case kind) {
        return List.of(figure("with the cache", kind, servers.application(database, database.url())),
                figure("without it", kind, servers.untrainedApplication(database)));
    }

    private static Figure figure(String name, Case kind, ServerProcess started) {
        try (started) {
            var before = started.processorTime();
            var load = new LoadGenerator(started.port(), Duration.ZERO, FIRST).run(CONNECTIONS, kind.application());
            var each = started.processorTime().minus(before).dividedBy(Math.max(1, load.sent()));
            return Figure.plain(
                    "%s in the first %d s after a start, %s".formatted(kind.name(), FIRST.toSeconds(), name),
                    String.format(Locale.ROOT, "%,d answers, %,d µs each; ready after %.1f s", load.requests(),
                            each.toNanos() / 1000, started.startTime().toMillis() / 1000.0));
        }
    }
}
