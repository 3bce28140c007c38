package dev.tenantry.automation.run.start;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.automation.Workflows;
import dev.tenantry.automation.run.EngineSettings;
import dev.tenantry.automation.run.RunErrors;
import dev.tenantry.support.Parallel;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** What one first cause makes, however many workflows react; the suite's own dispatcher rests meanwhile. */
class FanOutTests extends RestingEngineTest {

    @Autowired
    private EngineSettings settings;

    @Test
    void beginsSoManyRunsOfEachWorkflowAMinuteHoweverManyDispatchAndWhateverEachFinds() {
        var reacting = IntStream.range(0, 3).mapToObj(_ -> workflows.onEvent("contact.updated", DELAY)).toList();
        var root = UUID.randomUUID();
        happen(root, 1, 410);
        happen(UUID.randomUUID(), 0, 3);

        Parallel.times(6, () -> inTenant(() -> turns.take()));
        happen(root, 2, 70);
        dispatch();

        assertThat(settings.runsPerRootPerMinute()).isEqualTo(200);
        assertThat(count("workflow_execution_logs", "root_id <> '" + root + "' and status = 'queued'"))
                .isEqualTo(3 * 3);
        assertThat(count("workflow_execution_logs", "status = 'refused'")).isZero();
        for (var workflow : reacting) {
            var its = "root_id = '" + root + "' and workflow_id = '" + workflow + "'";
            assertThat(count("workflow_execution_logs", its + " and status = 'queued'")).isEqualTo(200);
            assertThat(count("workflow_execution_logs", its + " and status = 'waiting'")).isEqualTo(280);
        }
        assertThat(begun(0, 1)).isEqualTo((200 + 3) * 3);
        assertThat(begun(30, 61)).isEqualTo(200 * 3);
        assertThat(begun(90, 121)).isEqualTo(80 * 3);
    }

    /** Two workflows that cause one another, and each more than it was caused by. */
    @Test
    void slowsALoopOfWorkflowsAndEndsIt() {
        var there = workflows.onEvent("contact.updated", DELAY);
        var back = workflows.onEvent("company.updated", DELAY);
        var root = UUID.randomUUID();
        var times = 1;
        for (var depth = 0; depth < settings.maxDepth() + 2; depth++) {
            happen(depth % 2 == 0 ? "contact" : "company", root, depth, Math.min(times, 6_000));
            dispatch();
            times *= 5;
        }

        assertThat(count("workflow_execution_logs", "root_id = '" + root + "' and status <> 'refused'"))
                .isEqualTo(10_000);
        assertThat(count("workflow_execution_logs", "depth >= " + settings.maxDepth() + " and status <> 'refused'"))
                .isZero();
        assertThat(refused(there) + refused(back)).isPositive();
        assertThat(mostInAMinute()).isEqualTo(settings.runsPerRootPerMinute());
    }

    /** What is kept of a cause agrees with its runs, and is counted anew where it is gone. */
    @Test
    void doesNotCountWhatItHasCounted() throws SQLException {
        var workflow = workflows.onEvent("contact.updated", DELAY);
        var root = UUID.randomUUID();
        happen(root, 0, CauseStore.COUNTED - 1);
        dispatch();
        assertThat(kept(root)).isEmpty();

        happen(root, 1, 1);
        dispatch();
        assertThat(kept(root)).containsExactly(CauseStore.COUNTED);

        change("update workflow_causes set runs = 9998 where root_id = '" + root + "'");
        happen(root, 1, 3);
        dispatch();
        assertThat(kept(root)).containsExactly(10_000);
        assertThat(refused(workflow)).isOne();

        change("delete from workflow_causes where root_id = '" + root + "'");
        happen(root, 1, 150);
        dispatch();
        assertThat(kept(root)).containsExactly(CauseStore.COUNTED + 2 + 150);
        assertThat(begun(0, 1)).isEqualTo(200);
    }

    /** Debounced starts begin outside of the dispatcher's turns. */
    @Test
    void countsWhatWasDebounced() throws SQLException {
        workflows.onEvent("contact.updated", DELAY);
        workflows.active("{\"type\":\"event\",\"event\":\"contact.updated\"}", DELAY, """
                {"debounce":{"by":"{{event.aggregateId}}","period":"PT1S","maxDelay":"PT1S"}}""");
        var root = UUID.randomUUID();
        happen(root, 0, CauseStore.COUNTED);
        dispatch();
        assertThat(kept(root)).containsExactly(CauseStore.COUNTED);

        Workflows.await(() -> {
            inTenant(() -> waiting.look(false));
            return count("workflow_execution_logs", "root_id = '" + root + "'") == 2 * CauseStore.COUNTED;
        }, "nothing was started");

        assertThat(kept(root)).containsExactly(2 * CauseStore.COUNTED);
    }

    @Test
    void saysThatARunWaitsForItsMinute() {
        var workflow = workflows.onEvent("contact.updated", DELAY);
        var contact = person.api().post("/api/v1/contacts", "{\"name\":\"Ada\"}").expect(201).id();
        var root = UUID.randomUUID();
        happen(root, 1, 200);
        dispatch();
        addEvents("""
                insert into domain_events (organization_id, event_name, aggregate_type, aggregate_id, payload, depth, root_id)
                values (?, 'contact.updated', 'contact', ?, '{}', 1, ?)""", person.organizationId(), contact, root);
        dispatch();

        var run = person.api()
                .get("/api/v1/workflow-runs?filter=status[eq]:waiting,workflowId[eq]:" + workflow)
                .expect(200);
        assertThat(run.json().at("/results").size()).isOne();
        assertThat(run.at("/results/0/errorDetails")).isEqualTo(RunErrors.WAITS);
        var until = Instant.parse(run.at("/results/0/waitingUntil"));
        assertThat(until).isBetween(Instant.now().plusSeconds(30), Instant.now().plusSeconds(61));
        var why = person.api().get("/api/v1/workflows/" + workflow + "/why?record=contact/" + contact).expect(200);
        var stage = why.json().at("/results/0/stages").valueStream().toList().getLast();
        assertThat(stage.at("/stage").asString()).isEqualTo("run");
        assertThat(stage.at("/reason").asString()).isEqualTo("the run is waiting: " + RunErrors.WAITS);
        assertThat(Instant.parse(stage.at("/until").asString())).isEqualTo(until);

        work();
        hurry();
        Workflows.await(() -> count("workflow_execution_logs", "status = 'waiting' and error_details is null") == 201,
                "it has not begun");
    }

    @Test
    void hasAnEndHoweverManyDispatchAndWhateverEachFinds() {
        var reacting = IntStream.range(0, 12).mapToObj(_ -> workflows.onEvent("contact.updated", DELAY)).toList();
        var root = UUID.randomUUID();
        happen(root, 1, 830);
        happen(UUID.randomUUID(), 0, 3);

        Parallel.times(6, () -> inTenant(() -> turns.take()));
        happen(root, 2, 100);
        dispatch();

        assertThat(settings.maxRunsPerRoot()).isEqualTo(10_000);
        assertThat(count("workflow_execution_logs", "root_id = '" + root + "' and status <> 'refused'"))
                .isEqualTo(10_000);
        assertThat(count("workflow_execution_logs", "root_id = '" + root + "' and status = 'refused'"))
                .isEqualTo(FanOut.MOST_REFUSED);
        assertThat(count("workflow_execution_logs", "root_id <> '" + root + "' and status = 'queued'"))
                .isEqualTo(3 * 12);
        var shown = person.api()
                .get("/api/v1/workflow-runs?total=true&limit=1&filter=status[eq]:refused,rootId[eq]:" + root)
                .expect(200);
        assertThat(shown.json().at("/total").asInt()).isEqualTo(FanOut.MOST_REFUSED);
        assertThat(shown.at("/results/0/errorDetails")).isEqualTo(
                "what this goes back to has caused 10000 runs already; of those that are refused 1000 are recorded");
        assertThat(shown.at("/results/0/triggerData/event/name")).isEqualTo("contact.updated");
        assertThat(reacting.stream()
                .mapToInt(id -> person.api().get("/api/v1/workflows/" + id).json().at("/refusedCount").asInt())
                .sum()).isEqualTo(930 * 12 - 10_000);
    }

    /** They are begun as they would be now; a loop that is too deep is not. */
    @Test
    void letsWhatThereWasTooMuchOfBeginOnceSomebodyHasItDoSo() {
        var limited = workflows.active("{\"type\":\"event\",\"event\":\"contact.updated\"}", DELAY,
                "{\"concurrency\":{\"limit\":1}}");
        IntStream.range(0, 11).forEach(_ -> workflows.onEvent("contact.updated", DELAY));
        var root = UUID.randomUUID();
        happen(root, 1, 840);
        happen(UUID.randomUUID(), settings.maxDepth(), 1);
        dispatch();
        var redrive = "{\"status\":[\"refused\"],\"ratePerMinute\":60%s}";
        var path = "/api/v1/workflow-runs/redrives";

        var preview = person.api().post(path, redrive.formatted(",\"dryRun\":true")).expect(200);
        var begun = person.api().post(path, redrive.formatted("")).expect(200);

        assertThat(preview.at("/redriven")).isEqualTo("80");
        assertThat(begun.at("/redriven") + " " + begun.at("/skipped") + " " + begun.at("/isComplete"))
                .isEqualTo("80 0 true");
        assertThat(count("workflow_execution_logs",
                "root_id = '" + root + "' and status <> 'refused' and jsonb_exists(trigger_data, 'trigger')"))
                .isEqualTo(10_080);
        assertThat(count("workflow_execution_logs", "status = 'refused'")).isEqualTo(12);
        assertThat(count("workflow_execution_logs",
                "workflow_id = '" + limited + "' and slot_key is null and status = 'queued'")).isZero();
        assertThat(count("workflow_execution_logs",
                "id in (select id from workflow_run_queue where due_at > now() + interval '10 seconds')"
                        + " and version > 0 and error_details is null"))
                .isPositive();
        assertThat(person.api().post(path, redrive.formatted("")).expect(200).at("/redriven")).isEqualTo("0");
        person.api().post(path, "{\"status\":[\"refused\",\"failed\"]}").expect(422);
    }

    @Test
    void countsEachOfAPersonsDoingsByItself() {
        workflows.onEvent("contact.created", DELAY);
        var inputs = String.join(",", IntStream.range(0, 250)
                .mapToObj("{\"properties\":{\"name\":\"Contact %d\"}}"::formatted)
                .toList());

        person.api().post("/api/v1/contacts/batch/create", "{\"inputs\":[" + inputs + "]}").expect(200);
        dispatch();

        assertThat(count("workflow_execution_logs", "status = 'queued'")).isEqualTo(250);
        assertThat(count("workflow_execution_logs", "status = 'refused'")).isZero();
    }

    /** What a request changes besides goes back to that request, in however many turns it is told of. */
    @Test
    void spreadsWhatOneDeletionAndOneDepartureChangeBesides() {
        var workflow = workflows.onEvent("contact.updated", DELAY);
        var company = person.api().post("/api/v1/companies", "{\"name\":\"Acme\"}").expect(201).id();
        var member = people.signUpInto(person, "member");
        contacts(250, "\"companyId\":\"%s\"".formatted(company));
        dispatch();

        person.api().delete("/api/v1/companies/" + company + "?permanent=true").expect(204);
        dispatch();

        assertThat(count("workflow_execution_logs", "status = 'queued'")).isEqualTo(200);
        assertThat(begun(0, 1)).isEqualTo(200);
        assertThat(begun(30, 61)).isEqualTo(50);

        contacts(230, "\"ownerId\":\"%s\"".formatted(member.userId()));
        dispatch();
        person.api().delete("/api/v1/organization/members/" + member.userId()).expect(204);
        dispatch();

        assertThat(count("workflow_execution_logs", "status in ('queued', 'waiting')")).isEqualTo(250 + 230);
        assertThat(begun(30, 61)).isEqualTo(50 + 30);
        assertThat(refused(workflow)).isZero();
    }

    private void contacts(int many, String stated) {
        var inputs = String.join(",", IntStream.range(0, many)
                .mapToObj(one -> "{\"properties\":{\"name\":\"Contact %d\",%s}}".formatted(one, stated))
                .toList());
        person.api().post("/api/v1/contacts/batch/create", "{\"inputs\":[" + inputs + "]}").expect(200);
    }

    private int refused(String workflow) {
        return person.api().get("/api/v1/workflows/" + workflow).json().at("/refusedCount").asInt();
    }

    @Test
    void isFoundInTurnsOfBoundedSize() {
        IntStream.range(0, ActiveWorkflows.BATCH + 5).forEach(_ -> workflows.onEvent("contact.updated", DELAY));
        happen(UUID.randomUUID(), 0, 1);

        assertThat(inTenant(() -> turns.take().isMore())).isFalse();

        assertThat(count("workflow_execution_logs", "status = 'queued'")).isEqualTo(ActiveWorkflows.BATCH + 5);
    }

    @Test
    void doesNotReadWhatAnEventTellsBeyondTheLimit() {
        var workflow = workflows.active(
                """
                {"type":"event","event":"contact.updated","filter":[{"field":"trigger.name","operator":"eq","value":"x"}]}""",
                DELAY);
        tell("{\"name\":\"%s\"}".formatted("x".repeat(300_000)));
        tell("{\"name\":\"%s\"}".formatted("y".repeat(200_000)));

        inTenant(() -> turns.take());

        var runs = workflows.runs(workflow).json().at("/results");
        assertThat(runs.size()).isEqualTo(1);
        assertThat(runs.at("/0/errorDetails").asString())
                .isEqualTo("the event tells more than 262144 characters");
        assertThat(inTenant(() -> turns.take().isMore())).isFalse();
    }

    @Test
    void passesItsCauseOn() {
        var workflow = workflows.onEvent("contact.updated", """
                [{"type":"create_task","config":{"title":"x"}}]""");
        var reaction = workflows.onEvent("task.created", DELAY);
        var contact = person.api().post("/api/v1/contacts", "{\"name\":\"Ada\"}").expect(201).id();
        work();

        person.api().patch("/api/v1/contacts/" + contact, "{\"jobTitle\":\"Countess\"}").expect(200);

        Workflows.await(() -> workflows.runs(reaction).json().at("/results").size() == 1, "nothing reacted");
        assertThat(workflows.runs(reaction).at("/results/0/rootId"))
                .isEqualTo(workflows.onlyRun(workflow).at("/rootId"));
        assertThat(workflows.runs(reaction).at("/results/0/depth")).isEqualTo("1");
    }

    private void happen(UUID root, int depth, int times) {
        happen("contact", root, depth, times);
    }

    private void happen(String kind, UUID root, int depth, int times) {
        addEvents("""
                insert into domain_events (organization_id, event_name, aggregate_type, aggregate_id, payload, depth, root_id)
                select ?, ? || '.updated', ?, n::text, '{}', ?, ? from generate_series(1, ?) n""",
                person.organizationId(), kind, kind, depth, root, times);
    }

    /** What waits for its minute is due. */
    private void hurry() {
        inTenant(() -> transaction.execute(_ -> jdbc.sql("""
                with due as (
                    update workflow_run_queue set due_at = now() where organization_id = app.org_id() returning organization_id)
                insert into work_tickets (organization_id, queue) select organization_id, 'runs' from due limit 1""")
                .update()));
    }

    /** How many runs the cause is said to have; nothing where that is not kept. */
    private List<Integer> kept(UUID root) {
        return inTenant(() -> Objects.requireNonNull(
                transaction.execute(_ -> jdbc.sql("select runs from workflow_causes where root_id = ?")
                        .param(root)
                        .query(Integer.class)
                        .list())));
    }

    /** Of one workflow and cause, by what each minute from the first run on began. */
    private long mostInAMinute() {
        return inTenant(() -> Objects.requireNonNull(transaction.execute(_ -> jdbc
                .sql("""
                select max(runs) from (
                    select count(*) as runs from workflow_run_queue q join workflow_execution_logs l using (organization_id, id)
                    join (select organization_id, workflow_id, min(created_at) as first from workflow_execution_logs group by 1, 2) f
                        using (organization_id, workflow_id)
                    group by l.workflow_id, floor((extract(epoch from greatest(q.due_at, l.created_at) - f.first) + 0.5) / 60)) m""")
                .query(Long.class)
                .single())));
    }

    private static void change(String statement) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser()) {
            connection.createStatement().execute(statement);
        }
    }

    private void tell(String payload) {
        addEvents("""
                insert into domain_events (organization_id, event_name, aggregate_type, aggregate_id, payload)
                values (?, 'contact.updated', 'contact', '1', ?::jsonb)""", person.organizationId(), payload);
    }

    private static void addEvents(String insert, Object... parameters) {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.prepareStatement("""
                        with told as (%s returning organization_id, id)
                        insert into pending_events select organization_id, id from told""".formatted(insert))) {
            for (var index = 0; index < parameters.length; index++) {
                statement.setObject(index + 1, parameters[index]);
            }
            statement.execute();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** How many begin so many seconds from their making on, up to so many. */
    private long begun(int from, int to) {
        return inTenant(() -> Objects.requireNonNull(transaction.execute(_ -> jdbc.sql("""
                select count(*) from workflow_run_queue q join workflow_execution_logs l using (organization_id, id)
                where extract(epoch from q.due_at - l.created_at) between ? and ?""")
                .params(from, to)
                .query(Long.class)
                .single())));
    }
}
