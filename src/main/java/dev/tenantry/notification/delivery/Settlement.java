package dev.tenantry.notification.delivery;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.tenantry.notification.DeliveryStatus;
import dev.tenantry.shared.work.Lease;
import dev.tenantry.shared.work.WorkQueue;

import static dev.tenantry.notification.DeliveryStatus.PENDING;
import static dev.tenantry.notification.DeliveryStatus.SENT;

/**
 * What is noted of deliveries in the table where they wait: a queue's with status, error_message, sent_at and version. Nothing
 * is where somebody else has claimed the delivery meanwhile.
 */
public final class Settlement {

    private static final String END = """
            update %s set status = ?, sent_at = case when ? then now() end, error_message = ?, due_at = null, leased_by = null,
                version = version + 1%s
            where organization_id = ? and id = ? and lease_epoch = ? and status = any (?)""";
    private static final String POSTPONE = """
            with postponed as (
                update %s set due_at = now() + ? * interval '1 millisecond', leased_by = null, error_message = ?, version = version + 1%s
                where organization_id = ? and id = ? and lease_epoch = ? and status = any (?)
                returning organization_id, due_at)
            insert into work_tickets (organization_id, queue, due_at) select organization_id, ?, due_at from postponed""";

    private final JdbcClient jdbc;
    private final String queue;
    private final String end;
    private final String postpone;
    private final String defer;

    /**
     * What is put together are names of ours.
     *
     * @param jdbc    of the role that claims
     * @param queue   what the queue is called
     * @param cleared what else the end of a delivery changes, beginning with a comma: {@code , body = null}
     */
    public Settlement(JdbcClient jdbc, String queue, String table, String cleared) {
        this.jdbc = jdbc;
        this.queue = queue;
        this.end = END.formatted(table, cleared);
        this.postpone = POSTPONE.formatted(table, "");
        this.defer = POSTPONE.formatted(table, WorkQueue.NOT_ATTEMPTED);
    }

    /** @param error why it has failed; null where it has not */
    public boolean end(Lease delivery, DeliveryStatus status, @Nullable String error) {
        return jdbc.sql(end)
                .params(status.toString(), status == SENT)
                .param(error)
                .params(delivery.organizationId(), delivery.key(), delivery.epoch(), status.origins())
                .update() == 1;
    }

    public boolean postpone(Lease delivery, String error, Duration pause) {
        return putOff(postpone, delivery, error, pause);
    }

    /** The same of what was not attempted, though it was claimed for an attempt. */
    public boolean defer(Lease delivery, String error, Duration pause) {
        return putOff(defer, delivery, error, pause);
    }

    private boolean putOff(String how, Lease delivery, String error, Duration pause) {
        return jdbc.sql(how)
                .params(pause.toMillis(), error, delivery.organizationId(), delivery.key(), delivery.epoch(),
                        new String[]{PENDING.toString()}, queue)
                .update() == 1;
    }
}
