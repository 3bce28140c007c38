package dev.tenantry.automation.run.start;

import java.sql.SQLException;
import java.util.Objects;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import dev.tenantry.automation.Workflows;
import dev.tenantry.automation.run.step.AutomationLifecycle;
import dev.tenantry.shared.dispatch.EventDispatcher;
import dev.tenantry.shared.dispatch.EventTurns;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

/** A test of what becomes of events and starts step by step: whoever works by itself rests meanwhile. */
@SuppressWarnings("NullAway.Init")
abstract class RestingEngineTest extends ApiTest {

    static final String DELAY = "[{\"type\":\"delay\",\"config\":{\"duration\":\"P1D\"}}]";
    static final String ON_UPDATE = "{\"type\":\"event\",\"event\":\"contact.updated\"}";

    @Autowired
    EventTurns turns;
    @Autowired
    WaitingStarts waiting;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    TransactionTemplate transaction;
    @Autowired
    private AutomationLifecycle lifecycle;
    @Autowired
    private EventDispatcher dispatcher;
    @Autowired
    private AdmissionWorker admissions;
    Person person;
    Workflows workflows = Workflows.of(api);

    @BeforeEach
    void rest() {
        dispatcher.stop();
        lifecycle.stop();
        admissions.stop();
        person = people.signUp();
        workflows = Workflows.of(person.api());
    }

    /** What waits would be looked at as long as the suite runs. */
    @AfterEach
    void forgetWhatWaits() {
        superuser("delete from workflow_debounces where organization_id = ?");
        superuser("delete from workflow_backlog where organization_id = ?");
        work();
    }

    final void work() {
        lifecycle.start();
        dispatcher.start();
        admissions.start();
    }

    /** Runs are carried out, by turns at events too, which the test takes. */
    final void carryOut() {
        lifecycle.start();
    }

    /** All that is to be dispatched, turn by turn. */
    final void dispatch() {
        while (inTenant(() -> turns.take().isMore())) {
            // the next batch
        }
    }

    final void look() {
        inTenant(() -> waiting.look(false));
    }

    /** @param sql of one text; empty where that is null */
    final String text(String sql) {
        return inTransaction(() -> Objects
                .requireNonNullElse(jdbc.sql(sql).query(String.class).list().getFirst(), ""));
    }

    final long count(String table, String condition) {
        return Long.parseLong(text("select count(*)::text from " + table + " where " + condition));
    }

    /** @param sql with one parameter, the organization */
    final void superuser(String sql) {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, person.organizationId());
            statement.execute();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    final <T> T inTransaction(ScopedValue.CallableOp<T, RuntimeException> work) {
        return inTenant(() -> Objects.requireNonNull(transaction.execute(_ -> work.call())));
    }

    final <T> T inTenant(ScopedValue.CallableOp<T, RuntimeException> work) {
        return new TenantContext(person.organizationId(), null).call(work);
    }
}
