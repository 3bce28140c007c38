package dev.tenantry.bench;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.util.FileSystemUtils;

import dev.tenantry.bench.client.ApiClient;
import dev.tenantry.bench.client.LoadGenerator;
import dev.tenantry.bench.client.RequestTemplate;
import dev.tenantry.bench.data.BenchDatabase;

/** How long a page of the audit log takes by each of its fields, one question after the other, in an application that is warm. */
final class AuditRun {

    private static final int MOST_MILLIS = 50;
    private static final int LEAST_SEALED = 5_000;
    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final Duration DURATION = Duration.ofSeconds(5);

    private final Path data;
    private final Servers servers;
    private final int entries;

    AuditRun(Path directory, int entries) throws IOException {
        this.data = directory.resolve("audit-data");
        this.servers = new Servers(directory);
        this.entries = entries;
    }

    /** @return the figures, as a table */
    List<String> run() throws IOException, SQLException, InterruptedException {
        FileSystemUtils.deleteRecursively(data);
        try (var database = BenchDatabase.start(data);
                var application = servers.application(database, database.url());
                var api = new ApiClient(application.port())) {
            var user = SignedIn.signUp(api, 1).getFirst();
            var figures = new ArrayList<Figure>();
            try (var superuser = database.connectAsSuperuser()) {
                var start = System.nanoTime();
                AuditData.load(superuser, user.organization(), entries);
                figures.add(Figure.atLeast("sealed while they are added",
                        rate(AuditData.sealed(superuser, user.organization()), System.nanoTime() - start), LEAST_SEALED,
                        "/s"));
                start = System.nanoTime();
                var before = AuditData.sealed(superuser, user.organization());
                while (AuditData.sealed(superuser, user.organization()) < entries) {
                    Thread.sleep(1_000);
                }
                figures.add(Figure.atLeast("sealed of those that waited",
                        rate(entries - before, System.nanoTime() - start), LEAST_SEALED, "/s"));
            }
            questions().forEach((name, filter) -> figures.addAll(measure(application, user, name, filter)));
            return Figure.table(figures);
        }
    }

    private static double rate(long entries, long nanos) {
        return entries * 1e9 / nanos;
    }

    private static Map<String, String> questions() {
        var month = Instant.now().minus(200, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        var questions = new LinkedHashMap<String, String>();
        questions.put("the newest", "");
        questions.put("of a month", "createdAt[between]:(" + month + "," + month.plus(30, ChronoUnit.DAYS) + ")");
        questions.put("by an actor", "userId[eq]:00000000-0000-0000-0000-000000000007");
        questions.put("by a session", "sessionId[eq]:session-77");
        questions.put("by an action", "actionType[eq]:contact.updated");
        questions.put("about a record", "resourceType[eq]:contact,resourceId[eq]:\"35\"");
        questions.put("from an address", "ipAddress[eq]:10.0.0.42");
        questions.put("from a network", "ipAddress[eq]:10.0.0.64/26");
        questions.put("from a network where nobody is", "ipAddress[eq]:192.0.2.0/24");
        questions.put("of a request", "requestId[eq]:request-12345");
        questions.put("refused", "success[eq]:false");
        questions.put("of a severity", "severityLevel[eq]:warning");
        questions.put("with a frequent word", "actionDescription[contains]:\"contact\"");
        questions.put("with a rare word", "actionDescription[contains]:\"purged\"");
        questions.put("with a word that none has", "actionDescription[contains]:\"absent\"");
        return questions;
    }

    private static List<Figure> measure(ServerProcess application, SignedIn user, String name, String filter) {
        var path = "/api/v1/audit-logs"
                + (filter.isEmpty() ? "" : "?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8));
        var request = List.of(RequestTemplate.get(path, List.of("Authorization: Bearer " + user.token())));
        var result = new LoadGenerator(application.port(), WARM_UP, DURATION).run(1, request);
        if (result.failed()) {
            throw new IllegalStateException(name + " failed: " + result.failures());
        }
        return List.of(Figure.plain(name + ", median", "%.1f ms".formatted(result.p50().toNanos() / 1e6)),
                Figure.atMost(name + ", p95", result.p95().toNanos() / 1e6, MOST_MILLIS, "ms"));
    }
}
