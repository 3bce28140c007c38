package dev.tenantry.automation.wait;

import java.sql.SQLException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

import dev.tenantry.automation.Workflows;
import dev.tenantry.shared.work.TicketWorker;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

class WaitDispatchTests extends ApiTest {

    private static final String STEPS = """
            [{"type":"wait_for_event","config":{"event":"contact.updated","match":{"field":"event.aggregateId","value":"%s"},"timeout":"P1D"%s}}]""";

    @Autowired
    @Qualifier("lateEventWorker")
    @SuppressWarnings("NullAway.Init")
    private TicketWorker worker;

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

        changeWhileHeld(person, contact, run);

        assertThat(workflows.ended(run).at("/steps/0/result/changes/jobTitle/after")).isEqualTo("Countess");
        Workflows.await(() -> late(run) == 0, "it is kept for nobody");
    }

    /** There can be any number. */
    @Test
    void givesTheEventToAllThatWaitForIt() throws SQLException {
        var person = people.signUp();
        var contact = contact(person.api());
        var workflows = Workflows.of(person.api());
        var run = waiting(workflows, contact, "");
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            statement.execute(
                    """
                    insert into workflow_waits (organization_id, id, event_name, match_key, filter, expires_at, began, last_event_id)
                    select w.organization_id, w.id + n, w.event_name, w.match_key, w.filter, w.expires_at, w.began, w.last_event_id
                    from workflow_waits w cross join generate_series(1000000, 1000000 + 2 * %d) n where w.id = %s"""
                            .formatted(Waits.BATCH, run));
        }

        person.api().patch("/api/v1/contacts/" + contact, "{\"jobTitle\":\"Countess\"}").expect(200);
        workflows.ended(run);

        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement()) {
            try (var rows = statement.executeQuery(
                    "select count(*) filter (where event_id is null), count(*) from workflow_waits where organization_id = '%s'"
                            .formatted(person.organizationId()))) {
                rows.next();
                assertThat(rows.getInt(1)).isZero();
                assertThat(rows.getInt(2)).isGreaterThanOrEqualTo(2 * Waits.BATCH);
            }
            statement.execute(
                    "delete from workflow_waits where organization_id = '%s'".formatted(person.organizationId()));
        }
    }

    /** As where the instance that has dispatched the event ends right afterwards: another one goes on with what it has left. */
    @Test
    void givesTheFirstToTheWaitWhoeverEndsMeanwhile() throws SQLException {
        var person = people.signUp();
        var contact = contact(person.api());
        var workflows = Workflows.of(person.api());
        var run = waiting(workflows, contact, "");

        worker.stop();
        try {
            changeWhileHeld(person, contact, run);
            assertThat(late(run)).isOne();
            assertThat(workflows.run(run).at("/status")).isEqualTo("waiting");
        } finally {
            worker.start();
        }

        assertThat(workflows.ended(run).at("/steps/0/result/changes/jobTitle/after")).isEqualTo("Countess");
        Workflows.await(() -> late(run) == 0, "it is kept for nobody");
    }

    /** What somebody holds for long whom steps that are being noted may hold up: as whoever deletes a record with what was told of it. */
    @Test
    void aStepBeginsToWaitWhileTheDispatcherWaitsForAnothersDeliveries() throws SQLException {
        var person = people.signUp();
        var contact = contact(person.api());
        var workflows = Workflows.of(person.api());
        var workflow = workflows.manual(STEPS.formatted(contact, ""));
        person.api().post("/api/v1/webhook-endpoints", """
                {"url":"https://example.com/x","subscriptions":[{"event":"contact.updated"}]}""").expect(201);
        Workflows.await(() -> isDispatched(person.organizationId().toString()), "nothing is dispatched");
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock(hashtextextended('webhooks.order/%s', 0))"
                    .formatted(person.organizationId()));
            person.api().patch("/api/v1/contacts/" + contact, "{\"jobTitle\":\"Countess\"}").expect(200);
            Workflows.await(() -> count("""
                    pg_stat_activity w join pg_locks l on l.pid = w.pid and l.locktype = 'advisory' and not l.granted
                    where w.datname = current_database()""") > 0, "the dispatcher does not wait");

            var run = workflows.start(workflow, "{}");

            Workflows.await(() -> workflows.run(run).at("/status").equals("waiting"), "the run does not wait");
            connection.rollback();
        }
    }

    /** Its time may be over just then. */
    @Test
    void isFoundByTheRunThatLooksBeforeItIsGiven() throws SQLException {
        var person = people.signUp();
        var contact = contact(person.api());
        var workflows = Workflows.of(person.api());
        var run = waiting(workflows, contact, "");

        worker.stop();
        try {
            changeWhileHeld(person, contact, run);
            look(person, run);

            assertThat(workflows.ended(run).at("/steps/0/result/changes/jobTitle/after")).isEqualTo("Countess");
        } finally {
            worker.start();
        }
        Workflows.await(() -> late(run) == 0, "it is kept for nobody");
    }

    /** Whoever held the wait has given it an earlier one. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void keepsTheFirst(boolean isLookedAtBefore) throws SQLException {
        var person = people.signUp();
        var contact = contact(person.api());
        var workflows = Workflows.of(person.api());
        var run = waiting(workflows, contact, "");

        worker.stop();
        try {
            changeWhileHeld(person, contact, run,
                    "update workflow_waits set event_id = last_event_id where id = " + run);
            assertThat(late(run)).isOne();
            if (isLookedAtBefore) {
                look(person, run);
                assertThat(workflows.ended(run).at("/steps/0/result/changes/jobTitle/after")).isEmpty();
            }
        } finally {
            worker.start();
        }

        var ended = workflows.ended(run);
        assertThat(ended.at("/status") + ended.at("/steps/0/result/changes/jobTitle/after")).isEqualTo("succeeded");
        Workflows.await(() -> late(run) == 0, "it is kept for nobody");
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

    /** Whoever holds the wait leaves it as it was. */
    private static void changeWhileHeld(Person person, String contact, String run) throws SQLException {
        changeWhileHeld(person, contact, run, "select");
    }

    private static void changeWhileHeld(Person person, String contact, String run, String then) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                statement.execute("select from workflow_waits where id = %s for update".formatted(run));
                person.api().patch("/api/v1/contacts/" + contact, "{\"jobTitle\":\"Countess\"}").expect(200);
                Workflows.await(() -> isDispatched(person.organizationId().toString()), "nothing is dispatched");
                statement.execute(then);
                connection.commit();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private static void look(Person person, String run) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement()) {
            statement.execute("update workflow_run_queue set due_at = now() where id = " + run);
            statement.execute("insert into work_tickets (organization_id, queue) values ('%s', 'runs')"
                    .formatted(person.organizationId()));
        }
    }

    private static boolean isDispatched(String organization) {
        return count("pending_events where organization_id = '%s'".formatted(organization)) == 0;
    }

    private static long late(String run) {
        return count("workflow_late_events where id = " + run);
    }

    private static long count(String rows) {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement();
                var counted = statement.executeQuery("select count(*) from " + rows)) {
            counted.next();
            return counted.getLong(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
