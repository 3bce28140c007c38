package dev.tenantry.automation.run;

import java.sql.SQLException;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.automation.Workflows;
import dev.tenantry.notification.MailCause;
import dev.tenantry.notification.MailOrigin;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** A run that lets time pass does so whatever happens meanwhile. */
class EarlyWakeTests extends ApiTest {

    private static final String DELAY = "{\"type\":\"delay\",\"config\":{\"duration\":\"P1D\"}}";

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private MailOrigin<MailCause.Step> mails;

    private Api api = Api.at(0);
    private Workflows workflows = Workflows.of(api);

    @BeforeEach
    void somebody() {
        api = people.signUp().api();
        workflows = Workflows.of(api);
    }

    /** By a step of a segment, by one that fails, or by a person: who does not wait for it is not told. */
    @ParameterizedTest
    @CsvSource({"succeeded", "failed", "cancelled"})
    void isNotWokenByTheEndOfWhatItHasBegunAndDoesNotWaitFor(String end) throws SQLException {
        var other = workflows
                .manual("[%s,{\"type\":\"stop\",\"config\":{\"outcome\":\"%s\",\"reason\":\"x\"}}]".formatted(DELAY,
                        end.equals("failed") ? "failed" : "succeeded"));
        var run = workflows.start(workflows.manual("""
                [{"type":"sub_workflow","config":{"workflowId":"%s","wait":false}},%s]""".formatted(other, DELAY)),
                "{}");
        Workflows.await(() -> isAsleep(run), "the run does not wait");
        Workflows.await(() -> workflows.runs(other).at("/results/0/status").equals("waiting"), "the other one waits");
        var begun = workflows.runs(other).at("/results/0/id");

        if (end.equals("cancelled")) {
            api.put("/api/v1/workflow-runs/" + begun + "/cancellation", "").expect(200);
        } else {
            Workflows.elapse(begun);
        }

        assertThat(workflows.ended(begun).at("/status")).isEqualTo(end);
        assertThat(isAsleep(run)).isTrue();
        assertThat(workflows.run(run).at("/steps/1/status")).isEqualTo("waiting");
    }

    @Test
    void isNotWokenByAMailOfAnotherStep() throws Exception {
        var run = workflows.start(workflows.manual("[" + DELAY + "]"), "{}");
        Workflows.await(() -> isAsleep(run), "the run does not wait");

        mails.wake(organization(run), new MailCause.Step(Long.parseLong(run), 1));

        assertThat(isAsleep(run)).isTrue();
    }

    @Test
    void goesBackToSleepWhereSomebodyWakesIt() throws SQLException {
        var run = workflows.start(workflows.manual("[" + DELAY + "]"), "{}");
        Workflows.await(() -> isAsleep(run), "the run does not wait");
        var until = workflows.run(run).at("/waitingUntil");

        wake(run);
        Workflows.await(() -> isAsleep(run), "the run does not go back to sleep");

        var woken = workflows.run(run);
        assertThat(woken.at("/status") + woken.at("/steps/0/status") + woken.at("/steps/0/retryCount"))
                .isEqualTo("waitingwaiting0");
        assertThat(woken.at("/waitingUntil")).isEqualTo(until);
        assertThat(woken.at("/steps/0/errorMessage")).isEmpty();
        Workflows.elapse(run);
        assertThat(workflows.ended(run).at("/status")).isEqualTo("succeeded");
    }

    private static boolean isAsleep(String run) {
        return ask("select q.due_at > now() + interval '23 hours' from workflow_run_queue q where q.id = " + run,
                Boolean.class);
    }

    private static UUID organization(String run) {
        return ask("select q.organization_id from workflow_run_queue q where q.id = " + run, UUID.class);
    }

    private static <T> T ask(String sql, Class<T> type) {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getObject(1, type);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void wake(String run) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement()) {
            statement.execute("""
                    with due as (update workflow_run_queue set due_at = now() where id = %s returning organization_id)
                    insert into work_tickets (organization_id, queue) select organization_id, 'runs' from due"""
                    .formatted(run));
        }
    }
}
