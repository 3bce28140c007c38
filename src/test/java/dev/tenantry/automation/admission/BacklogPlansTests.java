package dev.tenantry.automation.admission;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.support.IntegrationTest;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** A look at 60,000 runs that wait, of 20,000 keys of one workflow, reads no more of them than it may take. */
@IntegrationTest
@SuppressWarnings("NullAway.Init")
class BacklogPlansTests {

    private static final UUID WORKFLOW = UUID.randomUUID();
    private static final String KEY = "lpad((n %% 20000)::text, 32, '0')";

    private Connection connection;

    @BeforeEach
    void plant() throws SQLException {
        connection = TestDatabase.server().connectAsSuperuser();
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("set local session_replication_role = replica");
            statement.execute(
                    ("insert into workflow_backlog (organization_id, id, workflow_id, slot_key) select '%1$s', n, '%1$s', "
                            + KEY + " from generate_series(1, 60000) as n").formatted(WORKFLOW));
            statement.execute(
                    ("insert into workflow_run_queue (organization_id, id, root_id, slot_key, due_at) select '%1$s', n, '%1$s', "
                            + KEY + ", now() + interval '1 day' from generate_series(60001, 80000) as n")
                            .formatted(WORKFLOW));
            statement.execute("analyze workflow_backlog, workflow_run_queue");
            statement.execute("set local role tenantry_app");
            statement.execute("set local app.org_id = '%s'".formatted(WORKFLOW));
        }
    }

    @AfterEach
    void forget() throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
        connection.close();
    }

    @Test
    void readsKeysFromOneToTheNext() throws SQLException {
        var plan = carriedOut(Backlog.KEYS, connection.createArrayOf("uuid", new Object[]{WORKFLOW}),
                connection.createArrayOf("text", new Object[]{""}), Backlog.MOST_KEYS);

        assertThat(plan.path("Actual Rows").asInt()).isEqualTo(Backlog.MOST_KEYS);
        assertThat(read(plan, "workflow_backlog")).isLessThanOrEqualTo(Backlog.MOST_KEYS);
    }

    /** Whether all slots are taken, or next to none, of which each key gets its share. */
    @Test
    void readsWhatItMayTake() throws SQLException {
        var full = carriedOut(Backlog.TAKE, workflows(), keys(), places(1));
        var free = carriedOut(Backlog.TAKE, workflows(), keys(), places(1_000));

        assertThat(read(full, "workflow_backlog")).isZero();
        assertThat(read(full, "workflow_run_queue")).isLessThanOrEqualTo(Backlog.MOST_KEYS);
        assertThat(free.path("Actual Rows").asInt()).isEqualTo(1_000);
        assertThat(read(free, "workflow_backlog")).isLessThanOrEqualTo(2 * Backlog.MOST_KEYS + 2_000);
        assertThat(read(free, "workflow_run_queue")).isLessThanOrEqualTo(Backlog.MOST_KEYS);
    }

    private Object workflows() throws SQLException {
        return connection.createArrayOf("uuid", Collections.nCopies(Backlog.MOST_KEYS, WORKFLOW).toArray());
    }

    private Object keys() throws SQLException {
        return connection.createArrayOf("text",
                IntStream.range(0, Backlog.MOST_KEYS).mapToObj("%032d"::formatted).toArray());
    }

    private Object places(int places) throws SQLException {
        var all = new Integer[Backlog.MOST_KEYS];
        Arrays.fill(all, places);
        return connection.createArrayOf("int", all);
    }

    private JsonNode carriedOut(String query, Object... parameters) throws SQLException {
        try (var explain = connection.prepareStatement("explain (analyze, format json) " + query)) {
            for (var index = 0; index < parameters.length; index++) {
                explain.setObject(index + 1, parameters[index]);
            }
            try (var rows = explain.executeQuery()) {
                rows.next();
                return JsonMapper.shared().readTree(rows.getString(1)).path(0).path("Plan");
            }
        }
    }

    /** Rows of the table that were read, the ones included that did not match. */
    private static double read(JsonNode plan, String table) {
        var rows = 0.0;
        if (plan.path("Relation Name").asString("").equals(table)
                && plan.path("Node Type").asString().contains("Scan")) {
            rows = plan.path("Actual Loops").asDouble() * (plan.path("Actual Rows").asDouble()
                    + plan.path("Rows Removed by Filter").asDouble(0)
                    + plan.path("Rows Removed by Index Recheck").asDouble(0));
        }
        for (var part : plan.path("Plans")) {
            rows += read(part, table);
        }
        return rows;
    }
}
