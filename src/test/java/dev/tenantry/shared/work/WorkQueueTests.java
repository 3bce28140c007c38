package dev.tenantry.shared.work;

import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.work.QueueDefinition.Source;
import dev.tenantry.shared.work.QueueDefinition.Turn;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** How claimed work is given back. */
class WorkQueueTests extends ApiTest {

    private static final String NAME = "given back";

    private UUID organization = new UUID(0, 0);
    private UUID work = new UUID(0, 0);
    @SuppressWarnings("NullAway.Init")
    private WorkQueue<Claimed> queue;

    private record Claimed(UUID organizationId, UUID key, long epoch, int attempts) implements Lease {}

    @BeforeEach
    void queue(@Autowired JdbcClient jdbc, @Autowired @Qualifier("workerPool") RolePool worker) throws SQLException {
        organization = people.signUp().organizationId();
        work = Ids.next();
        // Nobody else looks for it: the ticket is of a queue of its own.
        run("""
                insert into outbound_notifications (organization_id, id, channel, recipient, template_name, subject, body, about_account, status, due_at)
                values ('%s', '%s', 'email', 'ada@example.test', 'recovery', 'Hi', 'text', false, 'pending', now());
                insert into work_tickets (organization_id, queue) values ('%s', '%s')"""
                .formatted(organization, work, organization, NAME));
        queue = new WorkQueue<>(new QueueDefinition(NAME,
                new Source("outbound_notifications", " and c.due_at is not null and c.id = '" + work + "'", "", ""),
                Duration.ofMinutes(1), 10, Turn.IN_TURN, QueueDefinition.USUAL_LOSSES),
                (row, _) -> new Claimed(row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getLong(3),
                        row.getInt(4)),
                worker, new Tickets(jdbc, worker, new Signals()), new Instance(worker));
    }

    @Test
    void countsNoAttemptWhereNobodyIsToBlame() throws SQLException {
        var first = claim();
        queue.postpone(first);
        becomeDue();
        var second = claim();
        queue.abandon(second);
        becomeDue();

        assertThat(first.attempts).isEqualTo(1);
        assertThat(second.attempts).isEqualTo(1);
        assertThat(claim().attempts).isEqualTo(2);
    }

    private Claimed claim() {
        return queue.claim(1).getFirst();
    }

    private void becomeDue() throws SQLException {
        run("""
                update outbound_notifications set due_at = now() where id = '%s';
                insert into work_tickets (organization_id, queue) values ('%s', '%s')"""
                .formatted(work, organization, NAME));
    }

    private static void run(String statements) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }
}
