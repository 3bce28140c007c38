package dev.tenantry.automation.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tenantry.automation.Workflows;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs are ended while somebody is at them, or at those that wait for them: here by hand, as a step that is just being committed. */
class RunCancellationsTests extends ApiTest {

    private static final String DELAY = "{\"type\":\"delay\",\"config\":{\"duration\":\"P1D\"}}";

    private final Connection step = TestDatabase.server().connectAsSuperuser();
    private Api api = Api.at(0);
    private Workflows workflows = Workflows.of(api);

    @BeforeEach
    void somebody() throws SQLException {
        api = people.signUp().api();
        workflows = Workflows.of(api);
        step.setAutoCommit(false);
    }

    @AfterEach
    void atRest() throws SQLException {
        step.rollback();
        step.setAutoCommit(true);
    }

    /** It puts itself back until there is news, and there is none any more. */
    @Test
    void wakeWhoHasJustSeenOneOfThemAlive() throws SQLException {
        var other = workflows.manual("[" + DELAY + "]");
        var run = workflows.start(workflows.manual("""
                [{"type":"sub_workflow","config":{"workflowId":"%s"}}]""".formatted(other)), "{}");
        Workflows.await(() -> workflows.runs(other).at("/results/0/status").equals("waiting"), "the other one waits");
        var begun = workflows.runs(other).at("/results/0/id");
        execute("update workflow_run_queue set due_at = now() + interval '10 minutes' where id = " + run);

        var cancellation = CompletableFuture.runAsync(
                () -> api.post("/api/v1/workflows/" + other + "/run-cancellations", "").expect(200));
        Workflows.await(() -> workflows.run(begun).at("/status").equals("cancelled"), "it is not cancelled");
        step.commit();

        cancellation.join();
        assertThat(workflows.ended(run).at("/errorDetails")).contains("cancelled");
    }

    /** The one comes to its end by it, and the other would have begun another one. */
    @Test
    void ofAGoalWaitForStepsAndSpareWhoHasEnded() throws SQLException {
        var workflow = workflows.active("{\"type\":\"manual\"}", "[" + DELAY + "]",
                "{\"goal\":{\"event\":\"contact.updated\"}}");
        var contact = api.post("/api/v1/contacts", "{\"name\":\"Ada\"}").expect(201).id();
        var input = "{\"contactId\":\"%s\"}".formatted(contact);
        var ending = workflows.start(workflow, input);
        var going = workflows.start(workflow, input);
        for (var run : new String[]{ending, going}) {
            Workflows.await(() -> workflows.run(run).at("/status").equals("waiting"), "a run does not wait");
        }
        execute("delete from workflow_run_queue where id = " + ending);
        execute("update workflow_execution_logs set status = 'succeeded', waiting_until = null, execution_end = now() where id = "
                + ending);
        execute("update workflow_run_queue set due_at = now() + interval '1 hour' where id = " + going);
        execute("update workflow_execution_logs set status = 'running', waiting_until = null where id = " + going);

        api.patch("/api/v1/contacts/" + contact, "{\"jobTitle\":\"Countess\"}").expect(200);
        Workflows.await(() -> isWaitedFor(), "nobody waits for the step");
        step.commit();

        assertThat(workflows.ended(going).at("/errorDetails")).isEqualTo("the goal is met: contact.updated");
        assertThat(workflows.run(ending).at("/status")).isEqualTo("succeeded");
        assertThat(workflows.run(ending).json().at("/resultSummary").has("goal")).isFalse();
    }

    private boolean isWaitedFor() {
        try (var statement = step.createStatement();
                var rows = statement.executeQuery(
                        """
                        select exists (select from pg_locks l where not l.granted and pg_backend_pid() = any (pg_blocking_pids(l.pid)))""")) {
            rows.next();
            return rows.getBoolean(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = step.createStatement()) {
            statement.execute(sql);
        }
    }
}
