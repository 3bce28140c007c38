package dev.tenantry.automation.run.step;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.automation.Workflows;
import dev.tenantry.shared.work.Turns;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.ExpectedFailures;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs that cannot be read: each is tried as often as one whose holders die, and holds up no other. */
@SuppressWarnings("NullAway.Init")
class PoisonTests extends ApiTest {

    private static final String TASKS = """
            [{"type":"create_task","config":{"title":"a"}},{"type":"create_task","config":{"title":"b"}}]""";
    /** What becomes of the version, or of the run's row, and what people are told of it. */
    private static final Map<String, String> SPOILT = Map.of(
            anotherVersion("'{trigger,type}', '\"bogus\"'"), "version 2 of the workflow cannot be read",
            anotherVersion("'{steps}', '17'"), "version 2 of the workflow has no steps",
            anotherVersion("'{steps,1,type}', '\"gone_by\"'"), "there is no type of steps gone_by any more",
            "update workflow_execution_logs set block = '{steps,7,config,steps}' where workflow_id = ?",
            "the steps that it carries out are not in version 1");

    @Autowired
    private AutomationLifecycle lifecycle;

    @AfterEach
    void work() {
        lifecycle.start();
    }

    @Test
    void areParkedWithTheirCauseAndHoldUpNobody() {
        lifecycle.stop();
        var person = people.signUp();
        var workflows = Workflows.of(person.api());
        var healthy = new ArrayList<String>();
        var poisoned = new HashMap<String, String>();
        var sound = workflows.manual(TASKS);
        var spoilt = new HashMap<String, String>();
        SPOILT.keySet().forEach(spoiling -> spoilt.put(workflows.onEvent("contact.created", TASKS), spoiling));
        healthy.add(workflows.start(sound, "{}"));
        person.api().post("/api/v1/contacts", "{\"name\":\"Ada\"}").expect(201);
        spoilt.forEach((workflow, spoiling) -> {
            Workflows.await(() -> !runsOf(workflow).isEmpty(), "no run was started");
            poisoned.put(runsOf(workflow).getFirst(), Objects.requireNonNull(SPOILT.get(spoiling)));
            execute(spoiling, UUID.fromString(workflow));
        });
        healthy.add(workflows.start(sound, "{}"));

        try (var _ = ExpectedFailures.loggedBy(Turns.class.getName())) {
            lifecycle.start();
            assertThat(healthy)
                    .allSatisfy(run -> assertThat(workflows.ended(run).at("/status")).isEqualTo("succeeded"));
            Workflows.await(() -> {
                hasten(person.organizationId());
                return poisoned.keySet().stream().allMatch(run -> "parked".equals(workflows.run(run).at("/status")));
            }, "they are tried for ever");
        }

        poisoned.forEach((run, cause) -> assertThat(workflows.run(run).at("/errorDetails"))
                .isEqualTo("parked at step 0: " + cause));
        assertThat(poisoned.keySet()).allSatisfy(
                run -> assertThat(person.api().get("/api/v1/workflow-runs/" + run + "/graph").expect(409).at("/detail"))
                        .contains("of the workflow"));
        assertThat(
                person.api().get("/api/v1/workflow-runs?filter=status[eq]:parked").expect(200).json().path("results"))
                .hasSize(SPOILT.size());
        assertThat(workflows.ended(workflows.start(sound, "{}")).at("/status")).isEqualTo("succeeded");
        for (var run : List.copyOf(poisoned.keySet())) {
            person.api().put("/api/v1/workflow-runs/" + run + "/cancellation", "").expect(200);
        }
    }

    /** The application knows the first one. */
    private static String anotherVersion(String spoilt) {
        return """
                with another as (
                    insert into workflow_versions (organization_id, id, workflow_id, version_number, workflow_json)
                    select organization_id, gen_random_uuid(), workflow_id, 2, jsonb_set(workflow_json, %s) from workflow_versions where workflow_id = ?
                    returning workflow_id)
                update workflow_execution_logs l set version_number = 2 from another a where l.workflow_id = a.workflow_id"""
                .formatted(spoilt);
    }

    /** Not asked of the application, which would know the version from then on. */
    private static List<String> runsOf(String workflow) {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection
                        .prepareStatement("select id from workflow_execution_logs where workflow_id = ?")) {
            statement.setObject(1, UUID.fromString(workflow));
            var runs = new ArrayList<String>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    runs.add(rows.getString(1));
                }
            }
            return runs;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** As if the time were over after which what has failed is tried again. */
    private static void hasten(UUID organization) {
        execute("""
                with due as (
                    update workflow_run_queue set due_at = now() where organization_id = ? and due_at > now() and lease_epoch = 0
                    returning organization_id)
                insert into work_tickets (organization_id, queue) select organization_id, 'runs' from due limit 1""",
                organization);
    }

    private static void execute(String sql, UUID id) {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, id);
            statement.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
