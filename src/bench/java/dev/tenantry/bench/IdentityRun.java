package dev.tenantry.bench;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import tools.jackson.databind.JsonNode;

import dev.tenantry.bench.client.ApiClient;
import dev.tenantry.bench.client.LoadGenerator;
import dev.tenantry.bench.client.RequestTemplate;
import dev.tenantry.bench.data.BenchDatabase;

/** What signing in, staying signed in and being recognized cost. */
final class IdentityRun {

    private static final int CONNECTIONS = 8;
    /** For the just-in-time compilers, as for other requests. */
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final int CHECK_ROUNDS = 3;
    private static final double CHECK_MICROSECONDS = 100;
    private static final double REFRESHES = 500;
    private static final String PASSWORD = "correct-horse-battery-staple";
    /** Answered from memory, whoever asks: what it takes more with a token than without is the look at the token. */
    private static final String OPEN = "/.well-known/jwks.json";

    private final ServerProcess application;
    private final BenchDatabase database;
    private final Duration duration;

    IdentityRun(ServerProcess application, BenchDatabase database, Duration duration) {
        this.application = application;
        this.database = database;
        this.duration = duration;
    }

    List<Figure> figures() throws SQLException {
        try (var api = new ApiClient(application.port())) {
            var sessions = new ArrayList<JsonNode>();
            for (var person = 0; person < CONNECTIONS; person++) {
                sessions.add(
                        api.post("/auth/v1/signup", Map.of(), Map.of("email", email(person), "password", PASSWORD)));
            }
            rate(WARM_UP, person -> refresh(api, sessions, person));
            var hash = hashMilliseconds();
            return List.of(Figure.atMost("looking at an access token, cpu", check(sessions), CHECK_MICROSECONDS, "µs"),
                    Figure.atLeast("refreshes at %d connections".formatted(CONNECTIONS), refresh(api, sessions),
                            REFRESHES, "/s"),
                    Figure.plain("sign-ins at %d connections".formatted(CONNECTIONS),
                            "%.1f/s, where two cores that do nothing but hash could do %.1f/s".formatted(signIn(api),
                                    2000 / hash)));
        }
    }

    /** The processor time of a request with a token, less that of one without. The median of some rounds. */
    private double check(List<JsonNode> sessions) {
        var with = sessions.stream()
                .map(session -> RequestTemplate.get(OPEN,
                        List.of("Authorization: Bearer " + session.get("access_token").asString())))
                .toList();
        var without = List.of(RequestTemplate.get(OPEN, List.of()));
        cost(without);
        cost(with);
        var differences = new ArrayList<Double>();
        for (var round = 0; round < CHECK_ROUNDS; round++) {
            differences.add(cost(with) - cost(without));
        }
        return differences.stream().sorted().toList().get(CHECK_ROUNDS / 2);
    }

    /** In microseconds of the server's processor time. */
    private double cost(List<RequestTemplate> requests) {
        var before = application.processorTime();
        var result = new LoadGenerator(application.port(), Duration.ZERO, duration).run(CONNECTIONS, requests);
        if (result.failed()) {
            throw new IllegalStateException("requests failed: " + result.failures());
        }
        return application.processorTime().minus(before).toNanos() / 1000.0 / result.sent();
    }

    /** A second; every connection has a session of its own, and presents its latest token. */
    private double refresh(ApiClient api, List<JsonNode> sessions) {
        return rate(duration, person -> refresh(api, sessions, person));
    }

    private static void refresh(ApiClient api, List<JsonNode> sessions, int person) {
        var session = api.post("/auth/v1/token?grant_type=refresh_token", Map.of(),
                Map.of("refresh_token", sessions.get(person).get("refresh_token").asString()));
        sessions.set(person, session);
    }

    private double signIn(ApiClient api) {
        return rate(duration, person -> api.post("/auth/v1/token?grant_type=password", Map.of(),
                Map.of("email", email(person), "password", PASSWORD)));
    }

    /** How long one comparison takes here, at the cost that the application chose. */
    private double hashMilliseconds() throws SQLException {
        String hash;
        try (var connection = database.connectAs("tenantry_auth");
                var statement = connection.createStatement();
                var found = statement.executeQuery(
                        "select replace(encrypted_password, '{bcrypt}', '') from auth.users where encrypted_password is not null limit 1")) {
            found.next();
            hash = found.getString(1);
        }
        var encoder = new BCryptPasswordEncoder();
        var shortest = Long.MAX_VALUE;
        for (var round = 0; round < 7; round++) {
            var started = System.nanoTime();
            encoder.matches(PASSWORD, hash);
            shortest = Math.min(shortest, System.nanoTime() - started);
        }
        return shortest / 1e6;
    }

    /** How often a second all connections together do the work, one thing after another each. */
    private static double rate(Duration time, Step step) {
        var done = new AtomicLong();
        var end = System.nanoTime() + time.toNanos();
        var work = new ArrayList<Callable<Void>>();
        for (var person = 0; person < CONNECTIONS; person++) {
            var own = person;
            work.add(() -> {
                while (System.nanoTime() < end) {
                    step.take(own);
                    done.incrementAndGet();
                }
                return null;
            });
        }
        var started = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            for (var running : threads.invokeAll(work)) {
                running.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        return done.get() * 1e9 / (System.nanoTime() - started);
    }

    private static String email(int person) {
        return "identity%d-%d@bench.example".formatted(person, ProcessHandle.current().pid());
    }

    @FunctionalInterface
    private interface Step {

        void take(int person);
    }
}
