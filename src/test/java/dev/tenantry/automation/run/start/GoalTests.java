package dev.tenantry.automation.run.start;

import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tenantry.automation.Workflows;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Which runs a goal ends: those that are there, whatever they are at, by what has come since they began; whoever works by itself rests. */
class GoalTests extends RestingEngineTest {

    private static final String WON = "\"goal\":{\"event\":\"opportunity.closed\"}";

    /** The run of record 1, which comes behind that of record 2. */
    @ParameterizedTest
    @ValueSource(strings = {"status = 'queued'", "status = 'running'",
        "status = 'waiting', waiting_until = now() + interval '1 day'", "status = 'queued', paused_at = now()",
        "status = 'parked'"})
    void endsRunsWhateverTheyAreAt(String where) {
        active(WON);
        happen(2, 1);
        dispatch();
        superuser("update workflow_execution_logs set " + where + " where organization_id = ?");
        if (where.contains("parked")) {
            superuser("delete from workflow_run_queue where organization_id = ?");
        }

        win(1);
        dispatch();

        assertThat(ended()).isEqualTo("1");
        assertThat(count("workflow_run_queue", "true")).isEqualTo(where.contains("parked") ? 0 : 1);
    }

    @Test
    void isSoughtInAnyNumberOfWorkflows() {
        IntStream.range(0, ActiveWorkflows.BATCH + 5).forEach(_ -> active(WON));
        happen(1);
        dispatch();

        win(1);
        dispatch();

        assertThat(count("workflow_execution_logs", "status = 'cancelled'")).isEqualTo(ActiveWorkflows.BATCH + 5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"concurrency\":{\"limit\":1}", "\"throttle\":{\"limit\":1,\"period\":\"PT1H\"}"})
    void endsWhatWaitsForItsTurn(String enrolment) {
        active(enrolment + "," + WON);
        happen(2, 1);
        dispatch();

        win(1);
        dispatch();

        assertThat(ended()).isEqualTo("1");
        assertThat(count("workflow_run_queue", "true")).isOne();
        assertThat(count("workflow_backlog", "true")).isZero();
    }

    /** What is debounced begins no run; a later event of its own does. */
    @Test
    void isMetBeforeTheEndOfADebounce() {
        var workflow = active(
                "\"debounce\":{\"by\":\"{{event.aggregateId}}\",\"period\":\"PT1M\",\"maxDelay\":\"PT10M\"}," + WON);
        happen(1, 2, 3);
        dispatch();
        win(1, 2);
        dispatch();
        happen(2);
        dispatch();

        superuser("update workflow_debounces set due_at = now() - interval '1 second' where organization_id = ?");
        look();

        assertThat(text(
                "select string_agg(trigger_data #>> '{event,aggregateId}', ' ' order by event_id) from workflow_execution_logs"))
                .isEqualTo("3 2");
        assertThat(text(
                "select stage || ' ' || decision || ' ' || subject from workflow_admissions where decision <> 'superseded'"))
                .isEqualTo("debounce goal_met contact/1");
        assertThat(person.api().get("/api/v1/workflows/" + workflow).at("/turnedAwayCount")).isEqualTo("2");
    }

    /** In one turn and in several: the event that begins a run does not end it, and the next one does. */
    @Test
    void isNotMetByWhatBeganTheRun() {
        active("\"goal\":{\"event\":\"contact.updated\"}");
        happen(1);
        dispatch();
        assertThat(ended()).isEmpty();

        happen(1, 1);
        dispatch();

        assertThat(ended()).isEqualTo("1 1");
        assertThat(count("workflow_run_queue", "true")).isOne();
        assertThat(text("select event_id::text from workflow_execution_logs where status = 'queued'"))
                .isEqualTo(text("select max(id)::text from domain_events where event_name = 'contact.updated'"));
    }

    /** What had been committed before somebody began it waited to be dispatched; what had not has come since. */
    @Test
    void isMetByWhatWasCommittedSinceSomebodyBeganTheRun() throws SQLException {
        var workflow = active(WON);
        var contact = Integer.parseInt(person.api().post("/api/v1/contacts", "{\"name\":\"Nora\"}").expect(201).id());
        var input = "{\"contactId\":\"%d\"}".formatted(contact);
        win(contact);
        var run = workflows.start(workflow, input);
        dispatch();
        assertThat(workflows.run(run).at("/status")).isEqualTo("queued");

        try (var other = TestDatabase.server().connectAsSuperuser();
                var statement = other.prepareStatement(telling(won(contact)))) {
            other.setAutoCommit(false);
            statement.setObject(1, person.organizationId());
            statement.execute();
            var later = workflows.start(workflow, input);
            other.commit();
            other.setAutoCommit(true);
            dispatch();

            assertThat(workflows.run(later).at("/status")).isEqualTo("cancelled");
        }
        assertThat(workflows.run(run).at("/status")).isEqualTo("cancelled");
        assertThat(workflows.run(run).at("/resultSummary/goal/event")).isEqualTo("opportunity.closed");
    }

    /**
     * Somebody is just giving it a slot, or starting it, and has not committed that: its run ends. Whoever gives slots is waited for; whoever
     * starts what was debounced has the turn at the events meanwhile.
     */
    @ParameterizedTest
    @ValueSource(strings = {"\"concurrency\":{\"limit\":1}",
        "\"debounce\":{\"by\":\"{{event.aggregateId}}\",\"period\":\"PT1M\",\"maxDelay\":\"PT10M\"}"})
    void isMetByWhatIsJustBegun(String enrolment) {
        active(enrolment + "," + WON);
        happen(2, 1);
        dispatch();
        superuser("delete from workflow_run_queue where organization_id = ?");
        superuser("update workflow_debounces set due_at = now() - interval '1 second' where organization_id = ?");
        win(1);

        var dispatched = inTransaction(() -> {
            waiting.look(false);
            var turn = CompletableFuture.runAsync(this::dispatch);
            Workflows.await(() -> turn.isDone() || isWaitedFor(), "nobody waits for who begins the runs");
            return turn;
        });
        dispatched.join();
        dispatch();

        assertThat(ended()).isEqualTo("1");
        assertThat(text("select count(*)::text from workflow_run_queue q join workflow_execution_logs l "
                + "on l.id = q.id where l.status = 'cancelled'")).isEqualTo("0");
    }

    private String active(String enrolment) {
        return workflows.active(ON_UPDATE, DELAY, "{" + enrolment + "}");
    }

    /** The records of the runs that the goal has ended. */
    private String ended() {
        return text(
                """
                select string_agg(trigger_data #>> '{event,aggregateId}', ' ') from workflow_execution_logs
                where status = 'cancelled' and error_details like 'the goal is met: %' and result_summary #>> '{goal,eventId}' is not null""");
    }

    private void happen(int... records) {
        for (var record : records) {
            superuser(telling("'contact.updated', 'contact', '%d', '{}', '%s'".formatted(record, UUID.randomUUID())));
        }
    }

    private void win(int... records) {
        for (var record : records) {
            superuser(telling(won(record)));
        }
    }

    private static String won(int record) {
        return "'opportunity.closed', 'opportunity', '7', '{\"contactId\":\"%d\"}', '%s'".formatted(record,
                UUID.randomUUID());
    }

    private static String telling(String event) {
        return """
                with told as (
                    insert into domain_events (organization_id, event_name, aggregate_type, aggregate_id, payload, root_id)
                    values (?, %s) returning organization_id, id)
                insert into pending_events select organization_id, id from told""".formatted(event);
    }

    /** Whether anybody waits for the current transaction. */
    private boolean isWaitedFor() {
        return jdbc
                .sql("select exists (select from pg_locks l where not l.granted and pg_backend_pid() = any (pg_blocking_pids(l.pid)))")
                .query(Boolean.class)
                .single();
    }
}
