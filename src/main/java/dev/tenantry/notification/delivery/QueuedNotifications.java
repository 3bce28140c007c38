package dev.tenantry.notification.delivery;

import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.tenantry.notification.Channel;
import dev.tenantry.notification.Message;
import dev.tenantry.notification.Notifications;
import dev.tenantry.notification.template.Templates;

/** Writes messages with their templates and queues them. */
@Component
class QueuedNotifications implements Notifications {

    private final Templates templates;
    private final Outgoing outgoing;
    private final Carriers carriers;

    QueuedNotifications(Templates templates, Outgoing outgoing, Carriers carriers) {
        this.templates = templates;
        this.outgoing = outgoing;
        this.carriers = carriers;
    }

    @Override
    public void queue(UUID id, Message message) {
        outgoing.add(id, message, templates.fill(message));
    }

    @Override
    public void queueFor(UUID organizationId, Message message) {
        outgoing.addFor(organizationId, message, templates.fillFor(organizationId, message));
    }

    @Override
    public String provider(Channel channel) {
        return carriers.provider(channel);
    }
}
