package dev.tenantry.shared.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.ExpectedFailures;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** An event that somebody fails at holds up neither others nor the other events; the suite's own dispatcher rests meanwhile. */
@SuppressWarnings("NullAway.Init")
class EventTurnsTests extends ApiTest {

    @Autowired
    private EventDispatcher dispatcher;
    @Autowired
    private PendingEvents pending;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private PlatformTransactionManager transactions;
    private Person person;
    private List<Long> events = List.of();
    private final List<Long> first = new ArrayList<>();
    private final List<Long> last = new ArrayList<>();

    @BeforeEach
    void rest() {
        dispatcher.stop();
        person = people.signUp();
        IntStream.range(0, 7).forEach(_ -> person.api().post("/api/v1/contacts", "{\"name\":\"Ada\"}").expect(201));
        events = ids("select id from pending_events where organization_id = app.org_id() order by id");
    }

    @AfterEach
    void work() {
        dispatcher.start();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 6})
    void whoFailsAtAnEventDoesWithoutItAndNobodyElse(int place) {
        var poison = events.get(place);
        var turns = turns(event -> event.id() == poison);

        try (var failures = ExpectedFailures.loggedBy(EventTurns.class.getName())) {
            while (inTenant(turns::take).isMore()) {
                assertThat(last.size()).isLessThanOrEqualTo(events.size());
            }
            assertThat(failures.count()).isOne();
        }

        assertThat(first).isEqualTo(events);
        assertThat(last).isEqualTo(events.stream().filter(event -> !event.equals(poison)).toList());
        assertThat(
                ids("select id from domain_events where organization_id = app.org_id() and dispatch_error is not null"))
                .containsExactly(poison);
        assertThat(ids("select id from pending_events where organization_id = app.org_id()")).isEmpty();
    }

    @Test
    void waitsWhereTheDatabaseIsBusy() {
        var turns = new EventTurns(jdbc, pending, List.of(_ -> {
            throw new CannotAcquireLockException("somebody holds it");
        }), transactions);

        assertThatThrownBy(() -> inTenant(turns::take)).isInstanceOf(CannotAcquireLockException.class);

        assertThat(ids("select id from pending_events where organization_id = app.org_id() order by id"))
                .isEqualTo(events);
    }

    /** Whoever comes last would do without events that it has not failed at. */
    @Test
    void nobodyDoesWithoutWhatFailsAtTheCommit() {
        var turns = new EventTurns(jdbc, pending, List.of(EventTurnsTests::failAtTheCommit, some -> keep(some, last)),
                transactions);

        assertThatThrownBy(() -> inTenant(turns::take)).hasMessage("what is written at the commit is refused");

        assertThat(last).isEmpty();
        assertThat(ids("select id from pending_events where organization_id = app.org_id() order by id"))
                .isEqualTo(events);
    }

    private static void failAtTheCommit(List<PendingEvent> some) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

            @Override
            public void beforeCommit(boolean readOnly) {
                throw new IllegalStateException("what is written at the commit is refused");
            }
        });
    }

    private EventTurns turns(Predicate<PendingEvent> isPoison) {
        return new EventTurns(jdbc, pending, List.of(some -> keep(some, first), some -> {
            if (some.stream().anyMatch(isPoison)) {
                throw new IllegalStateException("this cannot be evaluated");
            }
            keep(some, last);
        }), transactions);
    }

    /** What is committed alone counts. */
    private static void keep(List<PendingEvent> some, List<Long> kept) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

            @Override
            public void afterCommit() {
                some.forEach(event -> kept.add(event.id()));
            }
        });
    }

    private List<Long> ids(String sql) {
        return inTenant(() -> Objects.requireNonNull(new TransactionTemplate(transactions)
                .execute(_ -> jdbc.sql(sql).query((row, _) -> row.getLong(1)).list())));
    }

    private <T> T inTenant(ScopedValue.CallableOp<T, RuntimeException> work) {
        return new TenantContext(person.organizationId(), null).call(work);
    }
}
