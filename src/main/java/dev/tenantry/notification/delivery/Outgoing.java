package dev.tenantry.notification.delivery;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.notification.DeliveryStatus;
import dev.tenantry.notification.Message;
import dev.tenantry.notification.template.Text;
import dev.tenantry.shared.database.EmbeddedDatabase;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.work.Signals;
import dev.tenantry.shared.work.Tickets;

/** Where messages wait, and where those stay that nothing is configured to send. */
@Component
public class Outgoing {

    private final JdbcClient jdbc;
    private final RolePool authPool;
    private final Carriers carriers;
    private final Tickets tickets;
    private final Signals signals;
    private final boolean keepsRecorded;

    Outgoing(JdbcClient jdbc, RolePool authPool, Carriers carriers, Tickets tickets, Signals signals,
            NotificationSettings settings, ObjectProvider<EmbeddedDatabase> embedded) {
        this.jdbc = jdbc;
        this.authPool = authPool;
        this.carriers = carriers;
        this.tickets = tickets;
        this.signals = signals;
        var keep = settings.keepRecorded();
        this.keepsRecorded = keep == null ? embedded.getIfAvailable() != null : keep;
    }

    /** In the tenant's transaction. */
    public void add(UUID id, Message message, Text text) {
        jdbc.sql("""
                insert into outbound_notifications (organization_id, id, channel, recipient, template_name, subject, body, calendar, reply_to, about_account, status, due_at)
                values (app.org_id(), :id, :channel, :recipient, :template, :subject, :body, :calendar, :replyTo, false, :status,
                    case when :pending then now() end)""")
                .param("id", id)
                .param("channel", message.channel().code())
                .param("recipient", message.recipient())
                .param("template", message.template())
                .param("subject", text.subject())
                .param("body", body(message, text))
                .param("calendar", isKept(message) ? message.calendar() : null)
                .param("replyTo", message.replyTo())
                .param("status", status(message).toString())
                .param("pending", status(message) == DeliveryStatus.PENDING)
                .update();
        if (carriers.serve(message.channel())) {
            tickets.add(NotificationOutbox.NAME);
        }
    }

    /** In a transaction of the service of sign-in. */
    public void addFor(UUID organizationId, Message message, Text text) {
        authPool.jdbc()
                .sql("select app.queue_notification(?, ?, ?, ?, ?, ?, ?, ?)")
                .param(organizationId)
                .param(Ids.next())
                .param(message.channel().code())
                .param(message.recipient())
                .param(message.template())
                .param(text.subject())
                .param(body(message, text))
                .param(status(message).toString())
                .query((_, _) -> true)
                .single();
        signals.afterCommit(NotificationOutbox.OF_ACCOUNTS);
    }

    private DeliveryStatus status(Message message) {
        return carriers.serve(message.channel()) ? DeliveryStatus.PENDING : DeliveryStatus.RECORDED;
    }

    private @Nullable String body(Message message, Text text) {
        return isKept(message) ? text.body() : null;
    }

    private boolean isKept(Message message) {
        return keepsRecorded || carriers.serve(message.channel());
    }
}
