package dev.tenantry.automation.run.step;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.Workflows;
import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.rights.Rights;
import dev.tenantry.automation.run.Claim;
import dev.tenantry.automation.run.EngineSettings;
import dev.tenantry.automation.run.RunQueue;
import dev.tenantry.automation.run.RunWakes;
import dev.tenantry.automation.step.LocalAction;
import dev.tenantry.automation.step.Outcome;
import dev.tenantry.automation.step.StepAction;
import dev.tenantry.automation.step.StepRun;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.journal.TransactionJournal;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.web.ProblemTranslator;
import dev.tenantry.shared.work.Instance;
import dev.tenantry.shared.work.Signal;
import dev.tenantry.shared.work.Tickets;
import dev.tenantry.support.IntegrationTest;
import dev.tenantry.support.People;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What many runs do in one transaction is what each would have done in its own. */
@IntegrationTest
class SegmentTests {

    private static final String TASK_AND_CONTACT = """
            [{"type":"create_task","config":{"title":"{{run.id}}"}},
             {"type":"update_contact","config":{"fields":{"jobTitle":"{{run.id}}"}}}]""";
    private static final String RECORDS = """
            [{"type":"create_record","config":{"type":"task","fields":{"title":"{{run.id}}","contactId":"{{contact.id}}"}}},
             {"type":"update_record","config":{"type":"contact","fields":{"jobTitle":"{{run.id}}"}}}]""";
    private static final String TASK = """
            [{"type":"create_task","config":{"title":"{{run.id}}"}}]""";

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
    private Segments segments;
    @Autowired
    @SuppressWarnings("NullAway.Init")
    private StepRunner steps;
    @Autowired
    @SuppressWarnings("NullAway.Init")
    private List<StepAction> actions;
    @Autowired
    @SuppressWarnings("NullAway.Init")
    private RunReader reader;
    @Autowired
    @SuppressWarnings("NullAway.Init")
    private RunScopes scopes;
    @Autowired
    @SuppressWarnings("NullAway.Init")
    private Rights rights;
    @Autowired
    @SuppressWarnings("NullAway.Init")
    private TransactionJournal journal;
    @Autowired
    @SuppressWarnings("NullAway.Init")
    private RunTransactions transactions;
    @Autowired
    @SuppressWarnings("NullAway.Init")
    private ProblemTranslator problems;
    @Autowired
    @SuppressWarnings("NullAway.Init")
    private EngineSettings settings;
    @Autowired
    @SuppressWarnings("NullAway.Init")
    private JdbcClient jdbc;
    @Autowired
    @SuppressWarnings("NullAway.Init")
    private RunWakes wakes;
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

    @BeforeEach
    void rest() {
        lifecycle.stop();
        person = People.at(port).signUp();
        workflows = Workflows.of(person.api());
    }

    @AfterEach
    void work() {
        lifecycle.start();
    }

    @ParameterizedTest
    @ValueSource(strings = {TASK_AND_CONTACT, RECORDS})
    void tellsOfEachWhatItDidInItsOwnName(String steps) {
        var workflow = workflows.manual(steps);
        var runs = contacts(6).stream().map(contact -> start(workflow, contact)).toList();

        var left = carryOut(segments, claims());

        assertThat(left.alone()).isEmpty();
        assertThat(asTenant("select id::text from workflow_execution_logs where status = 'succeeded' and "
                + "result_summary = '{\"lastStep\": 1, \"succeededSteps\": 2}'")).hasSameElementsAs(runs);
        assertThat(asTenant(
                """
                select t.title from tasks t
                join audit_logs a on a.resource_id = t.id::text and a.action_type = 'task.created' and a.metadata ->> 'runId' = t.title
                join activities n on n.record_id = t.id and n.kind = 'task.created' and n.run_id::text = t.title
                join workflow_execution_logs l on l.id::text = t.title
                join domain_events e on e.event_name = 'task.created' and e.aggregate_id = t.id::text and e.root_id = l.root_id and e.depth = 1
                join workflow_execution_steps s on s.execution_log_id = l.id and s.step_index = 0 and s.result ->> 'taskId' = t.id::text""",
                6)).hasSameElementsAs(runs);
        assertThat(asTenant(
                """
                select c.job_title from contacts c
                join audit_logs a on a.resource_id = c.id::text and a.action_type = 'contact.updated' and a.metadata ->> 'runId' = c.job_title
                join workflow_execution_logs l on l.id::text = c.job_title
                join domain_events e on e.event_name = 'contact.updated' and e.aggregate_id = c.id::text and e.root_id = l.root_id""",
                6)).hasSameElementsAs(runs);
    }

    /** However many runs do it, it is so many statements; each in its own name, and once where several do the same. */
    @Test
    void tagsTheRecordsOfManyRunsTogether() {
        person.api().post("/api/v1/tags", "{\"name\":\"VIP\"}").expect(201);
        var workflow = workflows
                .manual("[{\"type\":\"add_tag\",\"config\":{\"type\":\"contact\",\"tag\":\"VIP\"}}]");
        var contacts = contacts(6);
        var runs = Stream.concat(contacts.stream(), Stream.of(contacts.getFirst()))
                .map(contact -> start(workflow, contact))
                .toList();
        var some = claims();

        assertThat(carryOut(segments, some).alone()).isEmpty();
        assertThat(carryOut(segments, some).alone()).hasSize(7);

        assertThat(asTenant("select count(*)::text from taggings")).containsExactly("6");
        assertThat(asTenant("select id::text from workflow_execution_logs where status = 'succeeded'"))
                .hasSameElementsAs(runs);
        assertThat(asTenant("""
                select a.metadata ->> 'runId' from taggings t
                join audit_logs a on a.action_type = 'contact.tagged' and a.resource_id = t.record_id::text
                join activities n on n.record_id = t.tag_id and n.kind = 'tag.added' and n.subject_id = t.record_id
                    and n.run_id::text = a.metadata ->> 'runId'
                join workflow_execution_logs l on l.id = n.run_id
                join domain_events e on e.event_name = 'contact.tagged' and e.aggregate_id = a.resource_id
                    and e.root_id = l.root_id and e.depth = 1""", 6)).doesNotHaveDuplicates().isSubsetOf(runs);
    }

    @Test
    void keepsApartWhatSeveralDoToOneRecord() {
        var workflow = workflows.manual(TASK_AND_CONTACT);
        var contact = contacts(1).getFirst();
        var runs = IntStream.range(0, 3).mapToObj(_ -> start(workflow, contact)).toList();

        assertThat(carryOut(segments, claims()).alone()).isEmpty();

        assertThat(asTenant("select metadata ->> 'runId' from audit_logs where action_type = 'contact.updated' "
                + "and new_values ->> 'jobTitle' = metadata ->> 'runId'")).hasSameElementsAs(runs);
        assertThat(asTenant("select version::text from contacts")).containsExactly("3");
    }

    @Test
    void leavesWhatDoesNotSucceedAndWhatIsNotForItWhereItStands() {
        var workflow = workflows.manual(TASK_AND_CONTACT);
        var contacts = contacts(3);
        var good = start(workflow, contacts.get(0));
        var trashed = start(workflow, contacts.get(1));
        var without = workflows.start(workflow, "{}");
        person.api().delete("/api/v1/contacts/" + contacts.get(1)).expect(204);
        var waiting = start(
                workflows
                        .manual("""
                [{"type":"create_task","config":{"title":"{{run.id}}"}},{"type":"delay","config":{"duration":"P1D"}}]"""),
                contacts.get(2));

        var left = carryOut(segments, claims());

        assertThat(left.alone().stream().map(claim -> Long.toString(claim.runId())))
                .containsExactlyInAnyOrder(trashed, without);
        assertThat(workflows.run(good).at("/status")).isEqualTo("succeeded");
        assertThat(asTenant("select distinct step_index::text from workflow_run_queue where id <> " + trashed))
                .containsExactly("1");
        assertThat(asTenant("select title from tasks")).containsExactlyInAnyOrder(good, without, waiting);
        left.alone().forEach(claim -> claim.context().call(() -> steps.step(claim)));
        assertThat(workflows.run(trashed).at("/status")).isEqualTo("cancelled");
        assertThat(workflows.run(without).at("/status")).isEqualTo("failed");
        assertThat(workflows.run(without).at("/steps/1/errorMessage"))
                .isEqualTo("there is no contact that this run is about");
        assertThat(workflows.run(waiting).at("/status")).isEqualTo("waiting");
        assertThat(asTenant("select title from tasks")).hasSize(3);
    }

    @Test
    void letsTimePassForManyAtOnce() {
        var workflow = workflows.manual("""
                [{"type":"create_task","config":{"title":"{{run.id}}"}},{"type":"delay","config":{"duration":"PT2S"}},
                 {"type":"create_task","config":{"title":"later {{run.id}}"}}]""");
        var runs = IntStream.range(0, 3).mapToObj(_ -> workflows.start(workflow, "{}")).toList();

        assertThat(carryOut(segments, claims()).alone()).isEmpty();

        assertThat(asTenant("""
                select l.id::text from workflow_execution_logs l
                join workflow_run_queue q on q.id = l.id and q.due_at = l.waiting_until and q.leased_by is null and q.step_index = 1
                join workflow_execution_steps s on s.execution_log_id = l.id and s.step_index = 1 and s.execution_end is null
                    and (s.result ->> 'until')::timestamptz = q.due_at
                where l.status = 'waiting' and s.status = 'waiting'""")).hasSameElementsAs(runs);
        assertThat(claims()).isEmpty();

        Workflows.await(() -> asTenant("select id from workflow_run_queue where due_at > now()").isEmpty(),
                "time stands still");
        assertThat(carryOut(segments, claims()).alone()).isEmpty();

        assertThat(asTenant("""
                select l.id::text from workflow_execution_logs l
                join workflow_execution_steps s on s.execution_log_id = l.id and s.step_index = 1 and s.status = 'succeeded'
                    and s.result = '{}' and s.execution_end is not null
                where l.status = 'succeeded' and l.result_summary = '{"lastStep": 2, "succeededSteps": 3}'"""))
                .hasSameElementsAs(runs);
        assertThat(asTenant("select title from tasks where title like 'later%'")).hasSize(3);
    }

    /** All that is found stays in memory until the transaction ends. */
    @Test
    void leavesWhatFindsMuchAndThoseBehindWhomItIsTooMuch() {
        var contact = contacts(1).getFirst();
        note(contact, 45_000);
        note(contact, 45_000);
        var some = workflows.manual("[{\"type\":\"find_records\",\"config\":{\"type\":\"note\"}}]");
        IntStream.range(0, 48).forEach(_ -> workflows.start(some, "{}"));

        assertThat(carryOut(segments, claims()).alone()).hasSizeBetween(1, 9);

        note(contact, 45_000);
        var much = workflows.manual("[{\"type\":\"find_records\",\"config\":{\"type\":\"note\"}}]");
        var run = workflows.start(much, "{}");
        var left = carryOut(segments, claims()).alone();
        assertThat(left.stream().map(claim -> Long.toString(claim.runId()))).containsExactly(run);
        left.forEach(claim -> claim.context().call(() -> steps.step(claim)));
        assertThat(workflows.run(run).json().at("/steps/0/result/records")).hasSize(3);
    }

    private void note(String contact, int length) {
        person.api()
                .post("/api/v1/notes",
                        "{\"contactId\":\"%s\",\"body\":\"%s\"}".formatted(contact, "x".repeat(length)))
                .expect(201);
    }

    @Test
    void seeksTheOneThatIsToBlameWhereTheDatabaseRefusesThem() {
        var workflow = workflows.manual(TASK);
        var runs = IntStream.range(0, 9).mapToObj(_ -> workflows.start(workflow, "{}")).toList();
        var bad = runs.get(4);
        var refusing = new StepActions(actions.stream()
                .map(action -> action.type().equals("create_task") ? new Refusing((LocalAction) action, bad) : action)
                .toList());
        var some = new Segments(new SegmentKernel(reader, scopes, rights, refusing, journal, jdbc, settings, wakes),
                transactions,
                problems, new SimpleMeterRegistry());

        var left = carryOut(some, claims());

        assertThat(left.alone().stream().map(claim -> Long.toString(claim.runId()))).containsExactly(bad);
        assertThat(asTenant("select title from tasks")).hasSize(8).doesNotContain(bad).isSubsetOf(runs);
        assertThat(asTenant("select resource_id from audit_logs where action_type = 'task.created'")).hasSize(8);
    }

    @Test
    void waitsForNobodyWhoHasOneOfThem() {
        var workflow = workflows.manual(TASK);
        var runs = IntStream.range(0, 3).mapToObj(_ -> workflows.start(workflow, "{}")).toList();
        var claims = claims();

        var left = asTenant(() -> {
            jdbc.sql("select id from workflow_run_queue where id = ? for update")
                    .param(Long.valueOf(runs.get(1)))
                    .query(Long.class)
                    .single();
            return Executors.newVirtualThreadPerTaskExecutor().submit(() -> carryOut(segments, claims)).get();
        });

        assertThat(left.alone().stream().map(claim -> Long.toString(claim.runId()))).containsExactly(runs.get(1));
        assertThat(asTenant("select title from tasks")).containsExactlyInAnyOrder(runs.get(0), runs.get(2));
    }

    /** The cases of all of them are decided together, each as it would be alone. */
    @Test
    void choosesForEachTheFirstCaseThatHolds() {
        var workflow = workflows.manual("""
                [{"type":"branch","config":{"cases":[
                    {"when":[{"field":"contact.name","operator":"contains","value":"BODY 1"}],"goTo":1},
                    {"when":[{"field":"contact.name","operator":"contains","value":"body"},
                        {"field":"contact.name","operator":"eq","value":"somebody 2"}],"goTo":2},
                    {"when":[{"field":"contact.name","operator":"contains","value":"body 2"}],"goTo":"end"}],"else":"end"}},
                 {"type":"create_task","config":{"title":"first {{contact.name}}"}},
                 {"type":"create_task","config":{"title":"second {{contact.name}}"}}]""");
        contacts(5).forEach(contact -> start(workflow, contact));

        assertThat(carryOut(segments, claims()).alone()).isEmpty();

        assertThat(asTenant("select title from tasks")).containsExactlyInAnyOrder("first Somebody 1",
                "second Somebody 1", "second Somebody 2");
        assertThat(asTenant(
                "select coalesce(result ->> 'case', 'else') from workflow_execution_steps where step_index = 0"))
                .containsExactlyInAnyOrder("0", "1", "else", "else", "else");
    }

    /** Whoever holds it may have looked too early: it looks again as soon as nobody holds it any more. */
    @Test
    void wakesWhatSomebodyIsJustPuttingBack() throws Exception {
        var run = start(workflows.manual(TASK_AND_CONTACT), contacts(1).getFirst());
        try (var others = Executors.newVirtualThreadPerTaskExecutor()) {
            var woken = asTenant(() -> {
                jdbc.sql("update workflow_run_queue set due_at = now() + interval '1 day' where id = ?")
                        .param(Long.valueOf(run))
                        .update();
                var wake = others.submit(() -> asTenant(() -> {
                    wakes.wake(List.of(Long.valueOf(run)));
                    return run;
                }));
                assertThatThrownBy(() -> wake.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
                return wake;
            });
            woken.get();
        }

        assertThat(asTenant("select id::text from workflow_run_queue where due_at <= now()")).containsExactly(run);
    }

    @Test
    void doesEverythingOnceWhateverHappensToTheRecordsAndRunsMeanwhile() throws InterruptedException {
        var workflow = workflows.manual(TASK_AND_CONTACT);
        var contacts = contacts(20);
        var runs = new ArrayList<String>();
        IntStream.range(0, 120).forEach(run -> runs.add(start(workflow, contacts.get(run % contacts.size()))));
        var engines = IntStream.range(0, 3).mapToObj(_ -> engine()).toList();

        engines.forEach(Engine::start);
        try (var others = Executors.newVirtualThreadPerTaskExecutor()) {
            runs.stream()
                    .skip(90)
                    .forEach(run -> others.submit(
                            () -> person.api().put("/api/v1/workflow-runs/" + run + "/cancellation", "")));
            contacts.forEach(contact -> others.submit(
                    () -> person.api()
                            .patch("/api/v1/contacts/" + contact, "{\"phone\":\"+43 1 58858\"}")
                            .expect(200)));
            others.submit(() -> person.api().delete("/api/v1/contacts/" + contacts.getFirst() + "?permanent=true"));
        }
        Workflows.await(() -> asTenant("select id::text from workflow_run_queue").isEmpty(), "runs were left behind");
        for (var engine : engines) {
            engine.stop();
        }

        // What was made about the contact that is gone went with it.
        var others = IntStream.range(0, runs.size())
                .filter(run -> run % contacts.size() != 0)
                .mapToObj(runs::get)
                .toList();
        var tasks = asTenant("select title from tasks");
        var done = new ArrayList<>(asTenant("select execution_log_id::text from workflow_execution_steps "
                + "where step_index = 0 and status = 'succeeded'"));
        done.retainAll(others);
        assertThat(tasks).doesNotHaveDuplicates().containsAll(done);
        assertThat(done).hasSizeGreaterThan(60).containsAll(tasks.stream().filter(others::contains).toList());
        assertThat(asTenant(
                "select count(*)::text from workflow_execution_logs where status not in ('succeeded', 'failed', 'cancelled')"))
                .containsExactly("0");
        assertThat(asTenant("select distinct phone from contacts")).containsExactly("+43 1 58858");
    }

    /** Makes a task, and then fails where it is the one. */
    private record Refusing(LocalAction action, String title) implements LocalAction {

        @Override
        public Type resultType(Step step) {
            return Object.class;
        }

        @Override
        public String type() {
            return action.type();
        }

        @Override
        public String schema() {
            return action.schema();
        }

        @Override
        public Set<String> permissions(Step step) {
            return action.permissions(step);
        }

        @Override
        public JsonNode prepare(StepRun run) {
            return action.prepare(run);
        }

        @Override
        public Outcome perform(StepRun run, JsonNode prepared) {
            var outcome = action.perform(run, prepared);
            if (prepared.path("title").asString().equals(title)) {
                throw new IllegalStateException("only said");
            }
            return outcome;
        }
    }

    private List<String> contacts(int number) {
        return IntStream.range(0, number)
                .mapToObj(index -> person.api()
                        .post("/api/v1/contacts", "{\"name\":\"Somebody %d\"}".formatted(index))
                        .expect(201)
                        .id())
                .toList();
    }

    private String start(String workflow, String contact) {
        return workflows.start(workflow, "{\"contactId\":\"%s\"}".formatted(contact));
    }

    private List<Claim> claims() {
        return new RunQueue(workerPool, tickets, new Instance(workerPool), settings).work()
                .claim(400)
                .stream()
                .filter(claim -> claim.organizationId().equals(person.organizationId()))
                .toList();
    }

    /** Until there is nothing more that they do together, however slow the machine is. */
    private static Segments.Left carryOut(Segments segments, List<Claim> claims) {
        var alone = new ArrayList<Claim>();
        for (var going = claims; !going.isEmpty();) {
            var some = going;
            var left = some.getFirst().context().call(() -> segments.carryOut(some));
            alone.addAll(left.alone());
            going = left.going();
        }
        return new Segments.Left(List.of(), alone);
    }

    private Engine engine() {
        return new Engine(new RunQueue(workerPool, tickets, new Instance(workerPool), settings).work(), segments, steps,
                new Signal(), settings, new SimpleMeterRegistry());
    }

    private List<String> asTenant(String sql, int rows) {
        assertThat(asTenant(sql)).hasSize(rows);
        return asTenant(sql);
    }

    private List<String> asTenant(String sql) {
        return asTenant(() -> jdbc.sql(sql).query((row, _) -> row.getString(1)).list());
    }

    private <T> T asTenant(java.util.concurrent.Callable<T> work) {
        return new TenantContext(person.organizationId(), person.userId())
                .call(() -> Objects.requireNonNull(transaction.execute(_ -> {
                    try {
                        return work.call();
                    } catch (Exception failure) {
                        throw new IllegalStateException(failure);
                    }
                })));
    }
}
