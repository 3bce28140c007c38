package dev.tenantry.automation.run.pause;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.automation.Workflows;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.HookReceiver;
import dev.tenantry.support.Parallel;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs, workflows and organizations that are paused, and go on. */
@SuppressWarnings("NullAway.Init")
class PauseTests extends ApiTest {

    private static final String RUNS = "/api/v1/workflow-runs/";
    private static final String ALL = "/api/v1/organization/automation-pause";
    private static final String TASKS = """
            [{"type":"create_task","config":{"title":"{{run.id}}"}},{"type":"create_task","config":{"title":"{{run.id}}"}}]""";
    private static final String DELAY_AND_TASK = """
            [{"type":"delay","config":{"duration":"P1D"}},{"type":"create_task","config":{"title":"{{run.id}}"}}]""";
    private static final String MANUAL = "{\"type\":\"manual\"}";

    @Autowired
    private Resumptions resumptions;
    private final HookReceiver receiver = new HookReceiver();
    private Person person;
    private Api owner;
    private Workflows workflows;

    @BeforeEach
    void signUp() {
        person = people.signUp();
        owner = person.api();
        workflows = Workflows.of(owner);
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void aRunBeginsWhatCameDueOnceItIsResumed() {
        var run = waiting(workflows.start(workflows.manual(DELAY_AND_TASK), "{}"));

        var paused = owner.put(RUNS + run + "/pause", "").expect(200);
        owner.put(RUNS + run + "/pause", "").expect(200);
        Workflows.elapse(run);
        rest();

        assertThat(paused.at("/pausedBy")).isEqualTo(person.userId().toString());
        assertThat(workflows.run(run).at("/status")).isEqualTo("waiting");
        assertThat(workflows.run(run).at("/pausedAt")).isEqualTo(paused.at("/pausedAt"));
        assertThat(owner.delete(RUNS + run + "/pause").expect(200).json().has("pausedAt")).isFalse();
        assertThat(workflows.ended(run).at("/status")).isEqualTo("succeeded");
        owner.put(RUNS + run + "/pause", "").expect(409);
        assertThat(audited()).containsExactly("workflow-run.resumed", "workflow-run.paused", "workflow-run.started");
    }

    @Test
    void whatIsUnderWayEndsAndTheNextStepWaits() {
        receiver.holdAnswers();
        var run = workflows.start(workflows.manual("[" + webhook("/one") + "," + webhook("/two") + "]"), "{}");
        Workflows.await(() -> receiver.deliveries().size() == 1, "nothing is delivered");

        owner.put(RUNS + run + "/pause", "").expect(200);
        receiver.releaseAnswers();
        Workflows.await(() -> "succeeded".equals(workflows.run(run).at("/steps/0/status")), "the outcome is lost");
        rest();

        assertThat(receiver.deliveries("/two")).isEmpty();
        owner.delete(RUNS + run + "/pause").expect(200);
        assertThat(workflows.ended(run).at("/status")).isEqualTo("succeeded");
        assertThat(receiver.deliveries()).hasSize(2);
    }

    /** What fails while it is paused has failed, and is not paused any more. */
    @Test
    void whatEndsIsNotPaused() {
        receiver.answerWith(exchange -> HookReceiver.answer(exchange, 400, ""));
        receiver.holdAnswers();
        var run = workflows.start(workflows.manual("[" + webhook("/one") + "]"), "{}");
        Workflows.await(() -> receiver.deliveries().size() == 1, "nothing is delivered");

        owner.put(RUNS + run + "/pause", "").expect(200);
        receiver.releaseAnswers();

        assertThat(workflows.ended(run).at("/status")).isEqualTo("failed");
        assertThat(workflows.run(run).json().has("pausedAt")).isFalse();
    }

    @Test
    void aWorkflowsRunsAreQueuedAndKeepToItsSlots() {
        var workflow = workflows.active(MANUAL, TASKS, "{\"concurrency\":{\"limit\":1}}");
        var other = workflows.manual(TASKS);
        var paused = owner.put("/api/v1/workflows/" + workflow + "/pause", "").expect(200);
        var contact = owner.post("/api/v1/contacts", "{\"name\":\"Ada\"}").expect(201).id();
        var runs = IntStream.range(0, 3)
                .mapToObj(_ -> workflows.start(workflow, "{\"contactId\":\"%s\"}".formatted(contact)))
                .toList();
        rest();

        assertThat(paused.at("/pausedBy")).isEqualTo(person.userId().toString());
        assertThat(runs).allSatisfy(run -> assertThat(workflows.run(run).at("/status")).isEqualTo("queued"));
        assertThat(owner.get("/api/v1/workflows/" + workflow + "/why?record=contact/" + contact)
                .expect(200)
                .at("/results/0/stages/0/reason")).isEqualTo("the run is queued: the workflow is paused");
        assertThat(workflows.ended(workflows.start(other, "{}")).at("/status")).isEqualTo("succeeded");
        assertThat(
                database("select count(*) from workflow_run_queue where organization_id = ? and slot_key is not null"))
                .isOne();
        owner.put(RUNS + runs.getFirst() + "/pause", "").expect(200);
        owner.delete("/api/v1/workflows/" + workflow + "/pause").expect(200);
        rest();
        assertThat(workflows.run(runs.getLast()).at("/status")).as("the paused one has the slot").isEqualTo("queued");
        owner.delete(RUNS + runs.getFirst() + "/pause").expect(200);
        assertThat(runs).allSatisfy(run -> assertThat(workflows.ended(run).at("/status")).isEqualTo("succeeded"));
    }

    @Test
    void anOrganizationIsPausedByThoseWhoMayChangeIt() {
        var workflow = workflows.manual(TASKS);
        var paused = owner.put(ALL, "").expect(200);
        people.signUpInto(person, "member").api().put(ALL, "").expect(403);
        var run = workflows.start(workflow, "{}");
        rest();

        assertThat(owner.put(ALL, "").expect(200).text()).isEqualTo(paused.text());
        assertThat(workflows.run(run).at("/status")).isEqualTo("queued");
        var others = Workflows.of(people.signUp().api());
        assertThat(others.ended(others.start(others.manual(TASKS), "{}")).at("/status")).isEqualTo("succeeded");
        owner.put("/api/v1/workflows/" + workflow + "/pause", "").expect(200);
        assertThat(owner.delete(ALL).expect(200).json()).isEmpty();
        rest();
        assertThat(workflows.run(run).at("/status")).as("its workflow is paused").isEqualTo("queued");
        owner.delete("/api/v1/workflows/" + workflow + "/pause").expect(200);
        assertThat(workflows.ended(run).at("/status")).isEqualTo("succeeded");
    }

    @Test
    void whatIsPausedCanBeCancelled() {
        var run = waiting(workflows.start(workflows.manual(DELAY_AND_TASK), "{}"));
        owner.put(RUNS + run + "/pause", "").expect(200);

        assertThat(owner.put(RUNS + run + "/cancellation", "").expect(200).at("/status")).isEqualTo("cancelled");

        assertThat(workflows.run(run).json().has("pausedAt")).isFalse();
        owner.put(RUNS + run + "/pause", "").expect(409);
        assertThat(database("select count(*) from workflow_run_queue where organization_id = ?")).isZero();
    }

    @Test
    void aRunIsPausedWithItsParts() {
        var run = workflows.start(workflows.manual("""
                [{"type":"for_each","id":"each","config":{"items":"{{trigger.names}}","steps":%s}}]"""
                .formatted(DELAY_AND_TASK)), "{\"names\":[\"a\",\"b\"]}");
        Workflows.await(() -> parts(run).size() == 1, "there are no parts");
        var part = waiting(parts(run).getFirst());

        owner.put(RUNS + run + "/pause", "").expect(200);
        Workflows.elapse(part);
        rest();

        assertThat(workflows.run(part).at("/status")).isEqualTo("waiting");
        assertThat(workflows.run(part).json().has("pausedAt")).isTrue();
        owner.delete(RUNS + run + "/pause").expect(200);
        assertThat(workflows.ended(part).at("/status")).isEqualTo("succeeded");
    }

    /** Pauses, resumptions, cancellations and claims at once, of runs, the workflow and the organization. */
    @Test
    void nothingIsLostOrDoneTwiceWhoeverIsAtItAtOnce() {
        var workflow = workflows.manual(TASKS);
        var runs = IntStream.range(0, 40).mapToObj(_ -> workflows.start(workflow, "{}")).toList();
        var turn = new AtomicInteger();
        Parallel.times(8, () -> {
            var mine = turn.getAndIncrement();
            for (var index = mine; index < runs.size(); index += 2) {
                var run = RUNS + runs.get(index);
                owner.put(run + "/pause", "");
                if (index % 10 == 0) {
                    owner.put(run + "/cancellation", "");
                }
                owner.put(mine % 2 == 0 ? ALL : "/api/v1/workflows/" + workflow + "/pause", "").expect(200);
                owner.delete(mine % 2 == 0 ? ALL : "/api/v1/workflows/" + workflow + "/pause").expect(200);
                owner.delete(run + "/pause").expect(200);
            }
            return true;
        });

        var cancelled = runs.stream()
                .filter(run -> "cancelled".equals(workflows.ended(run).at("/status")))
                .toList();
        assertThat(database("select count(*) from workflow_run_queue where organization_id = ?")).isZero();
        assertThat(database(
                "select count(*) from (select title from tasks where organization_id = ? group by title having count(*) > 2) t"))
                .isZero();
        assertThat(database(
                "select count(*) from (select title from tasks where organization_id = ? group by title having count(*) = 2) t"))
                .isGreaterThanOrEqualTo(runs.size() - cancelled.size());
    }

    /** Set aside by the thousand, and resumed meanwhile: each is carried out, and once. */
    @Test
    void noneOfThousandsIsLostThatArePausedAndResumedMeanwhile() {
        owner.put(ALL, "").expect(200);
        var workflow = workflows.manual(TASKS);
        workflows.multiply(workflows.start(workflow, "{}"), 3_000);
        var turn = new AtomicInteger();

        Parallel.times(6, () -> {
            var pause = turn.getAndIncrement() % 2 == 0 ? ALL : "/api/v1/workflows/" + workflow + "/pause";
            for (var time = 0; time < 8; time++) {
                owner.delete(pause).expect(200);
                owner.put(pause, "").expect(200);
            }
            return true;
        });
        owner.delete(ALL).expect(200);
        owner.delete("/api/v1/workflows/" + workflow + "/pause").expect(200);

        Workflows.await(() -> database("select count(*) from workflow_run_queue where organization_id = ?") == 0,
                "some are left behind");
        assertThat(database("select count(*) from tasks where organization_id = ?")).isEqualTo(6_000);
        assertThat(database("select count(distinct title) from tasks where organization_id = ?")).isEqualTo(3_000);
    }

    /** Another organization has its turn between two looks. A workflow that was not paused has none to let go on. */
    @Test
    void aLookLetsSoManyGoOnAndLeavesTheOthersToTheNext() {
        owner.put(ALL, "").expect(200);
        var workflow = workflows.manual(TASKS);
        workflows.multiply(workflows.start(workflow, "{}"), 6_001);
        var aside = "select count(*) from workflow_run_queue where is_paused and organization_id = ?";
        Workflows.await(() -> database(aside) == 6_001, "they are not set aside");
        database("""
                with due as (update workflow_run_queue set due_at = now() + interval '1 day' where organization_id = $1),
                over as (delete from workflow_pauses where organization_id = $1),
                begun as (insert into workflow_resumptions (organization_id) values ($1) returning 1)
                select count(*) from begun""".replace("$1", "'" + person.organizationId() + "'")
                + " where ? is not null");
        var context = new TenantContext(person.organizationId(), null);

        var first = context.call(() -> String.valueOf(resumptions.look(person.organizationId(), true)));
        var left = database(aside);
        var second = context.call(() -> String.valueOf(resumptions.look(person.organizationId(), true)));

        assertThat(first + left + second + database(aside)).isEqualTo("MORE1001DONE0");
        assertThat(database("select count(*) from workflow_resumptions where organization_id = ?")).isZero();
        owner.delete("/api/v1/workflows/" + workflow + "/pause").expect(200);
        assertThat(database("select count(*) from workflow_resumptions where organization_id = ?")).isZero();
        owner.put("/api/v1/workflows/" + workflow + "/pause", "").expect(200);
        owner.delete("/api/v1/workflows/" + workflow).expect(204);
    }

    /** What is set aside is in no index that a claim reads, and so costs it nothing however much it is. */
    @Test
    void aClaimPassesOverWhatIsPaused() throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement()) {
            statement.execute("set enable_seqscan = off");
            var plan = new StringBuilder();
            try (var rows = statement.executeQuery("""
                    explain select c.id from workflow_run_queue c where c.organization_id = '%s' and c.due_at <= now() and not c.is_paused
                    order by c.due_at limit 10""".formatted(person.organizationId()))) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            } finally {
                statement.execute("reset enable_seqscan");
            }

            assertThat(plan.toString()).contains("Index Scan using idx_workflow_run_queue_due")
                    .doesNotContain("Filter");
        }
    }

    private String webhook(String path) {
        return "{\"type\":\"webhook\",\"config\":{\"url\":\"%s\"}}".formatted(receiver.url(path));
    }

    private String waiting(String run) {
        Workflows.await(() -> "waiting".equals(workflows.run(run).at("/status")), "it does not wait");
        return run;
    }

    private List<String> parts(String run) {
        return owner.get("/api/v1/workflow-runs?filter=parentRunId[eq]:" + run)
                .expect(200)
                .json()
                .path("results")
                .valueStream()
                .map(part -> part.path("id").asString())
                .toList();
    }

    private List<String> audited() {
        return owner.get("/api/v1/audit-logs?sort=-createdAt&filter=resourceType[eq]:%22workflow-run%22")
                .expect(200)
                .json()
                .path("results")
                .valueStream()
                .map(entry -> entry.path("actionType").asString())
                .toList();
    }

    /** Until whatever is due has been looked at: the claims of several looks. */
    private static void rest() {
        try {
            Thread.sleep(600);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** @param sql a count of what the organization has */
    private int database(String sql) {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, person.organizationId());
            var rows = statement.executeQuery();
            rows.next();
            return rows.getInt(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
