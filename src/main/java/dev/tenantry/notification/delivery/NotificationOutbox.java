package dev.tenantry.notification.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.tenantry.notification.Channel;
import dev.tenantry.notification.DeliveryListener;
import dev.tenantry.notification.DeliveryStatus;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.work.Instance;
import dev.tenantry.shared.work.QueueDefinition;
import dev.tenantry.shared.work.QueueDefinition.Source;
import dev.tenantry.shared.work.QueueDefinition.Turn;
import dev.tenantry.shared.work.Tickets;
import dev.tenantry.shared.work.WorkQueue;

import static dev.tenantry.shared.work.QueueDefinition.USUAL_LOSSES;

/**
 * Notifications: what is about accounts goes out whatever has become of the organization, and waits for nobody else's. Of what
 * has come to its end the text is gone, as it may let in whoever reads it.
 */
final class NotificationOutbox implements Outbox<Delivery> {

    /** What is the organizations'. */
    static final String NAME = "notifications";
    static final String OF_ACCOUNTS = "account-notifications";

    private static final String TABLE = "outbound_notifications";
    private static final String TOLD = ", q.channel, q.template_name, q.recipient, q.subject, coalesce(q.body, '') as body, q.calendar, q.reply_to";

    private final Way way;
    private final NotificationSettings settings;
    private final WorkQueue<Delivery> queue;
    private final Settlement settlement;
    private final RolePool worker;
    private final Map<String, DeliveryListener> listeners;

    /** Hands a notification over, outside of transactions. */
    @FunctionalInterface
    interface Way {

        void take(Delivery delivery) throws DeliveryException;
    }

    private NotificationOutbox(QueueDefinition definition, RolePool worker, Tickets tickets, Instance instance,
            Way way, NotificationSettings settings, List<DeliveryListener> listeners) {
        this.worker = worker;
        this.listeners = listeners.stream().collect(Collectors.toMap(DeliveryListener::template, Function.identity()));
        this.way = way;
        this.settings = settings;
        this.queue = new WorkQueue<>(definition, this::read, worker, tickets, instance);
        this.settlement = new Settlement(worker.jdbc(), definition.name(), TABLE, ", body = null, calendar = null");
    }

    static NotificationOutbox ofOrganizations(RolePool worker, Tickets tickets, Instance instance, Way way,
            NotificationSettings settings, List<DeliveryListener> listeners) {
        return new NotificationOutbox(definition(NAME, "not c.about_account", Turn.IN_TURN, settings), worker, tickets,
                instance, way, settings, listeners);
    }

    static NotificationOutbox ofAccounts(RolePool worker, Tickets tickets, Instance instance, Way way,
            NotificationSettings settings) {
        return new NotificationOutbox(definition(OF_ACCOUNTS, "c.about_account", Turn.PAUSED_TOO, settings), worker,
                tickets, instance, way, settings, List.of());
    }

    private static QueueDefinition definition(String name, String which, Turn turn, NotificationSettings settings) {
        return new QueueDefinition(name, new Source(TABLE, " and c.due_at is not null and " + which, "", TOLD),
                settings.lease(), Integer.MAX_VALUE, turn, USUAL_LOSSES);
    }

    @Override
    public WorkQueue<Delivery> queue() {
        return queue;
    }

    @Override
    public void carry(Delivery delivery) throws DeliveryException {
        way.take(delivery);
    }

    @Override
    public boolean sent(Delivery delivery) {
        return told(delivery, DeliveryStatus.SENT, null, () -> settlement.end(delivery, DeliveryStatus.SENT, null));
    }

    @Override
    public boolean failed(Delivery delivery, String reason) {
        return told(delivery, DeliveryStatus.FAILED, reason,
                () -> settlement.end(delivery, DeliveryStatus.FAILED, reason));
    }

    @Override
    public boolean postponed(Delivery delivery, String reason, Duration pause) {
        return told(delivery, DeliveryStatus.PENDING, reason, () -> settlement.postpone(delivery, reason, pause));
    }

    @Override
    public boolean deferred(Delivery delivery, String reason, Duration pause) {
        return settlement.defer(delivery, reason, pause);
    }

    /** Those who follow it are told where it was still this instance's to send. */
    private boolean told(Delivery delivery, DeliveryStatus status, @Nullable String error, BooleanSupplier note) {
        var listener = listeners.get(delivery.template());
        if (listener == null) {
            return note.getAsBoolean();
        }
        return worker.inTransaction(() -> {
            var isNoted = note.getAsBoolean();
            if (isNoted) {
                listener.on(delivery.organizationId(), delivery.id(), status, delivery.attempts(), error);
            }
            return isNoted;
        });
    }

    Delivery read(ResultSet row, int number) throws SQLException {
        return new Delivery(row.getObject("organization_id", UUID.class), row.getObject("id", UUID.class),
                row.getLong("lease_epoch"), row.getInt("attempts"), row.getInt("lease_losses"), settings.maxAttempts(),
                settings.retryAfter(), Channel.of(row.getString("channel")), row.getString("template_name"),
                row.getString("recipient"), row.getString("subject"), row.getString("body"), row.getString("calendar"),
                row.getString("reply_to"));
    }
}
