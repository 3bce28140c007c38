package dev.tenantry.operations.process;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application, or its database, dies again and again at moments drawn by chance, while runs of several workflows are started
 * and carried out, many of them together. {@code -Dtenantry.test.kills=200} says how often, and
 * {@code -Dtenantry.test.seed=N} draws the same moments again.
 */
@Tag("crash")
class RandomKillTests {

    private static final int KILLS = Integer.getInteger("tenantry.test.kills", 20);
    private static final long SEED = Long.getLong("tenantry.test.seed", System.currentTimeMillis() % 1_000_000);
    private static final Duration GOES_ON_WITHIN = Duration.ofSeconds(10);
    private static final int PATIENCE_SECONDS = 60;
    /** From the first run's start on: a run takes some 1.5 s, of which it waits 1 s. */
    private static final int LATEST_MILLIS = 2_500;
    private static final int ROUNDS_OF_RUNS = 4;
    private static final String PLAIN = """
            [{"type":"condition","config":{"field":"contact.name","operator":"eq","value":"Ada"}},
             {"type":"set_variable","config":{"variable":"seen","value":"run {{run.id}}"}},
             {"type":"create_task","retryConfig":{"maxRetries":4,"retryDelaySeconds":2},"config":{"title":"plain {{variables.seen}}"}},
             {"type":"delay","config":{"duration":"PT1S"}},
             {"type":"webhook","retryConfig":{"maxRetries":4,"retryDelaySeconds":2},"config":{"url":"%s","payload":{"run":"{{run.id}}"}}},
             {"type":"update_contact","retryConfig":{"maxRetries":4,"retryDelaySeconds":2},"config":{"fields":{"jobTitle":"run {{run.id}}"}}}]""";
    private static final String MAILING = """
            [{"type":"webhook","retryConfig":{"maxRetries":4,"retryDelaySeconds":2},"config":{"url":"%s","payload":{"run":"{{run.id}}"}}},
             {"type":"create_task","retryConfig":{"maxRetries":4,"retryDelaySeconds":2},"config":{"title":"first {{run.id}}"}},
             {"type":"update_contact","retryConfig":{"maxRetries":4,"retryDelaySeconds":2},"config":{"fields":{"jobTitle":"run {{run.id}}"}}},
             {"type":"send_email","retryConfig":{"maxRetries":4,"retryDelaySeconds":2},"config":{"to":["a@example.test"],"subject":"run {{run.id}}","text":"x"}},
             {"type":"delay","config":{"duration":"PT1S"}},
             {"type":"create_task","retryConfig":{"maxRetries":4,"retryDelaySeconds":2},"config":{"title":"last {{run.id}}"}}]""";
    private static final int STEPS = 6;

    private final Random random = new Random(SEED);
    private final List<String> acknowledged = new ArrayList<>();
    private String contact = "";
    private String plain = "";
    private String mailing = "";
    @SuppressWarnings("NullAway.Init")
    private Survivor survivor;

    private interface Death {
        void die() throws SQLException;
    }

    @Test
    void losesNoStepAndDoublesNoEffectWheneverTheProcessDies(@TempDir Path folder) throws SQLException {
        try (var opened = new Survivor(folder, false)) {
            survivor = opened;
            survivor.application.rehearse();
            author();
            survivor.application.stop();
            survivor.application.start();

            dieAgainAndAgain("the process", KILLS, () -> {
                survivor.application.kill();
                survivor.application.start();
            });

            assertNothingIsLostOrDoubled();
        }
    }

    @Test
    void losesNoAcknowledgedRunWheneverItsDatabaseDies(@TempDir Path folder) throws SQLException {
        try (var opened = new Survivor(folder, true)) {
            survivor = opened;
            survivor.application.start();
            author();

            dieAgainAndAgain("its database", (KILLS + 1) / 2, () -> survivor.killDatabase());

            assertNothingIsLostOrDoubled();
        }
    }

    private void author() throws SQLException {
        survivor.signUp();
        contact = survivor.api().post("/api/v1/contacts", "{\"name\":\"Ada\"}").expect(201).id();
        plain = survivor.workflows().draft("{\"type\":\"manual\"}", "[{\"type\":\"stop\",\"config\":{}}]");
        var path = "/api/v1/workflows/" + plain;
        survivor.api().post(path + "/variables", "{\"name\":\"seen\",\"type\":\"string\"}").expect(201);
        survivor.api()
                .patch(path, "{\"steps\":%s}".formatted(PLAIN.formatted(survivor.receiver.url("/plain"))))
                .expect(200);
        survivor.api().put(path + "/activation", "").expect(200);
        mailing = survivor.workflows().manual(MAILING.formatted(survivor.receiver.url("/mailing")));
    }

    private void dieAgainAndAgain(String who, int times, Death death) throws SQLException {
        var longest = Duration.ZERO;
        var underWay = 0;
        for (var time = 0; time < times; time++) {
            var moment = random.nextInt(LATEST_MILLIS);
            var isOver = new AtomicBoolean();
            var first = new CompletableFuture<String>();
            var starting = CompletableFuture.runAsync(() -> startRuns(isOver, first), Thread::startVirtualThread);
            first.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
            pause(moment);
            underWay += survivor.hasNothingLeftToDo() ? 0 : 1;
            isOver.set(true);
            death.die();
            starting.join();

            var up = System.nanoTime();
            Deployment.await(survivor::hasNothingLeftToDo, "killed after %d ms, runs did not go on".formatted(moment));
            var took = Duration.ofNanos(System.nanoTime() - up);
            assertThat(took).as("killed after %d ms (-Dtenantry.test.seed=%d)", moment, SEED)
                    .isLessThan(GOES_ON_WITHIN);
            longest = took.compareTo(longest) > 0 ? took : longest;
        }
        System.out.printf(
                "%s died %d times (-Dtenantry.test.seed=%d), %d times with runs under way; %d ms at most until all had ended; %d runs%n",
                who, times, SEED, underWay, longest.toMillis(), acknowledged.size());
        assertThat(underWay).isGreaterThanOrEqualTo(times / 2);
    }

    /** Some of both workflows, one after the other, until somebody dies. What is not answered may have been started, or not. */
    private void startRuns(AtomicBoolean isOver, CompletableFuture<String> first) {
        for (var round = 0; round < ROUNDS_OF_RUNS; round++) {
            for (var workflow : List.of(plain, mailing)) {
                try {
                    var answer = survivor.api()
                            .post("/api/v1/workflows/" + workflow + "/runs",
                                    "{\"input\":{\"contactId\":\"%s\"}}".formatted(contact));
                    if (answer.status() == 201) {
                        acknowledged.add(answer.id());
                        first.complete(answer.id());
                    }
                } catch (UncheckedIOException | AssertionError notAnswered) {
                    if (!isOver.get()) {
                        throw notAnswered;
                    }
                    return;
                }
            }
        }
    }

    private void assertNothingIsLostOrDoubled() {
        var plains = runs(plain);
        var mailings = runs(mailing);
        assertThat(count("workflow_execution_logs where id = any (?)",
                (Object) acknowledged.stream().map(Long::valueOf).toArray(Long[]::new)))
                .isEqualTo(acknowledged.size());
        assertThat(count("workflow_execution_logs where status <> 'succeeded'")).isZero();
        assertThat(count("""
                (select from workflow_execution_steps group by execution_log_id
                 having count(*) <> ? or count(*) filter (where status = 'succeeded') <> ?) incomplete""", STEPS,
                STEPS))
                .isZero();
        assertThat(count("(select from tasks group by title having count(*) > 1) doubled")).isZero();
        assertThat(count("tasks where title ~ '^(plain run|first|last) \\d+$'")).isEqualTo(plains + 2 * mailings);
        assertThat(count("domain_events where event_name = 'task.created'")).isEqualTo(plains + 2 * mailings);
        assertThat(count("domain_events where event_name = 'contact.updated'")).isEqualTo(plains + mailings);
        assertThat(count("outbound_emails where subject like 'run %' and status = 'sent'")).isEqualTo(mailings);
        survivor.assertDeduplicable(plains + mailings, mailings);
    }

    private long runs(String workflow) {
        return count("workflow_execution_logs where workflow_id = ?::uuid", workflow);
    }

    private long count(String rows, Object... parameters) {
        return survivor.count("select count(*) from " + rows, parameters);
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
