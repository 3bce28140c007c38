package dev.tenantry.automation.run.step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import dev.tenantry.automation.Workflows;
import dev.tenantry.automation.run.Claim;
import dev.tenantry.automation.run.EngineSettings;
import dev.tenantry.automation.run.LeaseLost;
import dev.tenantry.automation.run.RunQueue;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.work.Instance;
import dev.tenantry.shared.work.Signal;
import dev.tenantry.shared.work.Tickets;
import dev.tenantry.shared.work.WorkQueue;
import dev.tenantry.support.HookReceiver;
import dev.tenantry.support.IntegrationTest;
import dev.tenantry.support.People;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The engine from inside: the suite's own engine rests meanwhile. */
@IntegrationTest
class EngineTests {

    private static final int PER_TENANT = 16;
    private static final String TASK = """
            [{"type":"create_task","config":{"title":"{{run.id}}"}},{"type":"create_task","config":{"title":"{{run.id}}"}}]""";

    @LocalServerPort
    private int port;
    @Autowired
    @SuppressWarnings("NullAway.Init")
    private AutomationLifecycle lifecycle;
    @Autowired
    @SuppressWarnings("NullAway.Init")
    private Tickets tickets;
    @Autowired
    @SuppressWarnings("NullAway.Init")
    private StepRunner steps;
    @Autowired
    @SuppressWarnings("NullAway.Init")
    private Segments segments;
    @Autowired
    @SuppressWarnings("NullAway.Init")
    private EngineSettings settings;
    @Autowired
    @SuppressWarnings("NullAway.Init")
    private JdbcClient jdbc;
    @Autowired
    @SuppressWarnings("NullAway.Init")
    private TransactionTemplate transaction;
    @Autowired
    @SuppressWarnings("NullAway.Init")
    @Qualifier("workerPool")
    private RolePool workerPool;
    @SuppressWarnings("NullAway.Init")
    private Person person;
    @SuppressWarnings("NullAway.Init")
    private Workflows workflows;
    @SuppressWarnings("NullAway.Init")
    private WorkQueue<Claim> queue;

    @BeforeEach
    void rest() {
        lifecycle.stop();
        queue = instance();
        workerPool.jdbc()
                .sql("update workflow_run_queue set due_at = now() + interval '1 hour' where due_at < now() + interval '1 minute'")
                .update();
        person = People.at(port).signUp();
        workflows = Workflows.of(person.api());
    }

    @AfterEach
    void work() {
        lifecycle.start();
    }

    @Test
    void carriesOutEachStepOnceHoweverManyEnginesCompete() throws InterruptedException {
        var workflow = workflows.manual(TASK);
        var runs = IntStream.range(0, 60).mapToObj(_ -> workflows.start(workflow, "{}")).toList();

        var engines = IntStream.range(0, 3).mapToObj(_ -> engine()).toList();
        engines.forEach(Engine::start);
        Workflows.await(() -> queued() == 0, "the runs were not carried out");
        for (var engine : engines) {
            engine.stop();
        }

        assertThat(asTenant("select title from tasks group by title having count(*) = 2")).hasSameElementsAs(runs);
        assertThat(asTenant("select count(*)::text from tasks")).containsExactly("120");
        assertThat(asTenant("select run_count::text from workflow_definitions")).containsExactly("60");
        assertThat(asTenant("select trigger_count::text from workflow_triggers")).containsExactly("60");
    }

    /** One look sets aside a thousand of what is due, whatever is paused; what goes on after is all of it. */
    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/organization/automation-pause", "/api/v1/workflows/%s/pause"})
    void setsAsideTogetherWhatIsPaused(String pause) {
        var workflow = workflows.manual(TASK);
        workflows.multiply(workflows.start(workflow, "{}"), 2_500);
        var other = workflows.start(workflows.manual(TASK), "{}");
        person.api().put(pause.formatted(workflow), "").expect(200);

        IntStream.range(0, 3).forEach(_ -> {
            var claim = queue.claim(1).getFirst();
            assertThat(claim.context().call(() -> steps.step(claim))).isFalse();
        });

        var isForAll = !pause.contains("%s");
        assertThat(asTenant("select count(*)::text from workflow_run_queue where is_paused"))
                .containsExactly(isForAll ? "2501" : "2500");
        assertThat(asTenant("select is_paused::text from workflow_run_queue where id = " + other))
                .containsExactly(Boolean.toString(isForAll));
        person.api().delete(pause.formatted(workflow)).expect(200);
        Workflows.await(() -> asTenant("select 1::text from workflow_run_queue where is_paused").isEmpty(),
                "some are left behind");
        assertThat(asTenant("select count(*)::text from workflow_run_queue")).containsExactly("2501");
    }

    @Test
    void claimsNothingTwice() throws Exception {
        var workflow = workflows.manual(TASK);
        IntStream.range(0, 40).forEach(_ -> workflows.start(workflow, "{}"));

        var claims = new ArrayList<Claim>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var parts = new ArrayList<Future<List<Claim>>>();
            for (var thread = 0; thread < 8; thread++) {
                // One queue a thread, as in as many processes.
                var other = instance();
                parts.add(threads.submit(() -> other.claim(10)));
            }
            for (var part : parts) {
                claims.addAll(part.get());
            }
        }

        assertThat(new HashSet<>(claims.stream().map(Claim::runId).toList())).hasSameSizeAs(claims);
        assertThat(new HashSet<>(claims.stream().map(Claim::epoch).toList())).hasSameSizeAs(claims);
    }

    @Test
    void letsAStaleHolderWriteNothing() {
        var run = workflows.start(workflows.manual(TASK), "{}");
        var stale = claimOnly();
        expire();
        var current = claimOnly();

        assertThatThrownBy(() -> step(stale)).isInstanceOf(LeaseLost.class);
        assertThat(asTenant("select title from tasks")).isEmpty();
        assertThat(asTenant("select status from workflow_execution_steps")).isEmpty();
        queue.release(stale, Duration.ZERO);

        assertThat(current.epoch()).isGreaterThan(stale.epoch());
        assertThat(step(current)).isTrue();
        assertThat(step(current)).isFalse();
        assertThat(asTenant("select title from tasks")).containsExactly(run, run);
        assertThat(workflows.run(run).at("/status")).isEqualTo("succeeded");
    }

    @Test
    void fencesOffTheHolderOfACancelledRun() {
        var run = workflows.start(workflows.manual(TASK), "{}");
        var claim = claimOnly();
        step(claim);

        person.api().put("/api/v1/workflow-runs/" + run + "/cancellation", "").expect(200);

        assertThatThrownBy(() -> step(claim)).isInstanceOf(LeaseLost.class);
        assertThat(asTenant("select title from tasks")).containsExactly(run);
        assertThat(workflows.run(run).at("/status")).isEqualTo("cancelled");
    }

    @Test
    void keepsARunThatShowsSignsOfLifeAndHandsBackOneThatIsReleased() throws Exception {
        workflows.start(workflows.manual(TASK), "{}");
        var claim = claimOnly();
        workerPool.jdbc()
                .sql("update work_instances set seen_at = now() - interval '4.8 s' where id = (select leased_by from workflow_run_queue where id = ?)")
                .param(claim.runId())
                .update();

        Thread.sleep(settings.lease().dividedBy(3));
        queue.live();
        assertThat(instance().claim(10)).isEmpty();

        queue.release(claim, Duration.ZERO);
        assertThat(claimOnly().runId()).isEqualTo(claim.runId());
    }

    @Test
    void servesTenantsInTurnWhateverOneOfThemQueues() {
        var flood = workflows.manual(TASK);
        IntStream.range(0, 30).forEach(_ -> workflows.start(flood, "{}"));
        var other = People.at(port).signUp();
        var late = Workflows.of(other.api());
        late.start(late.manual(TASK), "{}");

        var first = queue.claim(4);

        assertThat(first.stream().map(Claim::organizationId)).contains(other.organizationId(), person.organizationId());
        var second = queue.claim(64);
        assertThat(Stream.concat(first.stream(), second.stream())
                .filter(claim -> claim.organizationId().equals(person.organizationId()))).hasSize(PER_TENANT);
        assertThat(queue.claim(64)).isEmpty();
    }

    @Test
    void recordsAFailedLocalStepAndLeavesNothingOfItBehind() {
        var run = workflows.start(
                workflows
                        .manual("""
                [{"type":"update_contact","config":{"contactId":"9999999{{^run.id}}0{{/run.id}}","fields":{"name":"x"}}}]"""),
                "{}");

        assertThat(step(claimOnly())).isFalse();

        var failed = workflows.run(run);
        assertThat(failed.at("/status")).as(failed.text()).isEqualTo("failed");
        assertThat(failed.at("/steps/0/status")).isEqualTo("failed");
        assertThat(failed.at("/errorDetails")).startsWith("step 0 (update_contact)");
        assertThat(queued()).isZero();
    }

    @Test
    void parksARunWhoseHoldersVanishAndGoesOnWhenToldTo() throws Exception {
        var run = workflows.start(workflows.manual(TASK), "{}");
        var other = workflows.start(workflows.manual(TASK), "{}");
        for (var loss = 0; loss <= 5; loss++) {
            assertThat(workflows.run(run).at("/status")).isEqualTo("queued");
            assertThat(queue.claim(10).stream().map(Claim::losses)).containsOnly(loss);
            expire();
        }

        work(() -> workflows.run(run).at("/status").equals("parked")
                && workflows.run(other).at("/status").equals("parked"));

        var parked = workflows.run(run);
        assertThat(parked.at("/errorDetails"))
                .isEqualTo("parked at step 0: the instance that carried this out stopped or died 6 times");
        assertThat(parked.at("/steps/0/status")).isEqualTo("failed");
        assertThat(parked.at("/endedAt")).isEmpty();
        assertThat(queued()).isZero();
        person.api().put("/api/v1/workflow-runs/" + other + "/cancellation", "").expect(200);
        assertThat(workflows.run(other).at("/status")).isEqualTo("cancelled");
        person.api().post("/api/v1/workflow-runs/" + run + "/retries", "").expect(201);
        work(() -> workflows.run(run).at("/status").equals("succeeded"));
        assertThat(asTenant("select title from tasks")).containsExactly(run, run);
    }

    @Test
    void forgetsLossesWithEachStep() {
        workflows.start(workflows.manual(TASK), "{}");
        claimOnly();
        expire();
        var claim = claimOnly();
        assertThat(claim.losses()).isEqualTo(1);

        step(claim);
        queue.release(claim, Duration.ZERO);

        assertThat(claimOnly().losses()).isZero();
    }

    /** Its process dies each time, as far as anybody can see. */
    @Test
    void countsAnAttemptWhenItIsBegun() {
        try (var receiver = new HookReceiver(); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            receiver.holdAnswers();
            var run = workflows.start(
                    workflows.manual("""
                    [{"type":"webhook","retryConfig":{"maxRetries":1,"retryDelaySeconds":0},"config":{"url":"%s"}}]"""
                            .formatted(receiver.url("/"))),
                    "{}");
            for (var attempt = 1; attempt <= 2; attempt++) {
                var begun = attempt;
                var claim = claimOnly();
                var _ = threads.submit(() -> step(claim));
                Workflows.await(() -> receiver.deliveries().size() == begun, "it is not begun");
                expire();
            }

            assertThat(step(claimOnly())).isFalse();

            assertThat(workflows.run(run).at("/errorDetails")).isEqualTo(
                    "step 0 (webhook): the instance that carried this out stopped before it knew the outcome");
            assertThat(workflows.run(run).at("/steps/0/retryCount")).isEqualTo("1");
            assertThat(receiver.deliveries()).hasSize(2);
            receiver.releaseAnswers();
        }
    }

    private void work(BooleanSupplier until) throws InterruptedException {
        var engine = engine();
        engine.start();
        Workflows.await(until, "the engine did not do its work");
        engine.stop();
    }

    private boolean step(Claim claim) {
        return claim.context().call(() -> steps.step(claim));
    }

    /** Of the own organization's: workflows of others start at their times. */
    private Claim claimOnly() {
        var claims = queue.claim(10)
                .stream()
                .filter(claim -> claim.organizationId().equals(person.organizationId()))
                .toList();
        assertThat(claims).hasSize(1);
        return claims.getFirst();
    }

    /** Who holds what the organization has in the queue vanishes. */
    private void expire() {
        workerPool.jdbc()
                .sql("update workflow_run_queue set leased_by = gen_random_uuid() where organization_id = ? and leased_by is not null")
                .param(person.organizationId())
                .update();
        workerPool.jdbc()
                .sql("insert into work_tickets (organization_id, queue) values (?, 'runs')")
                .param(person.organizationId())
                .update();
    }

    /** What another instance sees of the queue. */
    private WorkQueue<Claim> instance() {
        var few = new EngineSettings(true, settings.lease(), settings.pollInterval(), settings.concurrency(),
                PER_TENANT,
                settings.databaseWork(), settings.maxDepth(), settings.maxRunsPerRoot(),
                settings.runsPerRootPerMinute(), settings.maxPartsPerRoot(), settings.eventRetention(),
                settings.runRetention(), settings.longestRetryDelay());
        return new RunQueue(workerPool, tickets, new Instance(workerPool), few).work();
    }

    private long queued() {
        return workerPool.jdbc()
                .sql("select count(*) from workflow_run_queue where organization_id = ?")
                .param(person.organizationId())
                .query(Long.class)
                .single();
    }

    private List<String> asTenant(String sql) {
        return new TenantContext(person.organizationId(), person.userId())
                .call(() -> Objects.requireNonNull(
                        transaction.execute(_ -> jdbc.sql(sql).query((row, _) -> row.getString(1)).list())));
    }

    private Engine engine() {
        return new Engine(instance(), segments, steps, new Signal(), settings, new SimpleMeterRegistry());
    }
}
