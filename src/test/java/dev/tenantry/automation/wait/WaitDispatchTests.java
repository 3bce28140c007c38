package dev.tenantry.automation.wait;

import java.sql.SQLException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tenantry.automation.Workflows;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

class WaitDispatchTests extends ApiTest {

    private static final String STEPS = """
            [{"type":"wait_for_event","config":{"event":"contact.updated","match":{"field":"event.aggregateId","value":"%s"},"timeout":"P1D"%s}}]""";

    /** As a cancellation or a deletion for good that comes to nothing. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "''",
        ",\"filter\":[{\"field\":\"trigger.changes.jobTitle.after\",\"operator\":\"eq\",\"value\":\"Countess\"}]"})
    void missesNothingWhileSomebodyHasTheWaitAndLeavesItAsItWas(String filter) throws SQLException {
        var person = people.signUp();
        var api = person.api();
        var contact = contact(api);
        var workflows = Workflows.of(api);
        var run = waiting(workflows, contact, filter);

        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                statement.execute("select from workflow_waits where id = %s for update".formatted(run));
                api.patch("/api/v1/contacts/" + contact, "{\"jobTitle\":\"Countess\"}").expect(200);
                Workflows.await(() -> isDispatched(person.organizationId().toString()), "nothing is dispatched");
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }

        assertThat(workflows.ended(run).at("/steps/0/result/changes/jobTitle/after")).isEqualTo("Countess");
    }

    /** It is another wait of the run by then. */
    @Test
    void givesNothingToWhatHasBegunMeanwhile() throws SQLException {
        var person = people.signUp();
        var api = person.api();
        var contact = contact(api);
        var workflows = Workflows.of(api);
        var run = waiting(workflows, contact, "");

        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                statement.execute("update workflow_waits set expires_at = now() + interval '1 hour' where id = " + run);
                api.patch("/api/v1/contacts/" + contact, "{\"jobTitle\":\"Countess\"}").expect(200);
                Workflows.await(() -> isDispatched(person.organizationId().toString()), "nothing is dispatched");
                connection.commit();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
        api.patch("/api/v1/contacts/" + contact, "{\"jobTitle\":\"Analyst\"}").expect(200);

        assertThat(workflows.ended(run).at("/steps/0/result/changes/jobTitle/after")).isEqualTo("Analyst");
    }

    private static String contact(Api api) {
        return api.post("/api/v1/contacts", "{\"name\":\"Ada\"}").expect(201).id();
    }

    private static String waiting(Workflows workflows, String contact, String filter) {
        var run = workflows.start(workflows.manual(STEPS.formatted(contact, filter)), "{}");
        Workflows.await(() -> workflows.run(run).at("/status").equals("waiting"), "the run does not wait");
        return run;
    }

    private static boolean isDispatched(String organization) {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select not exists (select from pending_events where organization_id = '%s')"
                                .formatted(organization))) {
            rows.next();
            return rows.getBoolean(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
