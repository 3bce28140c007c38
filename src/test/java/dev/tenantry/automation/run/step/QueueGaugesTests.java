package dev.tenantry.automation.run.step;

import java.sql.Connection;
import java.sql.SQLException;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

import dev.tenantry.automation.Workflows;
import dev.tenantry.automation.run.EngineSettings;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** What waits is counted where it is little, and estimated where it is much. The suite's own engine rests meanwhile. */
@SuppressWarnings("NullAway.Init")
class QueueGaugesTests extends ApiTest {

    private static final String DUE = "tenantry.automation.runs.due";
    private static final String WAITING = "tenantry.automation.runs.waiting";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    @Autowired
    private AutomationLifecycle lifecycle;
    @Autowired
    private EngineSettings settings;
    @Autowired
    @Qualifier("workerPool")
    private RolePool workerPool;

    @BeforeEach
    void rest() throws SQLException {
        lifecycle.stop();
        change("update workflow_run_queue set due_at = now() + interval '1 hour' where due_at < now() + interval '1 minute'");
    }

    @AfterEach
    void work() {
        lifecycle.start();
    }

    @Test
    void countsWhatIsDueAndWhatWaits() throws SQLException {
        var workflows = Workflows.of(people.signUp().api());
        var run = workflows.start(workflows.manual("[{\"type\":\"delay\",\"config\":{\"duration\":\"P1D\"}}]"), "{}");
        var gauges = new QueueGauges(workerPool, settings, meters, Integer.MAX_VALUE);
        gauges.work();
        var due = value(DUE);
        var waiting = value(WAITING);

        workflows.multiply(run, 50);
        gauges.work();
        var more = value(DUE);
        change("update workflow_run_queue q set due_at = now() + interval '1 day' from workflow_execution_logs l "
                + "where l.id = q.id and l.workflow_id = (select workflow_id from workflow_execution_logs where id = %s) and q.id <> %<s"
                        .formatted(run));
        gauges.work();

        assertThat(more - due).isEqualTo(49);
        assertThat(value(DUE)).isEqualTo(due);
        assertThat(value(WAITING) - waiting).isEqualTo(49);
    }

    /** With a sixth of the pages, or fewer. */
    @Test
    void estimatesWhatIsTooMuchToCount() throws SQLException {
        var workflows = Workflows.of(people.signUp().api());
        var run = workflows.start(workflows.manual("[{\"type\":\"delay\",\"config\":{\"duration\":\"P1D\"}}]"), "{}");
        workflows.multiply(run, 12_000);
        var gauges = new QueueGauges(workerPool, settings, meters, 40);

        gauges.work();
        var due = value(DUE);
        change("update workflow_run_queue set due_at = now() + interval '1 day' where due_at <= now()");
        gauges.work();

        assertThat(due).isEqualTo(QueueGauges.MOST_DUE);
        assertThat(value(WAITING)).isBetween(4_000.0, 40_000.0);
        change("delete from workflow_run_queue q using workflow_execution_logs l where l.id = q.id and l.workflow_id = "
                + "(select workflow_id from workflow_execution_logs where id = %s)".formatted(run));
    }

    private double value(String gauge) {
        return meters.get(gauge).gauge().value();
    }

    private static void change(String sql) throws SQLException {
        try (Connection connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
