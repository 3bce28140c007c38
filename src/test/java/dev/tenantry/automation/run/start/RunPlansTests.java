package dev.tenantry.automation.run.start;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import dev.tenantry.automation.run.show.RunInspection;
import dev.tenantry.automation.version.EffectiveVersions;
import dev.tenantry.support.IntegrationTest;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** What is asked about the runs of a record, or of a time, looks at those alone, under row security too. */
@IntegrationTest
class RunPlansTests {

    private static final UUID WORKFLOW = UUID.randomUUID();

    /** Of 10,000 runs of one workflow, each of a record of its own. */
    @Test
    void runsOfARecordAreLookedUpByIt() throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser()) {
            connection.setAutoCommit(false);
            try {
                plant(connection);

                assertThat(plan(connection, RunsOfRecords.LAST, texts(connection, "contact/7"), ids(connection),
                        "refused"))
                        .matches("(?s).*Index Cond: [^\\n]*about = ANY.*");
                assertThat(plan(connection, Goals.FIND, ids(connection), texts(connection, "contact/7"),
                        connection.createArrayOf("bigint", new Object[]{7L}), texts(connection, "waiting"),
                        texts(connection, "waiting"))).matches("(?s).*Index Cond: [^\\n]*about = .*");
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    /** However many runs are under way. */
    @Test
    void versionsUnderWayAreLookedUpEach() throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser()) {
            connection.setAutoCommit(false);
            try {
                plant(connection);

                assertThat(plan(connection, EffectiveVersions.SQL))
                        .contains("idx_workflow_execution_logs_under_way")
                        .doesNotContain("Seq Scan on workflow_execution_logs", "hashed");
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    /** Of the runs that there ever were only those of the time that is looked at. */
    @Test
    void runsOfATimeAreLookedUpByIt() throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser()) {
            connection.setAutoCommit(false);
            try {
                plant(connection);
                var since = OffsetDateTime.now(ZoneOffset.UTC).plusHours(1);

                assertThat(plan(connection, RunInspection.ENDED, since))
                        .matches("(?s).*Index Cond: [^\\n]*created_at >= .*");
                assertThat(plan(connection, RunInspection.FAILING, since, texts(connection, "failed"), 1, 10))
                        .matches("(?s).*Index Cond: [^\\n]*created_at >= .*");
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private static void plant(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("set local session_replication_role = replica");
            statement.execute(
                    """
                    insert into workflow_execution_logs (organization_id, workflow_id, version_number, event_id, root_id, status, waiting_until, trigger_data)
                    select '%1$s', '%1$s', 1, n, '%1$s', 'waiting', now(), jsonb_build_object('event',
                        jsonb_build_object('aggregateType', 'contact', 'aggregateId', n::text)) from generate_series(1, 10000) as n"""
                            .formatted(WORKFLOW));
            statement.execute("analyze workflow_execution_logs");
            statement.execute("set local role tenantry_app");
            statement.execute("set local app.org_id = '%s'".formatted(WORKFLOW));
        }
    }

    private static String plan(Connection connection, String query, Object... parameters) throws SQLException {
        var plan = new StringBuilder();
        try (var explain = connection.prepareStatement("explain " + query)) {
            for (var index = 0; index < parameters.length; index++) {
                explain.setObject(index + 1, parameters[index]);
            }
            try (var lines = explain.executeQuery()) {
                while (lines.next()) {
                    plan.append(lines.getString(1)).append('\n');
                }
            }
        }
        return plan.toString();
    }

    private static Object texts(Connection connection, String... texts) throws SQLException {
        return connection.createArrayOf("text", texts);
    }

    private static Object ids(Connection connection) throws SQLException {
        return connection.createArrayOf("uuid", new Object[]{WORKFLOW});
    }
}
