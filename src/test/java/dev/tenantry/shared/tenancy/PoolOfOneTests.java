package dev.tenantry.shared.tenancy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import dev.tenantry.support.ExpectedFailures;
import dev.tenantry.support.IntegrationTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * One connection for two tenants who take turns, whatever happens to each: nothing of the one is left for the other.
 */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PoolOfOneTests {

    private static final int ROUNDS = 300;
    private static final long SEED = 20261121;

    private Probe probe;
    private final Map<TenantContext, Integer> written = new LinkedHashMap<>();

    /** Something that a tenant does with the connection; it may fail. */
    private interface Deed {
        void in(TenantContext tenant) throws Exception;
    }

    @BeforeAll
    void open(@Autowired ConfigurableApplicationContext application) {
        probe = new Probe(application);
    }

    @AfterAll
    void close() throws Exception {
        probe.close();
    }

    @Test
    void noContextSurvivesItsUse() throws SQLException {
        var random = new Random(SEED);
        var deeds = List.copyOf(deeds().entrySet());
        var server = serverProcess();
        var history = new ArrayList<String>();

        for (var round = 0; round < ROUNDS; round++) {
            var tenant = random.nextBoolean() ? Probe.A : Probe.B;
            var deed = deeds.get(round < deeds.size() ? round : random.nextInt(deeds.size()));
            history.add(deed.getKey());
            attempt(deed.getValue(), tenant);

            assertThat(leftBehind()).as("after %s", history.subList(Math.max(0, round - 2), round + 1)).isEmpty();
            assertEachSeesItsOwn(history);
        }

        assertThat(serverProcess()).isEqualTo(server);
    }

    @Test
    void aConnectionCutInAnExchangeIsReplaced() {
        try (var _ = ExpectedFailures.loggedBy("com.zaxxer.hikari.pool", TransactionTemplate.class.getName())) {
            Probe.A.run(() -> assertThatThrownBy(() -> probe.writing(() -> {
                probe.insert("lost");
                var process = probe.jdbc.sql("select pg_backend_pid()").query(Integer.class).single();
                Probe.asSuperuser("select pg_terminate_backend(" + process + ")");
                probe.count();
            })).isInstanceOf(Exception.class));
        }

        assertEachSeesItsOwn(List.of("cut"));
    }

    @Test
    void aQueryThatTheDriverCancelsLeavesNothing() throws SQLException {
        var impatient = new JdbcTemplate(probe.dataSource);
        impatient.setQueryTimeout(1);

        for (var readOnly : List.of(true, false)) {
            Probe.A.run(() -> assertThatThrownBy(() -> probe
                    .transaction(readOnly, TransactionDefinition.ISOLATION_DEFAULT)
                    .executeWithoutResult(_ -> impatient.queryForList("select pg_sleep(?)", 5)))
                    .hasMessageContaining("canceling statement"));
            assertThat(leftBehind()).isEmpty();
            assertEachSeesItsOwn(List.of("cancelled"));
        }
    }

    private Map<String, Deed> deeds() {
        var deeds = new LinkedHashMap<String, Deed>();
        deeds.put("read", _ -> probe.reading(probe::count));
        deeds.put("read outside of a transaction", _ -> probe.count());
        deeds.put("write", tenant -> {
            probe.writing(() -> probe.insert("written"));
            written.merge(tenant, 1, Integer::sum);
        });
        deeds.put("persist", tenant -> {
            probe.writing(() -> probe.entities.persist(new Note(Ids.next(), "persisted")));
            written.merge(tenant, 1, Integer::sum);
        });
        deeds.put("batch", tenant -> {
            probe.writing(() -> new JdbcTemplate(probe.dataSource).batchUpdate(
                    "insert into probe.notes (organization_id, id) values (app.org_id(), ?)",
                    List.of(new Object[]{Ids.next()}, new Object[]{Ids.next()})));
            written.merge(tenant, 2, Integer::sum);
        });
        deeds.put("write outside of a transaction", _ -> probe.insert("refused"));
        deeds.put("write in a read-only transaction", _ -> probe.reading(() -> probe.insert("refused")));
        deeds.put("exception after a write", _ -> probe.writing(() -> {
            probe.insert("lost");
            throw new IllegalArgumentException("on purpose");
        }));
        deeds.put("error in the first statement", _ -> probe.writing(() -> probe.jdbc.sql("select 1 / 0")
                .query()
                .listOfRows()));
        deeds.put("error in a later statement", _ -> probe.writing(() -> {
            probe.insert("lost");
            probe.jdbc.sql("insert into probe.notes (organization_id, id) values (app.org_id(), null)").update();
        }));
        deeds.put("error in a read", _ -> probe.reading(() -> probe.jdbc.sql("select 1 / 0").query().listOfRows()));
        deeds.put("timeout of the first statement", _ -> probe.writing(() -> sleepTooLong()));
        deeds.put("timeout of a read", _ -> probe.reading(() -> sleepTooLong()));
        deeds.put("timeout after a write", _ -> probe.writing(() -> {
            probe.insert("lost");
            sleepTooLong();
        }));
        deeds.put("another tenant inside", tenant -> probe.writing(() -> {
            probe.insert("lost");
            other(tenant).run(probe::count);
        }));
        deeds.put("another tenant inside a read", tenant -> probe.reading(() -> {
            probe.count();
            return other(tenant).call(probe::count);
        }));
        deeds.put("savepoint", tenant -> {
            probe.writing(() -> probe.onConnection(connection -> {
                var savepoint = connection.setSavepoint();
                probe.insert(connection, "undone");
                connection.rollback(savepoint);
                probe.insert(connection, "kept");
            }));
            written.merge(tenant, 1, Integer::sum);
        });
        deeds.put("snapshot", _ -> probe.transaction(true, TransactionDefinition.ISOLATION_SERIALIZABLE)
                .executeWithoutResult(_ -> probe.count()));
        deeds.put("plain statement", _ -> probe.reading(() -> {
            new JdbcTemplate(probe.dataSource).execute("select count(*) from probe.notes");
            return true;
        }));
        deeds.put("cursor left open", _ -> probe.reading(() -> probe.onConnection(connection -> {
            var statement = connection.prepareStatement("select * from probe.notes");
            statement.setFetchSize(1);
            statement.executeQuery().next();
        })));
        deeds.put("connection given back in mid-transaction", _ -> probe.onRawConnection(connection -> {
            connection.createStatement().execute("select 1");
            connection.prepareStatement("select 1").execute();
        }));
        deeds.put("context set past the connection", tenant -> probe.onRawConnection(connection -> {
            var driver = connection.unwrap(org.postgresql.jdbc.PgConnection.class);
            try (var statement = driver.prepareStatement("select set_config('app.org_id', ?, true)")) {
                statement.setString(1, tenant.organizationId().toString());
                statement.execute();
            }
        }));
        deeds.put("commit by SQL", _ -> probe.writing(() -> {
            probe.count();
            new JdbcTemplate(probe.dataSource).execute("commit");
            probe.count();
        }));
        return deeds;
    }

    private static void attempt(Deed deed, TenantContext tenant) {
        try {
            tenant.call(() -> {
                deed.in(tenant);
                return true;
            });
        } catch (Exception expected) {
            // Half of the deeds fail; what matters is what they leave behind.
        }
    }

    /** What a session without a context finds on the connection that it gets next. */
    private List<String> leftBehind() throws SQLException {
        var found = new ArrayList<String>();
        try (var connection = probe.pool.getConnection(); var statement = connection.createStatement()) {
            var rows = statement.executeQuery("""
                    select s.setting || ' = ' || current_setting(s.setting, true)
                    from unnest(array['app.org_id', 'app.user_id', 'app.reader']) as s (setting)
                    where current_setting(s.setting, true) <> ''
                    union all
                    select name || ' = ' || setting from pg_settings
                    where name = 'transaction_read_only' and setting <> 'off'
                       or name = 'transaction_isolation' and setting <> 'read committed'""");
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            assertThatThrownBy(() -> statement.executeQuery("select * from probe.notes"))
                    .isInstanceOf(SQLException.class);
        }
        return found;
    }

    private void assertEachSeesItsOwn(List<String> history) {
        for (var tenant : List.of(Probe.A, Probe.B)) {
            assertThat(tenant.call(probe::count)).as("rows after %s", history)
                    .isEqualTo(written.getOrDefault(tenant, 0));
        }
    }

    private boolean sleepTooLong() {
        return probe.jdbc.sql("select set_config('statement_timeout', '10', true); select pg_sleep(5)")
                .query()
                .listOfRows()
                .isEmpty();
    }

    private static TenantContext other(TenantContext tenant) {
        return tenant.equals(Probe.A) ? Probe.B : Probe.A;
    }

    private int serverProcess() {
        return Probe.A.call(() -> probe.jdbc.sql("select pg_backend_pid()").query(Integer.class).single());
    }
}
