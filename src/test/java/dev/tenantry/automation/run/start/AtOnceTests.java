package dev.tenantry.automation.run.start;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

import dev.tenantry.automation.Workflows;
import dev.tenantry.automation.admission.Admissions;
import dev.tenantry.automation.definition.Comparisons;
import dev.tenantry.automation.run.EngineSettings;
import dev.tenantry.shared.dispatch.EventConsumer;
import dev.tenantry.shared.dispatch.PastEvents;
import dev.tenantry.shared.work.Signals;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What events begin is carried out by the turn that dispatches them, or queued; the engine rests meanwhile. */
@SuppressWarnings("NullAway.Init")
class AtOnceTests extends RestingEngineTest {

    private static final String TASK_AND_CONTACT = """
            [{"type":"create_task","config":{"title":"{{run.id}}"}},
             {"type":"update_contact","config":{"fields":{"jobTitle":"{{run.id}}"}}}]""";
    private static final String DONE = "status = 'succeeded' and version = 0 and result_summary = '{\"lastStep\": 1, \"succeededSteps\": 2}'";

    @Autowired
    private ActiveWorkflows active;
    @Autowired
    private Comparisons comparisons;
    @Autowired
    private Admissions admission;
    @Autowired
    private Goals goals;
    @Autowired
    private EngineSettings settings;
    @Autowired
    private PastEvents events;
    @Autowired
    private FirstSteps steps;
    @Autowired
    private List<EventConsumer> consumers;
    private AtOnce atOnce;
    /** The workflow that is to blame. */
    private @Nullable String failing;
    private boolean isFull;
    /** Whether others could have what they wait for, while steps were carried out. */
    private @Nullable Boolean isFree;

    /** The first turn of a process queues what it begins. */
    @BeforeEach
    void begin() {
        atOnce = process();
        workflows.onEvent("company.created", DELAY);
        person.api().post("/api/v1/companies", "{\"name\":\"Cedar\"}").expect(201);
        take();
        superuser("delete from workflow_execution_logs where organization_id = ?");
        superuser("delete from work_tickets where organization_id = ?");
    }

    @Test
    void carriesOutWhatEventsBeginAndWritesItOnce() throws SQLException {
        var workflow = workflows.onEvent("contact.created", TASK_AND_CONTACT);
        contacts(3);

        take();

        assertThat(count("workflow_execution_logs", DONE + " and execution_end >= execution_start")).isEqualTo(3);
        assertThat(count("workflow_run_queue", "true")).isZero();
        assertThat(tickets()).isZero();
        assertThat(
                text("""
                select count(*)::text from workflow_execution_logs l
                join domain_events c on c.id = l.event_id and c.root_id = l.root_id and c.depth = l.depth and c.aggregate_id = l.trigger_data #>> '{event,aggregateId}'
                join tasks t on t.title = l.id::text and t.contact_id::text = c.aggregate_id
                join contacts k on k.id = t.contact_id and k.job_title = l.id::text
                join audit_logs a on a.resource_id = t.id::text and a.action_type = 'task.created' and a.metadata ->> 'runId' = l.id::text
                join domain_events e on e.event_name = 'task.created' and e.aggregate_id = t.id::text and e.root_id = l.root_id and e.depth = 1 and e.user_id = l.published_by
                join workflow_execution_steps s on s.execution_log_id = l.id and s.step_index = 0 and s.result ->> 'taskId' = t.id::text"""))
                .isEqualTo("3");
        assertThat(text(
                "select run_count || ' ' || trigger_count from workflow_definitions w join workflow_triggers t on t.workflow_id = w.id where w.id = '"
                        + workflow + "'"))
                .isEqualTo("3 3");
        var run = workflows.runs(workflow).at("/results/0/id");
        assertThat(workflows.run(run).json().at("/steps").size()).isEqualTo(2);
    }

    /** The steps before are done, and are not done again. */
    @ParameterizedTest
    @CsvSource({"0, queued", "1, running"})
    void queuesARunFromWhereItComesToSomethingElse(int step, String status) throws SQLException {
        var delay = "{\"type\":\"delay\",\"config\":{\"duration\":\"P1D\"}}";
        var task = "{\"type\":\"create_task\",\"config\":{\"title\":\"{{run.id}}\"}}";
        workflows.onEvent("contact.created", "[" + (step == 0 ? delay + "," + task : task + "," + delay) + "]");
        contacts(2);

        take();

        assertThat(count("workflow_execution_logs", "status = '" + status + "' and execution_end is null"))
                .isEqualTo(2);
        assertThat(count("workflow_run_queue", "due_at <= now() and leased_by is null and step_index = " + step))
                .isEqualTo(2);
        assertThat(count("workflow_execution_steps", "true")).isEqualTo(2L * step);
        assertThat(tickets()).isOne();
        work();
        Workflows.await(() -> count("workflow_execution_logs", "status = 'waiting'") == 2, "they do not go on");
        assertThat(count("tasks", "true")).isEqualTo(2L * step);
    }

    /** What fails is sought by whoever carries out the queue; nothing of the turn is lost or done twice. */
    @Test
    void queuesWhatATurnHasComeToNothingWith() {
        failing = workflows.onEvent("contact.created", TASK_AND_CONTACT);
        contacts(2);

        assertThatThrownBy(this::take).hasMessage("one of them is to blame");
        assertThat(count("workflow_execution_logs", "true")).isZero();
        assertThat(count("tasks", "true")).isZero();
        take();

        assertThat(count("workflow_execution_logs", "status = 'queued'")).isEqualTo(2);
        assertThat(count("workflow_run_queue", "step_index = 0")).isEqualTo(2);
    }

    /** It would have each turn come to nothing, with all other events. */
    @Test
    void queuesTheWorkflowForAWhileThatIsToBlame() {
        var good = workflows.onEvent("contact.created", TASK_AND_CONTACT);
        failing = workflows.onEvent("contact.created", TASK_AND_CONTACT);
        contacts(1);
        assertThatThrownBy(this::take).hasMessage("one of them is to blame");
        take();

        contacts(1);
        take();

        assertThat(count("workflow_execution_logs", DONE + " and workflow_id = '" + good + "'")).isOne();
        assertThat(count("workflow_execution_logs", "status = 'queued' and workflow_id = '" + good + "'")).isOne();
        assertThat(count("workflow_execution_logs", "status = 'queued' and workflow_id = '" + failing + "'"))
                .isEqualTo(2);
    }

    /** Where requests and others' runs need what the database can do. */
    @Test
    void queuesWhatThereIsNoRoomFor() {
        workflows.onEvent("contact.created", TASK_AND_CONTACT);
        contacts(1);
        isFull = true;

        take();

        assertThat(count("workflow_run_queue", "step_index = 0")).isOne();
    }

    /** As the queue's segments, an organization never has all of it. */
    @Test
    void hasRoomForSoManyTurnsUntilTheyEnd() {
        for (var round = 0; round < 2; round++) {
            assertThat(inTransaction(
                    () -> IntStream.range(0, settings.databaseWork()).filter(_ -> steps.haveRoom()).count()))
                    .isEqualTo(settings.databaseWork() - 1);
        }
    }

    /** Others' events wait for it. */
    @Test
    void leavesWhatMayTakeLongToTheQueue() {
        workflows.onEvent("contact.created", """
                [{"type":"create_task","config":{"title":"{{run.id}}"}},
                 {"type":"find_records","config":{"type":"task","filter":"title[eq]:{{run.id}}"}}]""");
        contacts(2);

        take();

        assertThat(count("workflow_run_queue", "step_index = 1")).isEqualTo(2);
        assertThat(count("tasks", "true")).isEqualTo(2);
    }

    /** Whoever deletes one may wait for the turn. */
    @ParameterizedTest
    @ValueSource(strings = {TASK_AND_CONTACT,
        "[{\"type\":\"create_task\",\"config\":{\"title\":\"a\",\"contactId\":\"{{event.aggregateId}}\"}}]"})
    void waitsForNoRecord(String doing) throws SQLException {
        workflows.onEvent("contact.created", doing);
        contacts(1);
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(
                    "select from contacts where organization_id = '" + person.organizationId() + "' for update");

            take();

            connection.rollback();
        }
        assertThat(count("workflow_run_queue", "step_index = 0")).isOne();
        assertThat(count("tasks", "true")).isZero();
    }

    /** Steps of others begin to wait, and their deliveries end, meanwhile. */
    @Test
    void holdsNothingThatOthersWaitFor() {
        person.api().post("/api/v1/webhook-endpoints", """
                {"url":"https://example.com/x","subscriptions":[{"event":"contact.created"}]}""").expect(201);
        workflows.onEvent("contact.created", TASK_AND_CONTACT);
        contacts(1);

        take();

        assertThat(isFree).isTrue();
        assertThat(count("webhook_deliveries", "true")).isOne();
    }

    /** In the order in which all that reacts to events locks, and of all that there is. */
    @Test
    void takesATurnBesideAllElseThatReacts() {
        var contact = person.api()
                .post("/api/v1/contacts", "{\"name\":\"Ada\",\"email\":\"ada@example.test\"}")
                .expect(201)
                .id();
        // The step finds several.
        person.api().post("/api/v1/contacts", "{\"name\":\"Bob\",\"email\":\"bob@example.test\"}").expect(201);
        person.api().post("/api/v1/contacts", "{\"name\":\"Rob\",\"email\":\"bob@example.test\"}").expect(201);
        person.api().post("/api/v1/webhook-endpoints", """
                {"url":"https://example.com/x","subscriptions":[{"event":"contact.updated"}]}""").expect(201);
        var task = "[{\"type\":\"create_task\",\"config\":{\"title\":\"{{run.id}}\"}}]";
        var manager = people.signUpInto(person, "manager");
        Workflows.of(manager.api()).onEvent("contact.updated", task);
        workflows.onEvent("contact.updated", task);
        var refused = workflows.onEvent("contact.updated",
                """
                [{"type":"upsert_record","config":{"type":"contact","by":"email","fields":{"email":"bob@example.test","name":"x"}}}]""");
        carryOut();
        var waiting = workflows.start(workflows
                .manual("""
                [{"type":"wait_for_event","config":{"event":"contact.updated","match":{"field":"event.aggregateId","value":"%s"},"timeout":"P1D"}}]"""
                        .formatted(contact)),
                "{}");
        Workflows.await(() -> workflows.run(waiting).at("/status").equals("waiting"), "it does not wait");
        dispatch();

        person.api().patch("/api/v1/contacts/" + contact, "{\"jobTitle\":\"Countess\"}").expect(200);
        assertThat(inTenant(() -> turns.take()).isMine()).isTrue();

        var done = "workflow_execution_logs l join tasks t on t.title = l.id::text join audit_logs a on a.resource_id = t.id::text and a.action_type = 'task.created'";
        assertThat(count(done, "l.version = 0 and l.status = 'succeeded' and a.user_id = l.published_by"))
                .isEqualTo(2);
        assertThat(count("webhook_deliveries", "event_name = 'contact.updated'")).isOne();
        workflows.ended(waiting);
        assertThat(workflows.ended(workflows.runs(refused).at("/results/0/id")).at("/status")).isEqualTo("failed");
        assertThat(count("pending_events p join domain_events e on e.id = p.id", "e.event_name = 'contact.updated'"))
                .isZero();
    }

    /** What a step refuses is told by the run alone that it is of. */
    @Test
    void failsThoseAloneThatFail() {
        var good = workflows.onEvent("contact.created", TASK_AND_CONTACT);
        var bad = workflows.onEvent("contact.created", """
                [{"type":"create_task","config":{"title":"{{contact.name}}"}},
                 {"type":"create_task","config":{"title":"{{contact.email}}"}}]""");
        contacts(2);

        take();
        work();

        Workflows.await(() -> count("workflow_execution_logs", "execution_end is not null") == 4, "they do not end");
        assertThat(count("workflow_execution_logs", "status = 'succeeded' and workflow_id = '" + good + "'"))
                .isEqualTo(2);
        assertThat(count("workflow_execution_logs",
                "status = 'failed' and error_details is not null and workflow_id = '" + bad + "'")).isEqualTo(2);
        assertThat(count("tasks", "true")).isEqualTo(4);
    }

    /** It may be what has taken the process before down: the losses of a lease are counted. */
    @Test
    void queuesWhatWasThereBeforeTheProcess() {
        workflows.onEvent("contact.created", TASK_AND_CONTACT);
        contacts(2);
        atOnce = process();

        take();

        assertThat(count("workflow_run_queue", "step_index = 0")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"update workflow_definitions set paused_at = now() where organization_id = ?",
        "insert into workflow_pauses (organization_id) values (?)",
        "update organizations set suspended_at = now() where id = ?"})
    void carriesOutNothingOfWhatIsPaused(String pause) {
        workflows.onEvent("contact.created", TASK_AND_CONTACT);
        contacts(1);
        superuser(pause);

        take();

        assertThat(count("workflow_run_queue", "step_index = 0")).isOne();
        assertThat(count("tasks", "true")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"goal\":{\"event\":\"contact.updated\"}}",
        "{\"singleton\":{\"by\":\"{{event.aggregateId}}\"}}",
        "{\"throttle\":{\"by\":\"{{event.aggregateId}}\",\"limit\":1,\"period\":\"PT1M\"}}"})
    void leavesWhatIsEnrolledToTheQueue(String enrolment) {
        workflows.active("{\"type\":\"event\",\"event\":\"contact.created\"}", TASK_AND_CONTACT, enrolment);
        contacts(1);

        take();

        assertThat(count("workflow_run_queue", "step_index = 0")).isOne();
        assertThat(count("tasks", "true")).isZero();
    }

    /** More of them at once would keep others' events waiting, and cost less together with those in the queue. */
    @Test
    void queuesAllWhereThereAreMany() {
        workflows.onEvent("contact.created", "[{\"type\":\"create_task\",\"config\":{\"title\":\"a\"}}]");
        contacts(AtOnce.MOST + 1);

        take();

        assertThat(count("workflow_run_queue", "true")).isEqualTo(AtOnce.MOST + 1);
        assertThat(count("tasks", "true")).isZero();
    }

    /** Each with the rights, and in the name, of whoever published it. */
    @Test
    void actsForEachPublisherByThemselves() {
        var mine = workflows.onEvent("contact.created", TASK_AND_CONTACT);
        var manager = people.signUpInto(person, "manager");
        var theirs = Workflows.of(manager.api()).onEvent("contact.created", TASK_AND_CONTACT);
        var gone = people.signUpInto(person, "manager");
        var left = Workflows.of(gone.api()).onEvent("contact.created", TASK_AND_CONTACT);
        person.api()
                .put("/api/v1/organization/members/" + gone.userId() + "/role", "{\"role\":\"viewer\"}")
                .expect(200);
        contacts(1);

        take();

        for (var workflow : Map.of(mine, person.userId(), theirs, manager.userId()).entrySet()) {
            assertThat(count("workflow_execution_logs l", DONE + " and workflow_id = '" + workflow.getKey()
                    + "' and (select string_agg(e.user_id::text, ' ') from tasks t join domain_events e on e.event_name = 'task.created' and e.aggregate_id = t.id::text"
                    + " where t.title = l.id::text) = '" + workflow.getValue() + "'"
                    + " and (select string_agg(distinct a.user_id || ' ' || a.action_type, ' ' order by a.user_id || ' ' || a.action_type) from audit_logs a"
                    + " where a.metadata ->> 'runId' = l.id::text) = l.published_by || ' contact.updated ' || l.published_by || ' task.created'"
                    + " and (select string_agg(distinct a.user_id::text, ' ') from activities a where a.run_id = l.id) = l.published_by::text"))
                    .isOne();
        }
        assertThat(text(
                "select l.workflow_id::text from workflow_run_queue q join workflow_execution_logs l on l.id = q.id"))
                .isEqualTo(left);
    }

    private void contacts(int number) {
        var names = IntStream.range(0, number)
                .mapToObj("{\"properties\":{\"name\":\"Somebody %d\"}}"::formatted)
                .toList();
        person.api()
                .post("/api/v1/contacts/batch/create", "{\"inputs\":[" + String.join(",", names) + "]}")
                .expect(200);
    }

    private int tickets() throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var count = connection.prepareStatement(
                        "select count(*) from work_tickets where organization_id = ? and queue = 'runs'")) {
            count.setObject(1, person.organizationId());
            try (var rows = count.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    /** One turn with all that is pending. */
    private void take() {
        var dispatch = new EventDispatch(jdbc, active, comparisons, admission, goals, settings, new Signals(), atOnce);
        inTenant(() -> {
            transaction.executeWithoutResult(_ -> {
                var ids = jdbc.sql("delete from pending_events returning id").query(Long.class).list();
                var pending = events.of(ids.stream().sorted().toList());
                consumers.forEach(
                        consumer -> (consumer instanceof EventDispatch ? dispatch : consumer).on(pending));
            });
            return true;
        });
    }

    private boolean areFree(String... locks) {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var ask = connection.prepareStatement("select pg_try_advisory_lock_shared(hashtextextended(?, 0))")) {
            for (var lock : locks) {
                ask.setString(1, lock + person.organizationId());
                try (var row = ask.executeQuery()) {
                    if (!row.next() || !row.getBoolean(1)) {
                        return false;
                    }
                }
            }
            return true;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private AtOnce process() {
        var these = new FirstSteps() {

            @Override
            public boolean areTaken() {
                return true;
            }

            @Override
            public boolean haveRoom() {
                return !isFull && steps.haveRoom();
            }

            @Override
            public void take(List<Begun> runs, Consumer<@Nullable UUID> at) {
                steps.take(runs, at);
                isFree = areFree("waits/", "webhooks.order/");
                if (runs.stream().anyMatch(run -> run.version().workflowId().toString().equals(failing))) {
                    at.accept(UUID.fromString(failing));
                    throw new IllegalStateException("one of them is to blame");
                }
            }
        };
        return new AtOnce(new StaticListableBeanFactory(Map.of("these", these)).getBeanProvider(FirstSteps.class),
                jdbc);
    }
}
