package dev.tenantry.automation.run.start;

import java.sql.SQLException;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.automation.Workflows;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** What was decided is kept for a time, and of each workflow only so much. */
class AdmissionRetentionTests extends ApiTest {

    private static final String TASK = "[{\"type\":\"create_task\",\"config\":{\"title\":\"x\"}}]";

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private AdmissionRetention retention;

    @Test
    void keepsTheLatestOfEachWorkflow() throws SQLException {
        var person = people.signUp();
        var busy = Workflows.of(person.api()).manual(TASK);
        var calm = Workflows.of(person.api()).manual(TASK);
        decide(person.organizationId(), busy, AdmissionRetention.MOST_OF_A_WORKFLOW + 30,
                "now() - n * interval '1 ms'");
        decide(person.organizationId(), calm, 3, "now() - n * interval '1 hour'");
        decide(person.organizationId(), calm, 4, "now() - interval '8 days'");

        assertThat(retention.forget()).isGreaterThanOrEqualTo(34);

        assertThat(kept(busy, "true")).isEqualTo(AdmissionRetention.MOST_OF_A_WORKFLOW);
        assertThat(kept(busy, "reason::int <= 5000")).isEqualTo(AdmissionRetention.MOST_OF_A_WORKFLOW);
        assertThat(kept(calm, "true")).isEqualTo(3);
        assertThat(retention.forget()).isZero();
    }

    /** @param when of the n-th */
    private static void decide(UUID organization, String workflow, int many, String when) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser(); var statement = connection.prepareStatement("""
                insert into workflow_admissions (organization_id, workflow_id, version_number, stage, decision, reason, created_at)
                select ?, ?, 1, 'dedupe', 'duplicate', n::text, %s from generate_series(1, ?) n""".formatted(when))) {
            statement.setObject(1, organization);
            statement.setObject(2, UUID.fromString(workflow));
            statement.setInt(3, many);
            statement.executeUpdate();
        }
    }

    private static int kept(String workflow, String condition) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var rows = connection.createStatement()
                        .executeQuery("select count(*) from workflow_admissions where workflow_id = '%s' and %s"
                                .formatted(workflow, condition))) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
