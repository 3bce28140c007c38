package dev.tenantry.operations.process;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import dev.tenantry.automation.Workflows;
import dev.tenantry.shared.database.EmbeddedDatabase;
import dev.tenantry.shared.database.MasterSecret;
import dev.tenantry.support.Api;
import dev.tenantry.support.ChildApplication;
import dev.tenantry.support.HookReceiver;
import dev.tenantry.support.Sample;
import dev.tenantry.support.Tokens;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application, in a process of its own, dies while it carries out runs: inside of transactions (which a lock holds
 * open), between steps, while it waits, before and after a receiver answers. At one of these points in each gate.
 */
class KillTests {

    private static final String SECRET = "a secret that only this test has, long enough";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration GOES_ON_WITHIN = Duration.ofSeconds(10);
    private static final int STEPS = 7;

    /** Where the process dies: prepare before the run is started, then wait until it has come there. */
    private record Point(String name, Action prepare, Action reach) {}

    private interface Action {
        void run(String run) throws SQLException;
    }

    private final HookReceiver receiver = new HookReceiver();
    private final GreenMail mail = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));
    private final List<String> runs = new ArrayList<>();
    private Workflows workflows = Workflows.of(Api.at(0));
    private String workflow = "";
    private String contact = "";
    @SuppressWarnings("NullAway.Init")
    private JdbcClient database;
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
        mail.start();
        try (receiver;
                var postgres = EmbeddedDatabase.startDisposable(folder.resolve("postgres"),
                        Path.of("target", "postgres"))) {
            var application = new ChildApplication(folder, settings(postgres));
            try {
                if (points.size() > 1) {
                    application.rehearse();
                } else {
                    application.start();
                }
                author(application, postgres);
                workflows.ended(startRun());
                if (points.size() > 1) {
                    application.stop();
                    application.start();
                }
                System.out.println(killAt(points, underWay, application));
                assertNothingIsLostOrDoubled();
            } finally {
                application.stop();
            }
        } finally {
            mail.stop();
        }
    }

    private Map<String, String> settings(EmbeddedDatabase postgres) {
        return Map.of("spring.datasource.url", postgres.jdbcUrl(), "spring.datasource.username",
                postgres.ownerUsername(),
                "spring.datasource.password", postgres.ownerPassword(), "tenantry.secret", SECRET,
                "tenantry.egress.allowed-hosts", "localhost", "spring.mail.host", "localhost", "spring.mail.port",
                Integer.toString(mail.getSmtp().getPort()), "tenantry.identity.password-cost", "4",
                "tenantry.identity.auto-confirm", "true");
    }

    private void author(ChildApplication application, EmbeddedDatabase postgres) throws SQLException {
        var signUp = application.api().post("/auth/v1/signup", """
                {"email":"kill@example.test","password":"correct horse battery staple"}""").expect(200);
        var api = application.api().bearer(signUp.at("/access_token"));
        var organization = Tokens.organization(signUp.at("/access_token")).toString();
        database = JdbcClient.create(new SingleConnectionDataSource(connect(postgres, organization), true));
        lock = connect(postgres, organization);
        lock.setAutoCommit(false);
        workflows = Workflows.of(api);
        contact = api.post("/api/v1/contacts", "{\"name\":\"Ada\"}").expect(201).id();
        workflow = workflows.manual("""
                [{"type":"create_task","config":{"title":"first {{run.id}}"}},
                 {"type":"update_contact","config":{"fields":{"jobTitle":"run {{run.id}}"}}},
                 {"type":"condition","config":{"field":"contact.name","operator":"eq","value":"Ada","onTrue":3,"onFalse":7}},
                 {"type":"delay","config":{"duration":"PT0.3S"}},
                 {"type":"webhook","config":{"url":"%s","payload":{"run":"{{run.id}}"}}},
                 {"type":"send_email","config":{"to":["a@example.test"],"subject":"run {{run.id}}","text":"x"}},
                 {"type":"create_task","config":{"title":"last {{run.id}}"}}]""".formatted(receiver.url("/hook")));
    }

    /** As the role that serves requests, so that what is seen here is what the tenant sees. */
    private static Connection connect(EmbeddedDatabase postgres, String organization) throws SQLException {
        var connection = DriverManager.getConnection(postgres.jdbcUrl(), "tenantry_app",
                new MasterSecret(SECRET).derivePassword("tenantry_app"));
        try (var statement = connection.prepareStatement("select set_config('app.org_id', ?, false)")) {
            statement.setString(1, organization);
            statement.execute();
        }
        return connection;
    }

    private String startRun() {
        var run = workflows.start(workflow, "{\"contactId\":\"%s\"}".formatted(contact));
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
        points.add(new Point("before the webhook is answered", _ -> receiver.holdAnswers(), this::awaitDelivery));
        points.add(new Point("before the webhook is answered again", _ -> receiver.holdAnswers(), this::awaitDelivery));
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
        return points;
    }

    private String killAt(List<Point> points, int leastUnderWay, ChildApplication application) throws SQLException {
        var longest = Duration.ZERO;
        var underWay = 0;
        var began = System.nanoTime();
        for (var point : points) {
            point.prepare.run("");
            var run = startRun();
            point.reach.run(run);
            application.kill();
            underWay += isUnderWay(run) ? 1 : 0;
            lock.rollback();
            receiver.releaseAnswers();

            if (points.size() > 1) {
                application.start();
            } else {
                application.startHere();
            }
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

    private void assertNothingIsLostOrDoubled() {
        for (var run : runs) {
            assertThat(database.sql("select status from workflow_execution_logs where id = ?")
                    .param(Long.valueOf(run))
                    .query(String.class)
                    .single()).as(run).isEqualTo("succeeded");
            assertThat(database.sql(
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
        assertDeduplicable("webhooks", receiver.deliveries()
                .stream()
                .collect(Collectors.groupingBy(HookReceiver.Delivery::id,
                        Collectors.mapping(HookReceiver.Delivery::body, Collectors.toSet()))));
        assertDeduplicable("mails", Arrays.stream(mail.getReceivedMessages())
                .collect(Collectors.groupingBy(message -> header(message, "Message-ID"),
                        Collectors.mapping(message -> header(message, "Subject"), Collectors.toSet()))));
    }

    /** One key a run, and whatever comes under a key is the same. */
    private void assertDeduplicable(String what, Map<String, Set<String>> contentsByKey) {
        assertThat(contentsByKey).as(what).hasSameSizeAs(runs);
        assertThat(contentsByKey.values()).as(what).allSatisfy(contents -> assertThat(contents).hasSize(1));
        assertThat(new HashSet<>(contentsByKey.values())).as(what).hasSameSizeAs(runs);
    }

    private boolean isUnderWay(String run) {
        return count("select count(*) from workflow_run_queue where id = ?::bigint", run) == 1;
    }

    private long count(String sql, String parameter) {
        return database.sql(sql).param(parameter).query(Long.class).single();
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
        quickly(() -> database.sql("select count(*) from pg_locks where not granted").query(Long.class).single() > 0,
                "nothing is held up by the lock");
    }

    private void awaitStep(String run, int step, String status) {
        quickly(() -> database
                .sql("select count(*) from workflow_execution_steps where execution_log_id = ? and step_index = ? and status in (?, 'succeeded')")
                .params(Long.valueOf(run), step, status)
                .query(Long.class)
                .single() == 1, "the run did not come to step " + step);
    }

    private void awaitDelivery(String run) {
        quickly(() -> receiver.deliveries().stream().anyMatch(delivery -> delivery.body().contains("\"" + run + "\"")),
                "no webhook came");
    }

    private void awaitMail(String run) {
        quickly(() -> Arrays.stream(mail.getReceivedMessages())
                .anyMatch(message -> header(message, "Subject").equals("run " + run)), "no mail came");
    }

    private static void quickly(BooleanSupplier condition, String otherwise) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(otherwise).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static String header(MimeMessage message, String name) {
        try {
            return message.getHeader(name, null);
        } catch (MessagingException failure) {
            throw new IllegalStateException(failure);
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
