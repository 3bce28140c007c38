package dev.tenantry.shared.tenancy;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionDefinition;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.support.IntegrationTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** In which tenant's name a connection works, in and outside of transactions. */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenantConnectionTests {

    private Probe probe;
    private RolePool worker;

    @BeforeAll
    void open(@Autowired ConfigurableApplicationContext application) {
        worker = application.getBean("workerPool", RolePool.class);
        probe = new Probe(application);
    }

    @AfterAll
    void close() throws Exception {
        probe.close();
    }

    @AfterEach
    void empty() {
        probe.empty();
    }

    @Test
    void aTenantReadsWhatItWroteAndNothingElse() {
        Probe.A.run(() -> probe.writing(() -> probe.insert("a's")));
        Probe.B.run(() -> probe.writing(() -> probe.insert("b's")));

        assertThat(Probe.A.call(() -> probe.reading(probe::bodies))).containsExactly("a's");
        assertThat(Probe.B.call(() -> probe.writing(probe::bodies))).containsExactly("b's");
        assertThat(Probe.B.call(probe::bodies)).containsExactly("b's");
    }

    @Test
    void entitiesAndSqlSeeEachOthersWritesInOneTransaction() {
        Probe.A.run(() -> probe.writing(() -> {
            var note = new Note(Ids.next(), "by JPA");
            probe.entities.persist(note);
            probe.entities.flush();
            probe.jdbc.sql("update probe.notes set body = 'by SQL'").update();
            probe.entities.refresh(note);
            assertThat(note.getBody()).isEqualTo("by SQL");
        }));
    }

    @Test
    void withoutAContextNothingIsSent() {
        var sent = probe.exchanges.during(() -> {
            assertThatThrownBy(() -> probe.count()).isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("no tenant is bound");
            assertThatThrownBy(() -> new JdbcTemplate(probe.dataSource).execute("delete from probe.notes"))
                    .isInstanceOf(IllegalStateException.class);
        });

        assertThat(sent).isZero();
    }

    @Test
    void withoutAContextNoSessionOpens() {
        assertThatThrownBy(() -> probe.factory.createEntityManager().close()).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no tenant is bound");
        assertThatThrownBy(() -> probe.reading(() -> 1)).hasRootCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void aContextMayNotChangeInsideATransaction() {
        for (var readOnly : List.of(true, false)) {
            assertThatThrownBy(() -> Probe.A.run(() -> probe
                    .transaction(readOnly, TransactionDefinition.ISOLATION_DEFAULT)
                    .executeWithoutResult(_ -> {
                        probe.count();
                        Probe.B.run(probe::count);
                    }))).isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("the tenant context changed inside a transaction");
        }
    }

    @Test
    void aTransactionLendsItselfToPeopleOfItsOrganizationAlone() {
        var user = "select current_setting('app.user_id') || current_setting('app.org_id')";
        var other = Ids.next();
        var its = Probe.A.organizationId().toString();

        Probe.A.run(() -> probe.writing(() -> {
            assertThat(probe.jdbc.sql(user).query(String.class).single()).isEqualTo(Probe.A.userId() + its);
            TenantContext.lendTo(new TenantContext(Probe.A.organizationId(), other), () -> {
                assertThat(probe.jdbc.sql(user).query(String.class).single()).isEqualTo(other + its);
                return assertThatThrownBy(() -> Probe.B.run(probe::count)).isInstanceOf(DataAccessException.class);
            });
            TenantContext.lendTo(new TenantContext(Probe.A.organizationId(), null),
                    () -> assertThat(probe.jdbc.sql(user).query(String.class).single()).isEqualTo("nobody" + its));
            assertThat(probe.jdbc.sql(user).query(String.class).single()).isEqualTo(Probe.A.userId() + its);
        }));
    }

    /** However it begins. */
    @Test
    void whatIsDoneForAllHasNobodysPrivateRows() {
        var reader = "select coalesce(app.reader()::text, 'nobody') || auth.uid()";
        var person = Objects.requireNonNull(Probe.A.userId()).toString();

        Probe.A.run(() -> probe.writing(() -> {
            assertThat(TenantContext.<String, RuntimeException>lendTo(Probe.A.forAll(),
                    () -> probe.jdbc.sql(reader).query(String.class).single())).isEqualTo("nobody" + person);
            assertThat(probe.jdbc.sql(reader).query(String.class).single()).isEqualTo(person + person);
        }));
    }

    @Test
    void routineKeepsItsPlansAndNobodyElseDoes() {
        var mode = "select current_setting('plan_cache_mode')";
        var routine = probe.transaction(false, TransactionDefinition.ISOLATION_DEFAULT);
        routine.setName(TenantDataSource.ROUTINE);

        Probe.A.run(() -> {
            assertThat(routine.<String>execute(_ -> probe.jdbc.sql(mode).query(String.class).single()))
                    .isEqualTo("force_generic_plan");
            assertThat(probe.<String>writing(() -> probe.jdbc.sql(mode).query(String.class).single()))
                    .isEqualTo("auto");
            assertThat(routine.<String>execute(
                    _ -> probe.jdbc.sql("select current_setting('lock_timeout')").query(String.class).single()))
                    .isEqualTo("10s");
        });
    }

    @Test
    void anotherUserOfTheTenantIsAnotherContext() {
        var colleague = new TenantContext(Probe.A.organizationId(), Ids.next());

        assertThatThrownBy(() -> Probe.A.run(() -> probe.writing(() -> {
            probe.count();
            colleague.run(probe::count);
        }))).hasMessageContaining("the tenant context changed");
    }

    @Test
    void aReadOnlyTransactionRefusesWrites() {
        for (var isolation : List.of(TransactionDefinition.ISOLATION_DEFAULT,
                TransactionDefinition.ISOLATION_REPEATABLE_READ)) {
            assertThatThrownBy(() -> Probe.A.run(
                    () -> probe.transaction(true, isolation).executeWithoutResult(_ -> probe.insert("lost"))))
                    .hasMessageContaining("cannot execute INSERT in a read-only transaction");
        }
        assertThatThrownBy(() -> Probe.A.run(() -> probe.reading(() -> new JdbcTemplate(probe.dataSource)
                .batchUpdate("insert into probe.notes (organization_id, id) values (app.org_id(), ?)",
                        List.of(new Object[]{Ids.next()}, new Object[]{Ids.next()})))))
                .hasMessageContaining("read-only transaction");
    }

    @Test
    void aWriteOutsideOfATransactionIsRefusedNotLost() {
        assertThatThrownBy(() -> Probe.A.run(() -> probe.insert("lost")))
                .hasMessageContaining("cannot execute INSERT in a read-only transaction");
        assertThatThrownBy(() -> Probe.A.run(
                () -> new JdbcTemplate(probe.dataSource).execute("delete from probe.notes")))
                .hasMessageContaining("cannot execute DELETE in a read-only transaction");
    }

    /** It commits what was done as that role, and nothing of the tenant's. */
    @Test
    void aWriteInATransactionOfAnotherRoleIsRefusedNotLost() {
        assertThatThrownBy(() -> Probe.A.run(() -> worker.inTransaction(() -> {
            probe.insert("lost");
        }))).hasMessageContaining("cannot execute INSERT in a read-only transaction");

        Probe.A.run(() -> worker.inTransaction(() -> probe.writing(() -> {
            probe.insert("kept");
        })));
        assertThat(Probe.A.call(() -> worker.inTransaction(() -> probe.bodies()))).containsExactly("kept");
    }

    /** They would wait for a flush that never comes. */
    @Test
    void entitiesChangedInATransactionOfAnotherRoleAreRefusedNotLost() {
        var kept = Probe.A.call(() -> probe.writing(() -> probe.insert("kept")));

        assertThatThrownBy(() -> Probe.A.run(
                () -> worker.inTransaction(() -> probe.entities.persist(new Note(Ids.next(), "lost")))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("needs a transaction of the tenant's own");
        assertThatThrownBy(() -> Probe.A.run(
                () -> worker.inTransaction(() -> probe.entities.find(Note.class, kept).rewrite("lost"))))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Probe.A.run(
                () -> worker.inTransaction(() -> probe.entities.remove(probe.entities.find(Note.class, kept)))))
                .isInstanceOf(IllegalStateException.class);

        assertThat(Probe.A.call(probe::bodies)).containsExactly("kept");
    }

    @Test
    void entitiesMayBeReadInATransactionOfAnotherRoleAndWrittenInOneOfTheirOwn() {
        var id = Probe.A.call(() -> worker.inTransaction(() -> probe.writing(() -> probe.insert("kept"))));
        Probe.A.run(() -> worker.inTransaction(
                () -> assertThat(probe.entities.find(Note.class, id).getBody()).isEqualTo("kept")));
        Probe.A.run(() -> probe.writing(
                () -> worker.inTransaction(() -> probe.entities.persist(new Note(Ids.next(), "with the outer one")))));

        assertThat(Probe.A.call(probe::bodies)).containsExactlyInAnyOrder("kept", "with the outer one");
    }

    @Test
    void aConnectionMayReadBeforeItsTransactionAndWriteInIt() {
        Probe.A.run(() -> {
            try (var session = probe.factory.unwrap(org.hibernate.SessionFactory.class).openSession()) {
                assertThat(count(session)).isZero();
                probe.writing(() -> {
                    session.beginTransaction();
                    session.persist(new Note(Ids.next(), "written"));
                    session.getTransaction().commit();
                });
                assertThat(count(session)).isOne();
            }
        });
    }

    @Test
    void aTransactionThatFailsLeavesNothing() {
        assertThatThrownBy(() -> Probe.A.run(() -> probe.writing(() -> {
            probe.insert("lost");
            throw new IllegalArgumentException("on purpose");
        }))).hasMessage("on purpose");

        assertThat(Probe.A.call(probe::count)).isZero();
    }

    @Test
    void afterAnErrorTheTransactionStaysAborted() {
        assertThatThrownBy(() -> Probe.A.run(() -> probe.writing(() -> {
            assertThatThrownBy(() -> probe.jdbc.sql("select 1 / 0").query().listOfRows());
            probe.insert("lost");
        }))).hasMessageContaining("current transaction is aborted");
    }

    @Test
    void aReadAfterAnErrorInAReadOnlyTransactionHasItsContext() {
        Probe.A.run(() -> probe.writing(() -> probe.insert("kept")));

        var read = Probe.A.call(() -> probe.reading(() -> {
            assertThatThrownBy(() -> probe.jdbc.sql("select 1 / 0").query().listOfRows());
            return probe.bodies();
        }));

        assertThat(read).containsExactly("kept");
    }

    @Test
    void aSavepointKeepsTheContext() {
        Probe.A.run(() -> probe.transaction(false, TransactionDefinition.ISOLATION_DEFAULT)
                .executeWithoutResult(_ -> probe.onConnection(connection -> {
                    var savepoint = connection.setSavepoint();
                    probe.insert(connection, "undone");
                    connection.rollback(savepoint);
                    probe.insert(connection, "kept");
                    connection.releaseSavepoint(connection.setSavepoint());
                })));

        assertThat(Probe.A.call(probe::bodies)).containsExactly("kept");
    }

    @Test
    void aHigherIsolationLevelKeepsItsSnapshot() {
        var reader = probe.transaction(true, TransactionDefinition.ISOLATION_REPEATABLE_READ);

        Probe.A.run(() -> reader.executeWithoutResult(_ -> {
            assertThat(probe.count()).isZero();
            Probe.asSuperuser("insert into probe.notes (organization_id, id) values ('"
                    + Probe.A.organizationId() + "', gen_random_uuid())");
            assertThat(probe.count()).isZero();
        }));

        assertThat(Probe.A.call(probe::count)).isOne();
        assertThat(Probe.A.call(() -> probe.reading(() -> probe.jdbc.sql("show transaction_isolation")
                .query(String.class)
                .single()))).isEqualTo("read committed");
    }

    @Test
    void readOnlyCannotBeSetOnceTheTransactionHasBegun() {
        Probe.A.run(() -> probe.writing(() -> probe.onConnection(connection -> {
            probe.insert(connection, "written");
            assertThatThrownBy(() -> connection.setReadOnly(true)).hasMessageContaining("the transaction has begun");
        })));

        assertThat(Probe.A.call(probe::bodies)).containsExactly("written");
    }

    @Test
    void autocommitCannotBeTurnedOn() {
        probe.onRawConnection(connection -> {
            assertThat(connection.getAutoCommit()).isFalse();
            assertThatThrownBy(() -> connection.setAutoCommit(true)).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> connection.prepareCall("call nothing()"))
                    .isInstanceOf(UnsupportedOperationException.class);
        });
    }

    @Test
    void workOfNobodyInParticularHasNoUser() {
        var schedule = new TenantContext(Probe.A.organizationId(), null);

        assertThat(schedule.call(() -> probe.jdbc.sql("select auth.uid() is null").query(Boolean.class).single()))
                .isTrue();
    }

    @Test
    void whatRunsPastTheContextIsRefusedByTheDatabase() {
        Probe.A.run(() -> probe.onRawConnection(connection -> {
            try (var statement = connection.unwrap(org.postgresql.jdbc.PgConnection.class).createStatement()) {
                assertThatThrownBy(() -> statement.executeQuery("select * from probe.notes"))
                        .hasMessageMatching("(?s).*(app\\.org_id|type uuid: \"\").*");
                connection.rollback();
                assertThatThrownBy(() -> statement.executeQuery("select auth.uid()"))
                        .hasMessageMatching("(?s).*(app\\.user_id|type uuid: \"\").*");
            }
        }));
    }

    private static long count(Session session) {
        return session.createSelectionQuery("select count(n) from Note n", Long.class).getSingleResult();
    }
}
