package dev.tenantry.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
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

/** How long reports take over the deals of {@link ReportData}, one after the other, in an application that is warm. */
final class ReportRun {

    private static final int MEMBERS = 20;
    private static final int MOST_MILLIS = 150;
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration DURATION = Duration.ofSeconds(10);

    private final Path data;
    private final Servers servers;

    ReportRun(Path directory) throws IOException {
        this.data = directory.resolve("report-data");
        this.servers = new Servers(directory);
    }

    /** @return the figures, as a table */
    List<String> run() throws IOException, SQLException {
        FileSystemUtils.deleteRecursively(data);
        try (var database = BenchDatabase.start(data);
                var application = servers.application(database, database.url());
                var api = new ApiClient(application.port())) {
            var user = SignedIn.signUp(api, MEMBERS).getFirst();
            try (var superuser = database.connectAsSuperuser()) {
                ReportData.load(superuser, user.organization());
            }
            var figures = new ArrayList<Figure>();
            questions(user).forEach((name, path) -> figures.addAll(measure(application, user, name, path)));
            return Figure.table(figures);
        }
    }

    private static Map<String, String> questions(SignedIn user) {
        var today = LocalDate.now();
        var year = "/api/v1/reports/forecast?from=%s&to=%s".formatted(today.withDayOfYear(1),
                today.withDayOfYear(1).plusYears(1).minusDays(1));
        var past = Instant.now().minus(200, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        var quarter = "from=%s&to=%s".formatted(today.minusDays(90), today);
        var twelve = "from=%s&to=%s".formatted(today.minusDays(364), today);
        var questions = new LinkedHashMap<String, String>();
        questions.put("forecast of a year", year);
        questions.put("the same as of 200 days ago", year + "&asOf=" + past);
        questions.put("the same of one owner", year + "&ownerId=" + user.user());
        for (var report : List.of("funnel", "activity", "pipeline", "lost-reasons")) {
            questions.put(report + " of a quarter", "/api/v1/reports/" + report + "?" + quarter);
            questions.put(report + " of a year", "/api/v1/reports/" + report + "?" + twelve);
        }
        questions.put("funnel of 36 months", "/api/v1/reports/funnel?from=%s&to=%s"
                .formatted(today.minusMonths(36).plusDays(1), today));
        return questions;
    }

    /** The least is what it takes where nothing else is running. */
    private static List<Figure> measure(ServerProcess application, SignedIn user, String name, String path) {
        var request = List.of(RequestTemplate.get(path, List.of("Authorization: Bearer " + user.token())));
        var result = new LoadGenerator(application.port(), WARM_UP, DURATION).run(1, request);
        if (result.failed()) {
            throw new IllegalStateException(name + " failed: " + result.failures());
        }
        return List.of(Figure.plain(name + ", median", "%.1f ms".formatted(result.p50().toNanos() / 1e6)),
                Figure.atMost(name + ", p95", result.p95().toNanos() / 1e6, MOST_MILLIS, "ms"));
    }
}
