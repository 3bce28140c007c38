package dev.tenantry.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.util.FileSystemUtils;

import dev.tenantry.bench.client.ApiClient;
import dev.tenantry.bench.client.LoadGenerator;
import dev.tenantry.bench.client.RequestTemplate;
import dev.tenantry.bench.data.BenchDatabase;

/** How long reports over a great many deals take, each with a history of five states over five years. */
final class ForecastRun {

    private static final int DEALS = 200_000;
    private static final int STATES = 5;
    private static final int MOST_MILLIS = 150;
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration DURATION = Duration.ofSeconds(20);
    private static final String STAGES = """
            create temporary table stages as select organization_id, pipeline_id, id, name, kind, position from pipeline_stages where organization_id = ?""";
    private static final String LOAD = """
            insert into opportunities (organization_id, id, name, amount, currency, pipeline_id, stage, status, started_on, expected_close_on, closed_on)
            select s.organization_id, n, 'Deal ' || n, 100 + n % 10000, (array['USD', 'USD', 'USD', 'EUR'])[1 + n % 4], s.pipeline_id, s.name, s.kind,
                day - 60, day, case when s.kind <> 'open' then day end
            from generate_series(1, ?) n cross join lateral (select current_date - 1500 + (n * 7919) % 1826 as day) d
            join stages s on s.position = case when day > current_date then 1 + n % 2 else 3 + n % 2 end""";
    private static final String STATE = """
            insert into opportunity_history (organization_id, opportunity_id, pipeline_id, stage_id, owner_id, amount, currency, close_on, is_closed, began_at, valid_until)
            select o.organization_id, o.id, o.pipeline_id, s.id, ('00000000-0000-0000-0000-0000000000' || lpad((o.id % 50)::text, 2, '0'))::uuid,
                o.amount, o.currency, o.expected_close_on, o.closed_on is not null and k = 1,
                began + (? - k) * interval '12 days', case when k > 1 then began + (? - k + 1) * interval '12 days' end
            from opportunities o cross join generate_series(1, ?) k
            cross join lateral (select least(o.started_on, current_date - 61)::timestamptz as began) b
            join stages s on s.position = case when k > 1 then 1 + k % 2 when o.status = 'open' then 2 when o.status = 'won' then 3 else 4 end
            where o.organization_id = (select organization_id from stages limit 1)""";
    private static final String STAY = """
            insert into opportunity_stage_history (organization_id, opportunity_id, pipeline_id, stage, entered_at, left_at)
            select h.organization_id, h.opportunity_id, h.pipeline_id, s.name, h.began_at, h.valid_until
            from opportunity_history h join stages s on s.id = h.stage_id and s.organization_id = h.organization_id""";
    private static final String PAST = "update pipeline_stage_history set began_at = began_at - interval '10 years' where organization_id = ?";
    private static final String RATES = """
            insert into exchange_rate_history (organization_id, rate_id, from_currency, to_currency, valid_on, rate, began_at)
            select ?, n, 'EUR', 'USD', current_date - n, 1 + n * 0.0001, now() - interval '10 years' from generate_series(0, 2000) n""";

    private final Path data;
    private final Servers servers;

    ForecastRun(Path directory) throws IOException {
        this.data = directory.resolve("forecast-data");
        this.servers = new Servers(directory);
    }

    /** @return the figures, as a table */
    List<String> run() throws IOException, SQLException {
        FileSystemUtils.deleteRecursively(data);
        try (var database = BenchDatabase.start(data);
                var application = servers.application(database, database.url());
                var api = new ApiClient(application.port())) {
            var user = SignedIn.signUp(api, 1).getFirst();
            try (var superuser = database.connectAsSuperuser()) {
                load(superuser, user);
            }
            var figures = new ArrayList<Figure>();
            questions().forEach((name, path) -> figures.add(measure(application, user, name, path)));
            return table(figures);
        }
    }

    private static void load(Connection superuser, SignedIn user) throws SQLException {
        execute(superuser, STAGES, user.organization());
        execute(superuser, LOAD, DEALS);
        execute(superuser, STATE, STATES, STATES, STATES);
        execute(superuser, STAY);
        execute(superuser, PAST, user.organization());
        execute(superuser, RATES, user.organization());
        execute(superuser, "vacuum (analyze)");
    }

    private static void execute(Connection superuser, String sql, Object... parameters) throws SQLException {
        try (var statement = superuser.prepareStatement(sql)) {
            for (var place = 0; place < parameters.length; place++) {
                statement.setObject(place + 1, parameters[place]);
            }
            statement.execute();
        }
    }

    private static Map<String, String> questions() {
        var today = LocalDate.now();
        var year = "/api/v1/reports/forecast?from=%s&to=%s".formatted(today.withDayOfYear(1),
                today.withDayOfYear(1).plusYears(1).minusDays(1));
        var past = Instant.now().minus(200, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        var pipeline = "/api/v1/reports/pipeline?from=%s&to=%s".formatted(today.minusDays(90), today);
        return Map.of("forecast of a year", year, "the same as of 200 days ago", year + "&asOf=" + past,
                "the same of one owner", year + "&ownerId=" + new UUID(0, 7), "pipeline, of 90 days", pipeline);
    }

    private static Figure measure(ServerProcess application, SignedIn user, String name, String path) {
        var request = List.of(RequestTemplate.get(path, List.of("Authorization: Bearer " + user.token())));
        var result = new LoadGenerator(application.port(), WARM_UP, DURATION).run(1, request);
        if (result.failed()) {
            throw new IllegalStateException(name + " failed: " + result.failures());
        }
        return Figure.atMost(name + ", p95", result.p95().toNanos() / 1e6, MOST_MILLIS, "ms");
    }

    private static List<String> table(List<Figure> figures) {
        var lines = new ArrayList<>(List.of("%s, %s".formatted(LocalDate.now(), Machine.describe()), "",
                "| figure | value | target | verdict |", "|---|--:|--:|---|"));
        figures.forEach(figure -> lines.add("| %-40s | %12s | %12s | %-11s |".formatted(figure.name(), figure.value(),
                figure.target(), figure.verdict())));
        return lines;
    }
}
