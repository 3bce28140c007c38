package dev.tenantry.automation.wait;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.MissingNode;

import dev.tenantry.automation.Workflows;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;

@SuppressWarnings("NullAway.Init")
class WaitBeginningTests extends ApiTest {

    private static final Duration LONGEST = Duration.ofSeconds(2);

    @Autowired
    private Waits waits;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private TransactionTemplate transaction;

    /** The event is committed after the wait has begun, and could be dispatched before the wait is committed. */
    @Test
    void missesNothingThatComesBeforeItsCommit() {
        var person = people.signUp();
        var workflows = Workflows.of(person.api());
        var run = workflows.start(workflows.manual("""
                [{"type":"wait_for_event","config":{"event":"task.created","timeout":"P1D",
                    "match":{"field":"event.aggregateId","value":"none"}}}]"""), "{}");
        Workflows.await(() -> workflows.run(run).at("/status").equals("waiting"), "the run does not wait");
        var contact = person.api().post("/api/v1/contacts", "{\"name\":\"Ada\"}").expect(201).id();
        Workflows.await(() -> isDispatched(person), "the first event is not dispatched");

        new TenantContext(person.organizationId(), null).run(() -> transaction.executeWithoutResult(_ -> {
            waits.begin(Long.parseLong(run),
                    new Awaited("contact.updated", "event.aggregateId", contact, MissingNode.getInstance()),
                    Duration.ofDays(1));
            person.api().patch("/api/v1/contacts/" + contact, "{\"jobTitle\":\"Countess\"}").expect(200);
            awaitDispatch();
        }));

        assertThat(workflows.ended(run).at("/steps/0/result/changes/jobTitle/after")).isEqualTo("Countess");
    }

    private boolean isDispatched(Person person) {
        return new TenantContext(person.organizationId(), null)
                .call(() -> Objects.requireNonNull(transaction.execute(_ -> isDispatched())));
    }

    private boolean isDispatched() {
        return jdbc.sql("select not exists (select from pending_events where organization_id = app.org_id())")
                .query(Boolean.class)
                .single();
    }

    /** As far as the dispatcher gets. */
    private void awaitDispatch() {
        var end = System.nanoTime() + LONGEST.toNanos();
        while (!isDispatched() && System.nanoTime() < end) {
            LockSupport.parkNanos(10_000_000);
        }
    }
}
