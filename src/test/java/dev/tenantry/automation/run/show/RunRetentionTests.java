package dev.tenantry.automation.run.show;

import java.sql.SQLException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.automation.Workflows;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs are kept for a time that begins with their end. */
class RunRetentionTests extends ApiTest {

    private static final String TASK = "[{\"type\":\"create_task\",\"config\":{\"title\":\"x\"}}]";
    private static final String DELAY = "[{\"type\":\"delay\",\"config\":{\"duration\":\"P100D\"}}]";

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private RunRetention retention;

    @Test
    void endsWithTheTimeThatTheOrganizationWants() throws SQLException {
        var some = people.signUp();
        var others = people.signUp();
        some.api().patch("/api/v1/organization/settings", "{\"runRetentionDays\":0}").expect(422);
        some.api().patch("/api/v1/organization/settings", "{\"runRetentionDays\":30}").expect(200);
        var old = run(some, 60, 31);
        var young = run(some, 60, 29);
        var elsewhere = run(others, 60, 31);

        assertThat(retention.forget()).isEqualTo(1);

        some.api().get("/api/v1/workflow-runs/" + old).expect(404);
        some.api().get("/api/v1/workflow-runs/" + young).expect(200);
        others.api().get("/api/v1/workflow-runs/" + elsewhere).expect(200);
        assertThat(execute("delete from workflow_execution_steps where execution_log_id = " + old)).isZero();
    }

    /** What another one has begun and does not wait for outlives it, whichever way that one goes. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void keepsWhatARunHasBegunAndDoesNotWaitFor(boolean isErased) throws SQLException {
        var person = people.signUp();
        var workflows = Workflows.of(person.api());
        var other = workflows.manual(DELAY);
        var workflow = workflows
                .manual("""
                [{"type":"parallel","config":{"branches":[{"steps":[{"type":"sub_workflow","id":"other","config":{"workflowId":"%s","wait":false}}]}]}}]"""
                        .formatted(other));
        var run = workflows.start(workflow, "{}");
        workflows.ended(run);
        Workflows.await(() -> workflows.runs(other).at("/results/0/status").equals("waiting"), "the other one waits");
        var begun = workflows.runs(other).at("/results/0/id");

        if (isErased) {
            erase(person, workflow, 204);
        } else {
            age(run, 100, 100);
            retention.forget();
        }

        person.api().get("/api/v1/workflow-runs/" + run).expect(404);
        assertThat(workflows.run(begun).at("/status") + workflows.run(begun).at("/parentRunId")).isEqualTo("waiting");
        Workflows.elapse(begun);
        assertThat(workflows.ended(begun).at("/status")).isEqualTo("succeeded");
    }

    /** What is over of a run that goes on is what the rest of it goes by. */
    @Test
    void keepsThePartsOfARunThatGoesOn() throws SQLException {
        var person = people.signUp();
        var workflows = Workflows.of(person.api());
        var other = workflows.manual(TASK);
        var workflow = workflows.manual("""
                [{"type":"for_each","config":{"items":["a","b"],"steps":[
                    {"type":"sub_workflow","config":{"workflowId":"%s"}},
                    {"type":"condition","config":{"field":"item","operator":"eq","value":"b","onFalse":"end"}},
                    {"type":"delay","config":{"duration":"P100D"}}]}}]""".formatted(other));
        var run = workflows.start(workflow, "{}");
        var waiting = "/api/v1/workflow-runs?filter=status[eq]:waiting";
        Workflows.await(() -> person.api().get(waiting).json().at("/results").size() == 1, "the second one waits");
        for (var part : person.api().get("/api/v1/workflow-runs?filter=status[eq]:succeeded").json().at("/results")) {
            age(part.path("id").asString(), 100, 100);
        }

        assertThat(retention.forget()).isZero();
        erase(person, other, 409);

        Workflows.elapse(person.api().get(waiting).at("/results/0/id"));
        assertThat(workflows.ended(run).at("/steps/0/result/succeeded")).isEqualTo("2");
        assertThat(person.api().get("/api/v1/tasks").json().at("/results").size()).isEqualTo(2);
        age(run, 100, 100);
        assertThat(retention.forget()).isEqualTo(1);
        assertThat(person.api().get("/api/v1/workflow-runs").json().at("/results").isEmpty()).isTrue();
    }

    /** As if it waited for a slot, whose turn comes. */
    @Test
    void keepsRunsThatWaitForASlot() throws SQLException {
        var person = people.signUp();
        var workflows = Workflows.of(person.api());
        var workflow = workflows.manual(DELAY);
        var run = workflows.start(workflow, "{}");
        Workflows.await(() -> workflows.run(run).at("/status").equals("waiting"), "it does not wait");
        assertThat(execute("""
                with moved as (delete from workflow_run_queue where id = %s returning organization_id, id)
                insert into workflow_backlog (organization_id, id, workflow_id, slot_key)
                select organization_id, id, '%s', 'a slot' from moved""".formatted(run, workflow))).isEqualTo(1);

        erase(person, workflow, 409);

        workflows.run(run);
    }

    private static void erase(Person person, String workflow, int status) {
        person.api().delete("/api/v1/workflows/" + workflow + "?evenIfUsed=true").expect(204);
        person.api().delete("/api/v1/workflows/trash/" + workflow).expect(status);
    }

    /** @return one that began so many days ago, and ended */
    private static String run(Person person, int begun, int ended) throws SQLException {
        var workflows = Workflows.of(person.api());
        var run = workflows.start(workflows.manual(TASK), "{}");
        workflows.ended(run);
        age(run, begun, ended);
        return run;
    }

    private static void age(String run, int begun, int ended) throws SQLException {
        execute("""
                update workflow_execution_logs set created_at = now() - %d * interval '1 day',
                    execution_end = now() - %d * interval '1 day' where id = %s""".formatted(begun, ended, run));
    }

    /** @return how many rows */
    private static int execute(String sql) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }
}
