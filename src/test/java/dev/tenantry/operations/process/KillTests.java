package dev.tenantry.operations.process;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tenantry.automation.Workflows;
import dev.tenantry.support.Sample;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application, in a process of its own, dies while it carries out runs: inside of transactions (which a lock holds
 * open), between steps, while it waits, before and after a receiver answers; or its database does, and it goes on without being
 * started again. At one of these points in each gate.
 */
class KillTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration GOES_ON_WITHIN = Duration.ofSeconds(10);
    private static final int STEPS = 7;

    /** Where the process dies, or its database: prepare before the run is started, then wait until it has come there. */
    private record Point(String name, Action prepare, Action reach, boolean isOfDatabase) {

        Point(String name, Action prepare, Action reach) {
            this(name, prepare, reach, false);
        }

        Point ofDatabase() {
            return new Point("the database, " + name, prepare, reach, true);
        }
    }

    private interface Action {
        void run(String run) throws SQLException;
    }

    private final List<String> runs = new ArrayList<>();
    private String workflow = "";
    private String contact = "";
    @SuppressWarnings("NullAway.Init")
    private Survivor survivor;
    /** Holds transactions of the application open. */
    @SuppressWarnings("NullAway.Init")
    private Connection lock;

    @Test
    void losesNoStepAndDoublesNoEffectWhereItDies(@TempDir Path folder) throws SQLException {
        dies(folder, List.of(Sample.oneOf("where the application dies", points())), 0);
    }

    @Test
    @Tag("crash")
    void losesNoStepAndDoublesNoEffectHoweverOftenItDies(@TempDir Path folder) throws SQLException {
        dies(folder, points(), 16);
    }

    /** @param underWay how many times at least with the run under way */
    private void dies(Path folder, List<Point> points, int underWay) throws SQLException {
        try (var opened = new Survivor(folder, points.stream().anyMatch(Point::isOfDatabase))) {
            survivor = opened;
            if (points.size() > 1) {
                survivor.application.rehearse();
            } else {
                survivor.application.start();
            }
            author();
            survivor.workflows().endedElsewhere(startRun());
            if (points.size() > 1) {
                survivor.application.stop();
                survivor.application.start();
            }
            System.out.println(killAt(points, underWay));
            assertNothingIsLostOrDoubled();
        }
    }

    private void author() throws SQLException {
        survivor.signUp();
        lock = survivor.connect();
        lock.setAutoCommit(false);
        contact = survivor.api().post("/api/v1/contacts", "{\"name\":\"Ada\"}").expect(201).id();
        workflow = survivor.workflows()
                .manual("""
                [{"type":"create_task","retryConfig":{"maxRetries":4,"retryDelaySeconds":2},"config":{"title":"first {{run.id}}"}},
                 {"type":"update_contact","retryConfig":{"maxRetries":4,"retryDelaySeconds":2},"config":{"fields":{"jobTitle":"run {{run.id}}"}}},
                 {"type":"condition","config":{"field":"contact.name","operator":"eq","value":"Ada","onTrue":3,"onFalse":7}},
                 {"type":"delay","config":{"duration":"PT0.3S"}},
                 {"type":"webhook","retryConfig":{"maxRetries":4,"retryDelaySeconds":2},"config":{"url":"%s","payload":{"run":"{{run.id}}"}}},
                 {"type":"send_email","retryConfig":{"maxRetries":4,"retryDelaySeconds":2},"config":{"to":["a@example.test"],"subject":"run {{run.id}}","text":"x"}},
                 {"type":"create_task","retryConfig":{"maxRetries":4,"retryDelaySeconds":2},"config":{"title":"last {{run.id}}"}}]"""
                        .formatted(survivor.receiver.url("/hook")));
    }

    private String startRun() {
        var run = survivor.workflows().start(workflow, "{\"contactId\":\"%s\"}".formatted(contact));
        runs.add(run);
        return run;
    }

    private List<Point> points() {
        Action nothing = _ -> {};
        var points = new ArrayList<Point>();
        points.add(new Point("just queued", nothing, nothing));
        points.add(new Point("inside of the first task", _ -> lockTasks(), _ -> awaitBlocked()));
        points.add(new Point("inside of the first task again", _ -> lockTasks(), _ -> awaitBlocked()));
        points.add(new Point("behind the first task", nothing, run -> awaitStep(run, 0, "succeeded")));
        // Does not hold up foreign keys, so the task passes by.
        points.add(new Point("inside of the contact", _ -> lockContact(), _ -> awaitBlocked()));
        points.add(new Point("inside of the contact again", _ -> lockContact(), _ -> awaitBlocked()));
        points.add(new Point("behind the contact", nothing, run -> awaitStep(run, 1, "succeeded")));
        points.add(new Point("behind the condition", nothing, run -> awaitStep(run, 2, "succeeded")));
        points.add(new Point("at the delay's beginning", nothing, run -> awaitStep(run, 3, "waiting")));
        points.add(new Point("at the delay's end", nothing, run -> {
            awaitStep(run, 3, "waiting");
            pause(290);
        }));
        points.add(new Point("behind the delay", nothing, run -> awaitStep(run, 3, "succeeded")));
        points.add(new Point("when the webhook is meant", nothing, run -> awaitStep(run, 4, "running")));
        points.add(
                new Point("before the webhook is answered", _ -> survivor.receiver.holdAnswers(), this::awaitDelivery));
        points.add(new Point("before the webhook is answered again", _ -> survivor.receiver.holdAnswers(),
                this::awaitDelivery));
        points.add(new Point("as the webhook is answered", nothing, this::awaitDelivery));
        points.add(new Point("behind the webhook", nothing, run -> awaitStep(run, 4, "succeeded")));
        points.add(new Point("when the mail is meant", nothing, run -> awaitStep(run, 5, "running")));
        points.add(new Point("as the mail is received", nothing, this::awaitMail));
        points.add(new Point("inside of the last task", nothing, run -> {
            awaitDelivery(run);
            lockTasks();
            awaitBlocked();
        }));
        points.add(new Point("behind the last task", nothing, run -> awaitStep(run, 6, "succeeded")));
        points.addAll(points.stream().filter(point -> !point.name.endsWith("again")).map(Point::ofDatabase).toList());
        return points;
    }

    private String killAt(List<Point> points, int leastUnderWay) throws SQLException {
        var longest = Duration.ZERO;
        var underWay = 0;
        var began = System.nanoTime();
        for (var point : points) {
            point.prepare.run("");
            var run = startRun();
            point.reach.run(run);
            underWay += die(point, run, points.size() > 1) ? 1 : 0;
            var up = System.nanoTime();
            Workflows.await(() -> !isUnderWay(run), "killed " + point.name + ", the run did not go on");
            var took = Duration.ofNanos(System.nanoTime() - up);
            assertThat(took).as(point.name).isLessThan(GOES_ON_WITHIN);
            longest = took.compareTo(longest) > 0 ? took : longest;
        }
        assertThat(underWay).isGreaterThanOrEqualTo(leastUnderWay);
        return "killed %d times, %d times with the run under way; %d ms at most from the restart to the end of the run; %d s in all"
                .formatted(points.size(), underWay, longest.toMillis(),
                        Duration.ofNanos(System.nanoTime() - began).toSeconds());
    }

    /** And is there again when this is over. @return whether the run was seen to be under way when the process died */
    private boolean die(Point point, String run, boolean repeatedly) throws SQLException {
        if (point.isOfDatabase) {
            survivor.receiver.releaseAnswers();
            survivor.killDatabase();
            lock = survivor.connect();
            lock.setAutoCommit(false);
            return false;
        }
        survivor.application.kill();
        var isUnderWay = isUnderWay(run);
        lock.rollback();
        survivor.receiver.releaseAnswers();
        if (repeatedly) {
            survivor.application.start();
        } else {
            survivor.application.startHere();
        }
        return isUnderWay;
    }

    private void assertNothingIsLostOrDoubled() {
        for (var run : runs) {
            assertThat(survivor.database()
                    .sql("select status from workflow_execution_logs where id = ?")
                    .param(Long.valueOf(run))
                    .query(String.class)
                    .single()).as(run).isEqualTo("succeeded");
            assertThat(survivor.database()
                    .sql(
                            "select step_index from workflow_execution_steps where execution_log_id = ? and status = 'succeeded' order by 1")
                    .param(Long.valueOf(run))
                    .query(Integer.class)
                    .list()).as(run).hasSize(STEPS);
            assertThat(count("select count(*) from tasks where title = ?", "first " + run)).as(run).isEqualTo(1);
            assertThat(count("select count(*) from tasks where title = ?", "last " + run)).as(run).isEqualTo(1);
            assertThat(
                    count("select count(*) from outbound_emails where subject = ? and status = 'sent'", "run " + run))
                    .as(run)
                    .isEqualTo(1);
        }
        assertThat(count("select count(*) from domain_events where event_name = ?", "contact.updated"))
                .isEqualTo(runs.size());
        assertThat(count("select count(*) from domain_events where event_name = ?", "task.created"))
                .isEqualTo(2L * runs.size());
        survivor.assertDeduplicable(runs.size(), runs.size());
    }

    private boolean isUnderWay(String run) {
        return count("select count(*) from workflow_run_queue where id = ?::bigint", run) == 1;
    }

    private long count(String sql, String parameter) {
        return survivor.count(sql, parameter);
    }

    private void lockContact() throws SQLException {
        try (var statement = lock
                .prepareStatement("select id from contacts where id = ?::bigint for no key update")) {
            statement.setString(1, contact);
            statement.execute();
        }
    }

    private void lockTasks() throws SQLException {
        try (var statement = lock.createStatement()) {
            statement.execute("lock table tasks in share mode");
        }
    }

    private void awaitBlocked() {
        quickly(() -> survivor.database()
                .sql("select count(*) from pg_locks where not granted")
                .query(Long.class)
                .single() > 0,
                "nothing is held up by the lock");
    }

    private void awaitStep(String run, int step, String status) {
        quickly(() -> survivor.database()
                .sql("select count(*) from workflow_execution_steps where execution_log_id = ? and step_index = ? and status in (?, 'succeeded')")
                .params(Long.valueOf(run), step, status)
                .query(Long.class)
                .single() == 1, "the run did not come to step " + step);
    }

    private void awaitDelivery(String run) {
        quickly(() -> survivor.receiver.deliveries()
                .stream()
                .anyMatch(delivery -> delivery.body().contains("\"" + run + "\"")),
                "no webhook came");
    }

    private void awaitMail(String run) {
        quickly(() -> survivor.mails()
                .stream()
                .anyMatch(message -> Survivor.header(message, "Subject").equals("run " + run)), "no mail came");
    }

    private static void quickly(BooleanSupplier condition, String otherwise) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(otherwise).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
