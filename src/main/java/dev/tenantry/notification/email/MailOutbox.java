package dev.tenantry.notification.email;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

import dev.tenantry.notification.DeliveryStatus;
import dev.tenantry.notification.Mail;
import dev.tenantry.notification.MailOrigin;
import dev.tenantry.notification.delivery.Carriers;
import dev.tenantry.notification.delivery.DeliveryException;
import dev.tenantry.notification.delivery.NotificationSettings;
import dev.tenantry.notification.delivery.Outbox;
import dev.tenantry.notification.delivery.Settlement;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.work.Instance;
import dev.tenantry.shared.work.QueueDefinition;
import dev.tenantry.shared.work.QueueDefinition.Source;
import dev.tenantry.shared.work.QueueDefinition.Turn;
import dev.tenantry.shared.work.Tickets;
import dev.tenantry.shared.work.WorkQueue;

import static dev.tenantry.shared.work.QueueDefinition.USUAL_LOSSES;

/** Composed mails on their way: whoever each is sent for has a say before each attempt, and is woken by what becomes of it. */
@Component
class MailOutbox implements Outbox<MailAttempt> {

    static final String NAME = "emails";
    private static final String TABLE = "outbound_emails";
    private static final String TOLD = """
            , q.execution_log_id, q.step_index, q.message_id, q.sender, q.recipients, q.subject, q.body, q.max_attempts, q.retry_after""";

    private final RolePool worker;
    private final Carriers carriers;
    private final MailOrigin origin;
    private final WorkQueue<MailAttempt> queue;
    private final Settlement settlement;

    MailOutbox(@Qualifier("workerPool") RolePool worker, Tickets tickets, Instance instance, Carriers carriers,
            MailOrigin origin, NotificationSettings settings) {
        this.worker = worker;
        this.carriers = carriers;
        this.origin = origin;
        this.queue = new WorkQueue<>(new QueueDefinition(NAME, new Source(TABLE, " and c.due_at is not null", "", TOLD),
                settings.lease(), Integer.MAX_VALUE, Turn.IN_TURN, USUAL_LOSSES), MailOutbox::read, worker, tickets,
                instance);
        this.settlement = new Settlement(worker.jdbc(), NAME, TABLE, "");
    }

    @Override
    public WorkQueue<MailAttempt> queue() {
        return queue;
    }

    @Override
    public void carry(MailAttempt attempt) throws DeliveryException {
        var objection = new TenantContext(attempt.organizationId(), null)
                .call(() -> origin.objection(attempt.runId(), attempt.stepIndex()));
        if (objection != null) {
            throw DeliveryException.forGood(objection);
        }
        carriers.carry(attempt.mail());
    }

    @Override
    public boolean sent(MailAttempt attempt) {
        return told(attempt, () -> settlement.end(attempt, DeliveryStatus.SENT, null));
    }

    @Override
    public boolean failed(MailAttempt attempt, String reason) {
        return told(attempt, () -> settlement.end(attempt, DeliveryStatus.FAILED, reason));
    }

    @Override
    public boolean postponed(MailAttempt attempt, String reason, Duration pause) {
        return told(attempt, () -> settlement.postpone(attempt, reason, pause));
    }

    /** Who has been woken for nothing looks and waits on. */
    private boolean told(MailAttempt attempt, BooleanSupplier note) {
        return worker.inTransaction(() -> {
            origin.wake(attempt.organizationId(), attempt.runId(), attempt.stepIndex());
            return note.getAsBoolean();
        });
    }

    private static MailAttempt read(ResultSet row, int number) throws SQLException {
        var recipients = (String[]) row.getArray("recipients").getArray();
        return new MailAttempt(row.getObject("organization_id", UUID.class), row.getObject("id", UUID.class),
                row.getLong("lease_epoch"), row.getInt("attempts"), row.getInt("lease_losses"),
                row.getInt("max_attempts"), Duration.ofMillis(row.getLong("retry_after")),
                row.getLong("execution_log_id"), row.getInt("step_index"),
                new Mail(row.getString("message_id"), row.getString("sender"), List.of(recipients),
                        row.getString("subject"), row.getString("body")));
    }
}
