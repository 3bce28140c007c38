package dev.tenantry.notification.email;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

import org.springframework.jdbc.core.RowCallbackHandler;

import dev.tenantry.notification.DeliveryStatus;
import dev.tenantry.notification.Receipt;
import dev.tenantry.notification.delivery.DeliveryException;
import dev.tenantry.notification.delivery.NotificationSettings;
import dev.tenantry.notification.delivery.Outbox;
import dev.tenantry.notification.delivery.Settlement;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.work.Instance;
import dev.tenantry.shared.work.QueueDefinition;
import dev.tenantry.shared.work.QueueDefinition.Source;
import dev.tenantry.shared.work.QueueDefinition.Turn;
import dev.tenantry.shared.work.Tickets;
import dev.tenantry.shared.work.WorkQueue;

import static dev.tenantry.shared.work.QueueDefinition.USUAL_LOSSES;

/**
 * Composed mails on their way: whoever each is sent for has a say before each attempt, and is woken by what becomes of it. What goes by
 * an organization's own server is a queue of its own, of which each instance sends a few of each organization's at a time: a server that
 * takes its time holds up nobody else's.
 */
final class MailOutbox implements Outbox<MailAttempt> {

    static final String NAME = "emails";
    static final String OF_OWN_SERVERS = "own-server-emails";
    private static final int OWN_SERVERS_ROOM = 256;
    private static final int OWN_SERVERS_PER_ORGANIZATION = 4;
    private static final String TABLE = "outbound_emails";
    private static final String TOLD = """
            , q.execution_log_id, q.step_index, q.email_id, q.member_id, q.message_id, q.sender, q.recipients,
                array(select r from unnest(q.recipients) as r where r <> all (q.reached) and r <> all (q.refused)) as envelope, q.cc, q.bcc, q.reply_to, q.recipient_names, q.subject, q.body, q.html, q.unsubscribe_url, q.integration_id, q.max_attempts, q.retry_after, q.timeout""";

    private static final String NOTE = """
            update outbound_emails set reached = reached || ?::text[], refused = refused || ?::text[], refusals = refusals || ?::text[],
                version = version + 1
            where organization_id = ? and id = ? and lease_epoch = ? and status = ?""";
    private static final String REFUSED = """
            select r.recipient, r.reason from outbound_emails m cross join lateral unnest(m.refused, m.refusals) as r (recipient, reason)
            where m.organization_id = ? and m.id = ?""";
    private static final String HAS_REACHED_NOBODY = """
            select cardinality(recipients) > 0 and cardinality(refused) = cardinality(recipients) from outbound_emails
            where organization_id = ? and id = ?""";
    private static final String GIVE_UP_OTHERS = """
            update outbound_emails set refused = refused || o.left_over, refusals = refusals || array_fill(?::text, array[cardinality(o.left_over)])
            from (select organization_id, id, array(
                    select r from unnest(recipients) as r where r <> all (reached) and r <> all (refused)) as left_over
                from outbound_emails where organization_id = ? and id = ?) o
            where outbound_emails.organization_id = ? and outbound_emails.id = o.id and lease_epoch = ? and status = ? and reached <> '{}'""";

    private final RolePool worker;
    private final MailOrigins origins;
    private final Way way;
    private final int room;
    private final WorkQueue<MailAttempt> queue;
    private final Settlement settlement;

    /** Takes a mail, outside of transactions, or says for whom, or why, not. */
    interface Way {

        Receipt take(MailAttempt attempt) throws DeliveryException;
    }

    private MailOutbox(QueueDefinition definition, int room, Way way, RolePool worker, Tickets tickets,
            Instance instance, MailOrigins origins) {
        this.worker = worker;
        this.origins = origins;
        this.way = way;
        this.room = room;
        this.queue = new WorkQueue<>(definition, MailRows::read, worker, tickets, instance);
        this.settlement = new Settlement(worker.jdbc(), definition.name(), TABLE, "");
    }

    static MailOutbox ofPlatform(Way way, RolePool worker, Tickets tickets, Instance instance, MailOrigins origins,
            NotificationSettings settings) {
        return new MailOutbox(definition(NAME, "c.integration_id is null", Integer.MAX_VALUE, settings), USUAL_ROOM,
                way, worker, tickets, instance, origins);
    }

    static MailOutbox ofOwnServers(Way way, RolePool worker, Tickets tickets, Instance instance, MailOrigins origins,
            NotificationSettings settings) {
        return new MailOutbox(
                definition(OF_OWN_SERVERS, "c.integration_id is not null", OWN_SERVERS_PER_ORGANIZATION, settings),
                OWN_SERVERS_ROOM, way, worker, tickets, instance, origins);
    }

    private static QueueDefinition definition(String name, String which, int perOrganization,
            NotificationSettings settings) {
        return new QueueDefinition(name, new Source(TABLE, " and c.due_at is not null and " + which, "", TOLD),
                settings.lease(), perOrganization, Turn.IN_TURN, USUAL_LOSSES);
    }

    @Override
    public int room() {
        return room;
    }

    @Override
    public WorkQueue<MailAttempt> queue() {
        return queue;
    }

    @Override
    public void carry(MailAttempt attempt) throws DeliveryException {
        if (attempt.losses() > 0) {
            takeNoted(attempt);
        }
        var objection = origins.objection(attempt);
        if (objection != null) {
            throw DeliveryException.forGood(objection);
        }
        var permitted = permitted(attempt);
        if (permitted.mail().envelope().isEmpty() && !permitted.mail().recipients().isEmpty()) {
            return;
        }
        var receipt = taken(permitted.with(origins.whole(permitted)));
        if (!receipt.equals(Receipt.WHOLE)) {
            note(permitted, receipt);
        }
    }

    /** Who held it before may have ended between what it noted and what follows from that. What is known is not taken again. */
    private void takeNoted(MailAttempt attempt) {
        var noted = new LinkedHashMap<String, String>();
        worker.jdbc()
                .sql(REFUSED)
                .params(attempt.organizationId(), attempt.id())
                .query((RowCallbackHandler) row -> noted.put(row.getString("recipient"), row.getString("reason")));
        origins.takeRefused(attempt, noted);
    }

    private Receipt taken(MailAttempt attempt) throws DeliveryException {
        try {
            return way.take(attempt);
        } catch (DeliveryException failure) {
            origins.takeRefused(attempt, failure.refused());
            throw failure;
        }
    }

    /** Without those whom nobody may write to any more, as it stands right before it is sent. */
    private MailAttempt permitted(MailAttempt attempt) {
        var refused = origins.refused(attempt);
        if (refused.isEmpty()) {
            return attempt;
        }
        var reasons = new LinkedHashMap<String, String>();
        refused.forEach(one -> reasons.put(one.recipient(), one.reason()));
        note(attempt, List.of(), reasons);
        return attempt.without(reasons.keySet());
    }

    /** Before anything else, so that nobody whom it has reached is sent it again. */
    private void note(MailAttempt attempt, Receipt receipt) throws DeliveryException {
        note(attempt, receipt.reached(attempt.mail().envelope()), receipt.refused());
        origins.takeRefused(attempt, receipt.refused());
        var later = receipt.later().values().stream().findFirst();
        if (later.isPresent()) {
            throw DeliveryException
                    .forNow("the mail server does not take the mail for all of its recipients now: " + later.get());
        }
    }

    private void note(MailAttempt attempt, List<String> reached, Map<String, String> refused) {
        var _ = worker.inTransaction(() -> worker.jdbc()
                .sql(NOTE)
                .params(reached.toArray(String[]::new), refused.keySet().toArray(String[]::new),
                        refused.values().toArray(String[]::new), attempt.organizationId(), attempt.id(),
                        attempt.epoch(), DeliveryStatus.PENDING.toString())
                .update());
    }

    @Override
    public boolean sent(MailAttempt attempt) {
        return told(attempt, () -> settlement.end(attempt,
                hasReachedNobody(attempt) ? DeliveryStatus.SUPPRESSED : DeliveryStatus.SENT, null));
    }

    private boolean hasReachedNobody(MailAttempt attempt) {
        return worker.jdbc()
                .sql(HAS_REACHED_NOBODY)
                .params(attempt.organizationId(), attempt.id())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    @Override
    public boolean failed(MailAttempt attempt, String reason) {
        return told(attempt, () -> hasReachedOthers(attempt, reason)
                ? settlement.end(attempt, DeliveryStatus.SENT, null)
                : settlement.end(attempt, DeliveryStatus.FAILED, reason));
    }

    /** Then it is sent, and given up for the rest. */
    private boolean hasReachedOthers(MailAttempt attempt, String reason) {
        return worker.jdbc()
                .sql(GIVE_UP_OTHERS)
                .params(reason, attempt.organizationId(), attempt.id(), attempt.organizationId(), attempt.epoch(),
                        DeliveryStatus.PENDING.toString())
                .update() == 1;
    }

    @Override
    public boolean postponed(MailAttempt attempt, String reason, Duration pause) {
        return told(attempt, () -> settlement.postpone(attempt, reason, pause));
    }

    @Override
    public boolean deferred(MailAttempt attempt, String reason, Duration pause) {
        return told(attempt, () -> settlement.defer(attempt, reason, pause));
    }

    /** Who has been woken for nothing looks and waits on. */
    private boolean told(MailAttempt attempt, BooleanSupplier note) {
        return worker.inTransaction(() -> {
            origins.wake(attempt);
            return note.getAsBoolean();
        });
    }
}
