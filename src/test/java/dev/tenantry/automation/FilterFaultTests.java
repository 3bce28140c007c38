package dev.tenantry.automation;

import java.sql.SQLException;

import org.junit.jupiter.api.Test;

import dev.tenantry.support.ApiTest;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

class FilterFaultTests extends ApiTest {

    private static final String STEPS = "[{\"type\":\"create_task\",\"config\":{\"title\":\"x\"}}]";

    /** As if another version of the application had known an operator that this one does not. */
    @Test
    void aFilterThatCannotBeEvaluatedKeepsNobodyElseFromTheEvent() throws SQLException {
        var api = people.signUp().api();
        var workflows = Workflows.of(api);
        var broken = workflows.active(
                """
                {"type":"event","event":"contact.created","filter":[{"field":"trigger.name","operator":"eq","value":"Ada"}]}""",
                STEPS);
        var other = workflows.onEvent("contact.created", STEPS);
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("""
                    update workflow_triggers set trigger_config = replace(trigger_config::text, '"eq"', '"like"')::jsonb
                    where workflow_id = '%s'""".formatted(broken))).isEqualTo(1);
        }

        api.post("/api/v1/contacts", "{\"name\":\"Ada\"}").expect(201);

        assertThat(workflows.onlyRun(other).at("/status")).isEqualTo("succeeded");
        assertThat(workflows.runs(broken).json().at("/results").isEmpty()).isTrue();
    }
}
