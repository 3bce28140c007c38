package dev.tenantry.operations.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tenantry.shared.database.EmbeddedDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Ten times as many requests as there may be, to three processes over one database, of which one is killed. */
@Tag("crash")
class QuotaBurstTests {

    private static final int LIMIT = 320;
    private static final int BURST = 100;
    private static final int CONNECTIONS = 64;
    private static final String ASKED = "/api/v1/lost-reasons";

    /** @param admitted requests that were answered @param lost those that were not, since a process died */
    private record Outcome(int admitted, int lost) {}

    private final int databasePort = Deployment.freePort();

    @Test
    void admitsExactlyTheLimitWhateverDies(@TempDir Path folder) throws Exception {
        try (var postgres = EmbeddedDatabase.start(folder.resolve("data"), databasePort, "localhost");
                var first = new Deployment(folder.resolve("1.log"), settings(postgres)).started();
                var second = new Deployment(folder.resolve("2.log"), settings(postgres)).started();
                var third = new Deployment(folder.resolve("3.log"), settings(postgres)).started()) {
            var instances = List.of(first, second, third);
            for (var round = 0; round < 3; round++) {
                assertThat(burst(instances, limited(first, folder, null), null)).isEqualTo(new Outcome(LIMIT, 0));
            }
            // Each has a bucket of a hundred; one for all could let through as many and those that are refilled in the time of a refill.
            assertThat(burst(instances, limited(first, folder, BURST), null)).isEqualTo(new Outcome(2 * BURST, 0));

            var token = limited(first, folder, null);
            var outcome = burst(instances, token, third);

            // What it held comes back when its time is over.
            assertThat(outcome.admitted).isLessThanOrEqualTo(LIMIT);
            Thread.sleep(75_000);
            var later = burst(List.of(first, second), token, null).admitted;
            assertThat(outcome.admitted + later).isLessThanOrEqualTo(LIMIT);
            assertThat(outcome.admitted + outcome.lost + later).isGreaterThanOrEqualTo(LIMIT);
        }
    }

    private Outcome burst(List<Deployment> instances, String token, @Nullable Deployment killed) throws Exception {
        var admitted = new AtomicInteger();
        var lost = new AtomicInteger();
        var asked = new AtomicInteger();
        var askers = new ArrayList<Callable<Boolean>>();
        for (var connection = 0; connection < CONNECTIONS; connection++) {
            var own = connection % instances.size();
            askers.add(() -> {
                while (asked.getAndIncrement() < LIMIT * 10) {
                    if (killed != null && admitted.get() > LIMIT / 2) {
                        killed.kill();
                    }
                    try {
                        admitted.addAndGet(instances.get(own).api().bearer(token).get(ASKED).status() == 200 ? 1 : 0);
                    } catch (UncheckedIOException died) {
                        lost.incrementAndGet();
                        return false;
                    }
                }
                return true;
            });
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var asker : threads.invokeAll(askers)) {
                asker.get();
            }
        }
        return new Outcome(admitted.get(), lost.get());
    }

    /** A token of an organization that has its own limit, which every process has heard of. */
    private String limited(Deployment first, Path folder, @Nullable Integer burst) throws SQLException, IOException {
        var token = first.api()
                .post("/auth/v1/signup", "{\"email\":\"%s@example.test\",\"password\":\"correct horse battery staple\"}"
                        .formatted(UUID.randomUUID()))
                .expect(200)
                .at("/access_token");
        var organization = first.api().bearer(token).get("/api/v1/organization").expect(200).id();
        try (var superuser = superuser(folder);
                var insert = superuser.prepareStatement("""
                        insert into rate_limit_config (organization_id, id, resource_type, max_requests, window_seconds, burst)
                        values (?::uuid, gen_random_uuid(), 'lost-reasons', ?, 86400, ?)""")) {
            insert.setString(1, organization);
            insert.setInt(2, LIMIT);
            insert.setObject(3, burst);
            insert.execute();
            superuser.createStatement().execute("notify quota_rules");
        }
        pause();
        return token;
    }

    private static void pause() {
        try {
            Thread.sleep(1_000);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static Map<String, String> settings(EmbeddedDatabase postgres) {
        return Map.of("SPRING_DATASOURCE_URL", postgres.jdbcUrl(), "SPRING_DATASOURCE_USERNAME",
                postgres.ownerUsername(), "SPRING_DATASOURCE_PASSWORD", postgres.ownerPassword(), "TENANTRY_SECRET",
                postgres.masterSecret(), "TENANTRY_IDENTITY_AUTO_CONFIRM", "true", "TENANTRY_IDENTITY_PASSWORD_COST",
                "4", "TENANTRY_DEMO_ENABLED", "false");
    }

    private Connection superuser(Path folder) throws SQLException, IOException {
        return DriverManager.getConnection("jdbc:postgresql://localhost:" + databasePort + "/tenantry", "postgres",
                Files.readString(folder.resolve("data/superuser.password")).strip());
    }
}
