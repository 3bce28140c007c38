package dev.tenantry.automation.schedule;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.automation.Workflows;
import dev.tenantry.shared.work.Instance;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

class ScheduledRunTests extends ApiTest {

    private static final String STEPS = """
            [{"type":"create_task","config":{"title":"{{trigger.scheduledAt}}"}}]""";

    @SuppressWarnings("NullAway.Init")
    private Person person;
    @SuppressWarnings("NullAway.Init")
    private Workflows workflows;

    @BeforeEach
    void signUp() {
        person = people.signUp();
        workflows = Workflows.of(person.api());
    }

    @Test
    void startsWhenItsTimeHasComeAndThenWaitsForTheNext() {
        var workflow = scheduled("\"cron\":\"0 9 * * MON-FRI\",\"zone\":\"Asia/Tokyo\"");
        var first = Instant.parse(trigger(workflow, "nextAt"));
        assertThat(first).isAfter(Instant.now());
        assertThat(first.toString()).endsWith("T00:00:00Z");

        come(workflow, "now() - interval '1 second'");

        var run = workflows.onlyRun(workflow);
        assertThat(run.at("/status")).as(run.text()).isEqualTo("succeeded");
        assertThat(run.at("/triggerData/trigger/scheduledAt")).isNotEmpty();
        assertThat(trigger(workflow, "nextAt")).isEqualTo(first.toString());
        assertThat(trigger(workflow, "triggerCount")).isEqualTo("1");
    }

    /** Every hour, of which five have passed. */
    @ParameterizedTest
    @CsvSource({"none,0", "last,1", "all,5"})
    void catchesUpAsItSays(String catchUp, int runs) {
        var workflow = scheduled("\"cron\":\"0 * * * *\",\"catchUp\":\"%s\"".formatted(catchUp));
        var next = trigger(workflow, "nextAt");

        come(workflow, "date_trunc('hour', now()) - interval '4 hours'");

        Workflows.await(() -> trigger(workflow, "nextAt").equals(next), "the next time was not set");
        // Right after a full hour that one is not missed.
        var isOnTime = Instant.now().atZone(ZoneOffset.UTC).getMinute() < 2 && catchUp.equals("none");
        assertThat(workflows.runs(workflow).json().at("/results").size()).isBetween(runs, isOnTime ? 1 : runs);
    }

    /** However soon after the time somebody is there again. */
    @ParameterizedTest
    @CsvSource({"none,0", "last,1"})
    void missesATimeAtWhichNobodyWasThere(String catchUp, int runs, @Autowired Instance instance) throws SQLException {
        var workflow = scheduled("\"cron\":\"0 9 1 1 *\",\"catchUp\":\"%s\"".formatted(catchUp));
        var next = trigger(workflow, "nextAt");
        up(instance, "now() - interval '10 seconds'");

        try {
            come(workflow, "now() - interval '30 seconds'");

            Workflows.await(() -> trigger(workflow, "nextAt").equals(next), "the next time was not set");
            assertThat(workflows.runs(workflow).json().at("/results").size()).isEqualTo(runs);
        } finally {
            up(instance, "started_at");
        }
    }

    /** Since when there has been an instance. */
    private static void up(Instance instance, String since) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser(); var update = connection.createStatement()) {
            update.executeUpdate("update work_instances set uptime_start = " + since);
        }
        instance.live(Duration.ZERO);
    }

    /** As if it had taken five instances with it. */
    @Test
    void isDeactivatedWhereItEndsWhoeverStartsIt() throws SQLException {
        var workflow = scheduled("\"cron\":\"* * * * *\"");

        try (var connection = TestDatabase.server().connectAsSuperuser(); var update = connection.createStatement()) {
            update.executeUpdate("""
                    with due as (
                        update workflow_schedules set due_at = now(), lease_losses = 5 where workflow_id = '%s' returning organization_id)
                    insert into work_tickets (organization_id, queue) select organization_id, 'schedules' from due"""
                    .formatted(workflow));
        }

        Workflows.await(() -> trigger(workflow, "nextAt").isEmpty(), "it goes on");
        assertThat(person.api().get("/api/v1/workflows/" + workflow).at("/active")).isEqualTo("false");
        assertThat(trigger(workflow, "active")).isEqualTo("false");
        assertThat(workflows.runs(workflow).json().at("/results").isEmpty()).isTrue();
        assertThat(person.api().get("/api/v1/audit-logs?filter=actionType[eq]:workflow.deactivated").text())
                .contains("stopped or died 5 times");
        person.api().put("/api/v1/workflows/" + workflow + "/activation", "").expect(200);
        assertThat(trigger(workflow, "nextAt")).isNotEmpty();
    }

    /** What is missed may be a lot, and all of it is in one zone. */
    @Test
    void asksForTheZoneOfTheOrganizationOnce() throws SQLException {
        var workflow = scheduled("\"cron\":\"* * * * *\",\"catchUp\":\"last\"");
        var before = reads();

        come(workflow, "now() - interval '3 days'");

        workflows.onlyRun(workflow);
        assertThat(reads() - before).isLessThan(100);
    }

    /** How often the settings of organizations have been read. */
    private static long reads() throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select coalesce(sum(calls), 0) from pg_stat_statements
                        where strpos(query, 'from organization_settings s left join profiles') > 0""")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    void endsWithItsActivation() {
        var workflow = scheduled("\"cron\":\"* * * * *\"");
        person.api().delete("/api/v1/workflows/" + workflow + "/activation").expect(200);

        assertThat(trigger(workflow, "nextAt")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"type":"schedule","cron":"0 25 * * *"}                          | trigger.cron
            {"type":"schedule","cron":"0 0 30 2 *"}                          | trigger.cron
            {"type":"schedule","cron":"0 9 * * *","zone":"Mars/Olympus"}     | trigger.zone
            {"type":"schedule"}                                              | trigger.cron
            {"type":"schedule","cron":"0 9 * * *","event":"contact.created"} | trigger.event
            {"type":"manual","cron":"0 9 * * *"}                             | trigger.cron
            {"type":"schedule","cron":"0 9 * * *","catchUp":"some"}          | trigger.catchUp
            """)
    void refusesWhatIsNone(String trigger, String field) {
        assertThat(workflows.create(trigger, STEPS).expect(422).at("/errors/0/field")).isEqualTo(field);
    }

    private String scheduled(String config) {
        return workflows.active("{\"type\":\"schedule\",%s}".formatted(config), STEPS);
    }

    private String trigger(String workflow, String property) {
        return person.api().get("/api/v1/workflows/" + workflow + "/triggers").expect(200).at("/results/0/" + property);
    }

    /** As if it had been the trigger's next time. */
    private static void come(String workflow, String when) {
        for (var statement : List.of(
                "update workflow_schedules set tick_at = " + when + ", due_at = " + when + " where workflow_id = '"
                        + workflow + "'",
                "insert into work_tickets (organization_id, queue) select organization_id, 'schedules' from workflow_schedules where workflow_id = '"
                        + workflow + "'")) {
            try (var connection = TestDatabase.server().connectAsSuperuser();
                    var update = connection.createStatement()) {
                assertThat(update.executeUpdate(statement)).isEqualTo(1);
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
        }
    }
}
