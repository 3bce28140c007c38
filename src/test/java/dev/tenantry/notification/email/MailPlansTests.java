package dev.tenantry.notification.email;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tenantry.support.IntegrationTest;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Lists look at the mails that they ask for, however many others there are, under row security too. */
@IntegrationTest
class MailPlansTests {

    private static final UUID FEW = new UUID(0, 7);
    private static final UUID MANY = new UUID(0, 1);

    /** Of 20,000 mails a few failed, and a few are of one workflow, all of them newer than the others. */
    @ParameterizedTest
    @CsvSource({"status, failed, text", "workflow_id, 00000000-0000-0000-0000-000000000007, uuid"})
    void areFoundByAnIndex(String column, String value, String type) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser()) {
            connection.setAutoCommit(false);
            try {
                plant(connection);

                assertThat(plan(connection, """
                        select * from outbound_emails where organization_id = '%s' and %s = '%s'::%s
                        order by created_at, id limit 21""".formatted(MANY, column, value, type)))
                        .matches("(?s).*Index Cond: [^\\n]*" + column + " = .*")
                        .doesNotContain("Sort");
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
                    insert into outbound_emails (organization_id, id, execution_log_id, workflow_id, step_index, message_id, sender, recipients,
                        recipient_keys, subject, body, status, max_attempts, retry_after, created_at)
                    select '%1$s', gen_random_uuid(), n, case when n > 19990 then '%2$s' else '%1$s' end::uuid, 0, n::text, 'a@example.test',
                        '{b@example.test}', '{b@example.test}', 'Hello', 'Hello', case when n > 19990 then 'failed' else 'sent' end, 1, 1,
                        now() - (20000 - n) * interval '1 second'
                    from generate_series(1, 20000) as n"""
                            .formatted(MANY, FEW));
            statement.execute("analyze outbound_emails");
            statement.execute("set local role tenantry_app");
            statement.execute("set local app.org_id = '%s'".formatted(MANY));
            statement.execute("set local app.user_id = 'nobody'");
            statement.execute("set local app.reader = 'nobody'");
        }
    }

    private static String plan(Connection connection, String query) throws SQLException {
        var plan = new StringBuilder();
        try (var statement = connection.createStatement();
                var lines = statement.executeQuery("explain analyze " + query)) {
            while (lines.next()) {
                plan.append(lines.getString(1)).append('\n');
            }
        }
        return plan.toString();
    }
}
