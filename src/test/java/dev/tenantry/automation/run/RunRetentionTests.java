package dev.tenantry.automation.run;

import java.sql.SQLException;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.automation.Workflows;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs are kept for a time that begins with their end. */
class RunRetentionTests extends ApiTest {

    private static final String TASK = "[{\"type\":\"create_task\",\"config\":{\"title\":\"x\"}}]";

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

    /** @return one that began so many days ago, and ended */
    private static String run(Person person, int begun, int ended) throws SQLException {
        var workflows = Workflows.of(person.api());
        var run = workflows.start(workflows.manual(TASK), "{}");
        workflows.ended(run);
        execute("""
                update workflow_execution_logs set created_at = now() - %d * interval '1 day',
                    execution_end = now() - %d * interval '1 day' where id = %s""".formatted(begun, ended, run));
        return run;
    }

    /** @return how many rows */
    private static int execute(String sql) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }
}
