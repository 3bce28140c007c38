package dev.tenantry.automation.wait;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tenantry.automation.Workflows;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Of what came before a run waits for it, what had not been committed when the run began has come since. */
class EarlierEventsTests extends ApiTest {

    private static final String STEPS = """
            [{"type":"delay","config":{"duration":"PT1H"}},
             {"type":"wait_for_event","config":{"event":"contact.updated","since":"start","timeout":"P1D",
              "match":{"field":"%s","value":"%s"},
              "filter":[{"field":"trigger.changes.jobTitle.after","operator":"startsWith","value":"t"}]}}]""";
    private static final String RECORD = "event.aggregateId";
    private static final String TELL = """
            insert into domain_events (organization_id, event_name, aggregate_type, aggregate_id, payload)
            select '%s', 'contact.updated', 'contact', '%s', jsonb_build_object('changes', jsonb_build_object('jobTitle', jsonb_build_object('after', '%s')))
            from generate_series(1, %d)""";
    private static final String PENDING = """
            with told as (%s returning organization_id, id)
            insert into pending_events (organization_id, id) select organization_id, id from told""";

    private final Connection connection = TestDatabase.server().connectAsSuperuser();
    private Api api = Api.at(0);
    private Workflows workflows = Workflows.of(api);
    private UUID organization = new UUID(0, 0);
    private String contact = "";

    @BeforeEach
    void somebody() {
        var person = people.signUp();
        api = person.api();
        workflows = Workflows.of(api);
        organization = person.organizationId();
        contact = api.post("/api/v1/contacts", "{\"name\":\"Ada\"}").expect(201).id();
    }

    @AfterEach
    void atRest() throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    @Test
    void countWhereTheyWereUnderWayAsAPersonBeganTheRun() throws SQLException {
        var workflow = workflows.manual(STEPS.formatted(RECORD, contact));
        tellUncommitted();
        change("t of before");

        var run = workflows.start(workflow, "{}");
        awaitWaiting(run);
        connection.commit();

        assertThat(told(run)).isEqualTo("t of meanwhile");
    }

    /** Its id is lower than that of the event that began the run. */
    @Test
    void countWhereTheyWereUnderWayAsAnEventBeganTheRun() throws SQLException {
        var workflow = workflows.onEvent("company.created", STEPS.formatted(RECORD, contact));
        tellUncommitted();
        change("t of before");

        api.post("/api/v1/companies", "{\"name\":\"Analytics\"}").expect(201);
        Workflows.await(() -> workflows.runs(workflow).at("/results/0/status").equals("waiting"), "no run waits");
        connection.commit();

        assertThat(told(workflows.runs(workflow).at("/results/0/id"))).isEqualTo("t of meanwhile");
    }

    @Test
    void areAllLookedAtThatFit() throws SQLException {
        var run = workflows.start(workflows.manual(STEPS.formatted(RECORD, contact)), "{}");
        awaitWaiting(run);
        execute(TELL.formatted(organization, contact, "another", 1_500));
        execute(TELL.formatted(organization, contact, "the one", 1));

        assertThat(told(run)).isEqualTo("the one");
    }

    @Test
    void areFoundByWhatTheyTell() throws SQLException {
        var run = workflows.start(workflows.manual(STEPS.formatted("trigger.changes.jobTitle.after", "the one")), "{}");
        awaitWaiting(run);
        execute(TELL.formatted(organization, contact, "the other", 1));
        execute(TELL.formatted(organization, contact, "the one", 1));

        assertThat(told(run)).isEqualTo("the one");
    }

    /** Nobody has to wait while they are. */
    @Test
    void areLookedAtUpToABound() throws SQLException {
        var run = workflows.start(workflows.manual(STEPS.formatted(RECORD, contact)), "{}");
        awaitWaiting(run);
        execute(TELL.formatted(organization, "0", "", EarlierEvents.MOST));
        connection.setAutoCommit(false);
        execute("select pg_advisory_xact_lock(hashtextextended('waits/%s', 0))".formatted(organization));

        Workflows.elapse(run);

        assertThat(workflows.ended(run).at("/errorDetails")).contains("more than 20000 events since the run began");
    }

    private void tellUncommitted() throws SQLException {
        connection.setAutoCommit(false);
        execute(PENDING.formatted(TELL.formatted(organization, contact, "t of meanwhile", 1)));
    }

    private void change(String jobTitle) {
        api.patch("/api/v1/contacts/" + contact, "{\"jobTitle\":\"%s\"}".formatted(jobTitle)).expect(200);
    }

    private String told(String run) {
        Workflows.elapse(run);
        return workflows.ended(run).at("/steps/1/result/changes/jobTitle/after");
    }

    private void awaitWaiting(String run) {
        Workflows.await(() -> workflows.run(run).at("/status").equals("waiting"), "the run does not wait");
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
