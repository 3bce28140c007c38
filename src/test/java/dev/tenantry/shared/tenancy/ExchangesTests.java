package dev.tenantry.shared.tenancy;

import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.transaction.TransactionDefinition;

import dev.tenantry.support.IntegrationTest;

import static org.assertj.core.api.Assertions.assertThat;

/** What the context costs: nothing, where it can ride with a statement. */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExchangesTests {

    /** Past pgjdbc's threshold, from which on it prepares statements on the server. */
    private static final int TIMES = 12;

    private Probe probe;

    @BeforeAll
    void open(@Autowired ConfigurableApplicationContext application) {
        probe = new Probe(application);
        Probe.A.run(() -> probe.reading(probe::count));
    }

    @AfterAll
    void close() throws Exception {
        probe.close();
    }

    @Test
    void aReadOnlyStatementIsOneExchange() {
        assertThat(times(() -> probe.reading(probe::count))).isEqualTo(TIMES);
    }

    @Test
    void everyFurtherReadIsOneMore() {
        assertThat(times(() -> probe.reading(() -> probe.count() + probe.count()))).isEqualTo(2 * TIMES);
    }

    @Test
    void aReadOutsideOfATransactionIsOneExchange() {
        assertThat(times(probe::count)).isEqualTo(TIMES);
    }

    @Test
    void aTransactionThatDoesNothingIsNone() {
        assertThat(times(() -> probe.writing(() -> {}))).isZero();
        assertThat(times(() -> probe.reading(() -> 0))).isZero();
    }

    @Test
    void aWriteIsOneExchangeAndItsCommit() {
        assertThat(times(() -> probe.writing(() -> {
            probe.insert("written");
        }))).isEqualTo(2 * TIMES);
    }

    @Test
    void everyFurtherStatementOfAWriteIsOneMore() {
        assertThat(times(() -> probe.writing(() -> {
            probe.count();
            probe.insert("written");
            probe.count();
        }))).isEqualTo(4 * TIMES);
    }

    @Test
    void parametersThatAreNullCostNothing() {
        assertThat(times(
                () -> probe.writing(() -> probe.jdbc.sql("update probe.notes set body = :body where number = :number")
                        .param("body", null)
                        .param("number", null)
                        .update())))
                .isEqualTo(2 * TIMES);
    }

    @Test
    void anEntityIsFoundInOneExchange() {
        var note = Probe.A.call(() -> probe.writing(() -> probe.insert("found")));

        assertThat(times(() -> probe.reading(() -> probe.entities.find(Note.class, note)))).isEqualTo(TIMES);
    }

    @Test
    void rowsThatAreReadAtOnceAreOneExchange() {
        assertThat(times(() -> probe.reading(() -> allNotes()))).isEqualTo(TIMES);
    }

    @Test
    void anEntityIsPersistedInOneExchangeAndTheCommit() {
        assertThat(times(() -> probe.writing(() -> probe.entities.persist(new Note(Ids.next(), "persisted")))))
                .isEqualTo(2 * TIMES);
    }

    @Test
    void entitiesAndSqlShareOneTransaction() {
        assertThat(times(() -> probe.writing(() -> {
            probe.entities.persist(new Note(Ids.next(), "persisted"));
            probe.entities.flush();
            probe.insert("written");
        }))).isEqualTo(3 * TIMES);
    }

    @Test
    void aBatchSendsTheContextFirst() {
        assertThat(times(() -> probe.writing(() -> {
            for (var body : List.of("one", "two", "three")) {
                probe.entities.persist(new Note(Ids.next(), body));
            }
        }))).isEqualTo(3 * TIMES);
    }

    @Test
    void generatedKeysSendTheContextFirst() {
        assertThat(times(() -> probe.writing(() -> {
            probe.jdbc.sql("insert into probe.notes (organization_id, id) values (app.org_id(), ?)")
                    .param(Ids.next())
                    .update(new GeneratedKeyHolder(), "number");
        }))).isEqualTo(3 * TIMES);
    }

    @Test
    void aSnapshotOfSeveralStatementsIsATransaction() {
        var snapshots = probe.transaction(true, TransactionDefinition.ISOLATION_REPEATABLE_READ);
        // Spring reads the isolation level, sets it and sets it back: three, and none of them ours.
        assertThat(times(() -> snapshots.executeWithoutResult(_ -> {
            probe.count();
            probe.count();
        }))).isEqualTo((3 + 3) * TIMES);
    }

    private int allNotes() {
        TenantQuery.of(probe.entities, Note.class, "e", Note.class, List.of(), "order by e.id").read(0, _ -> true);
        return 1;
    }

    /** The exchanges of so many repetitions, on a connection that has learnt the types in use. */
    private int times(Runnable work) {
        return Probe.A.call(() -> {
            work.run();
            return probe.exchanges.during(() -> {
                for (var i = 0; i < TIMES; i++) {
                    work.run();
                }
            });
        });
    }
}
