package dev.tenantry.shared.database;

import java.sql.SQLException;

import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.support.IntegrationTest;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServerPlansTests {

    private static final String KEPT = "select count(*) from pg_prepared_statements where statement like '%ServerPlansTests%'";
    private static final String ONCE = "select 'once, ServerPlansTests' where 1 = :one";
    private static final String OFTEN = "select 'often, ServerPlansTests' where 1 = :one";
    private static final String EXPLAIN = "explain execute look_up (7)";

    @Autowired
    private EntityManager entities;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private PlatformTransactionManager transactions;

    /** The application's role may make no tables of its own, but for this test. */
    @BeforeAll
    void grant() throws SQLException {
        change("grant temporary on database tenantry to tenantry_app");
    }

    @AfterAll
    void revoke() throws SQLException {
        change("revoke temporary on database tenantry from tenantry_app");
    }

    @Test
    void aPlanOfASmallTableIsGivenUpForALargeOne() {
        inTransaction(() -> {
            jdbc.sql("set local plan_cache_mode = force_generic_plan").update();
            jdbc.sql("create temporary table plans_probe (id int primary key) on commit drop").update();
            jdbc.sql("insert into plans_probe values (7)").update();
            jdbc.sql("analyze plans_probe").update();
            jdbc.sql("prepare look_up (int) as select id from plans_probe where id = $1").update();
            assertThat(plan()).contains("Seq Scan");
            jdbc.sql("insert into plans_probe select generate_series(10, 20000)").update();
            ServerPlans.renew(entities, 99);
            assertThat(plan()).contains("Seq Scan");

            ServerPlans.renew(entities, 100);

            assertThat(plan()).contains("Index");
            jdbc.sql("deallocate look_up").update();
        });
    }

    @Test
    void aQueryThatRunsOnceLeavesNoPlanBehind() {
        inTransaction(() -> {
            for (var time = 1; time <= 10; time++) {
                ServerPlans.once(entities, () -> query(ONCE));
            }
            assertThat(kept()).isZero();

            for (var time = 1; time <= 10; time++) {
                query(OFTEN);
            }
            assertThat(kept()).isEqualTo(1);
        });
    }

    private static void change(String privilege) throws SQLException {
        try (var superuser = TestDatabase.server().connectAsSuperuser(); var statement = superuser.createStatement()) {
            statement.execute(privilege);
        }
    }

    private Object query(String sql) {
        return entities.createNativeQuery(sql).setParameter("one", 1).getSingleResult();
    }

    private String plan() {
        return String.join("\n", jdbc.sql(EXPLAIN).query(String.class).list());
    }

    private long kept() {
        return jdbc.sql(KEPT).query(Long.class).single();
    }

    private void inTransaction(Runnable work) {
        new TenantContext(Ids.next(), Ids.next())
                .run(() -> new TransactionTemplate(transactions).executeWithoutResult(_ -> work.run()));
    }
}
