package dev.tenantry.automation.run;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tenantry.automation.Workflows;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.HookReceiver;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** A database that is busy says nothing of the work, nor of whoever does it. */
class BusyDatabaseTests extends ApiTest {

    @Test
    void countsAsNoInstanceThatHasDiedAndAsNoAttempt() throws SQLException {
        var workflows = Workflows.of(people.signUp().api());
        var run = workflows.start(workflows.manual("[{\"type\":\"delay\",\"config\":{\"duration\":\"P1D\"}}]"), "{}");
        Workflows.await(() -> workflows.run(run).at("/status").equals("waiting"), "the run does not wait");

        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select from workflow_execution_logs where id = " + run + " for update");
            var attempts = queue(run, "attempts");
            var cancelled = new AtomicInteger();
            Workflows.elapse(run);
            Workflows.await(() -> cancelled.addAndGet(cancelWhoWaits()) > 2, "it is not tried again");
            assertThat(queue(run, "lease_losses")).isZero();
            Workflows.await(() -> queue(run, "attempts") == attempts, "the attempts are counted");
            connection.rollback();
        }

        assertThat(workflows.ended(run).at("/status")).isEqualTo("succeeded");
    }

    /** In the statement that notes it, or in the commit, of which nobody knows then what became of it. */
    @ParameterizedTest
    @ValueSource(strings = {"trigger test_refuse before", "constraint trigger test_refuse after"})
    void doesNothingAgainThatWasDoneOutsideAndCouldNotBeNoted(String kind) throws SQLException {
        var person = people.signUp();
        var workflows = Workflows.of(person.api());
        try (var receiver = new HookReceiver();
                var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement()) {
            statement.execute(
                    """
                    create sequence app.test_refusals;
                    create function app.test_refuse() returns trigger language plpgsql security definer as $$ begin
                        if nextval('app.test_refusals') <= 2 then raise exception 'busy' using errcode = '40P01'; end if; return new; end $$;
                    create %s insert or update on workflow_execution_steps %s for each row
                        when (new.status = 'succeeded' and new.organization_id = '%s') execute function app.test_refuse()"""
                            .formatted(kind, kind.startsWith("constraint") ? "deferrable initially deferred" : "",
                                    person.organizationId()));
            try {
                var ended = workflows.ended(workflows.start(workflows
                        .manual("""
                        [{"type":"webhook","config":{"url":"%s"},"retryConfig":{"maxRetries":0}},{"type":"create_task","config":{"title":"x"},"retryConfig":{"maxRetries":0}}]"""
                                .formatted(receiver.url("/one"))),
                        "{}"));

                assertThat(ended.at("/status")).as(ended.text()).isEqualTo("succeeded");
                assertThat(receiver.deliveries()).hasSize(1);
            } finally {
                statement.execute(
                        "drop trigger test_refuse on workflow_execution_steps; drop function app.test_refuse(); drop sequence app.test_refusals");
            }
        }
    }

    /** As where the time of a lock or a statement is over. @return how many waited */
    private static int cancelWhoWaits() {
        return ask(
                "select count(pg_cancel_backend(a.pid)) from pg_stat_activity a where cardinality(pg_blocking_pids(a.pid)) > 0");
    }

    private static int queue(String run, String column) {
        return ask("select coalesce(max(%s), 0) from workflow_run_queue where id = %s".formatted(column, run));
    }

    private static int ask(String sql) {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
