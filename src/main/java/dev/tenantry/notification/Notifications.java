package dev.tenantry.notification;

import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.tenantry.notification.delivery.Carriers;
import dev.tenantry.notification.delivery.Outgoing;
import dev.tenantry.notification.template.Templates;

/** Tells people something by e-mail or SMS: kept in the transaction of its cause, sent after that commits. */
@Component
public class Notifications {

    private final Templates templates;
    private final Outgoing outgoing;
    private final Carriers carriers;

    Notifications(Templates templates, Outgoing outgoing, Carriers carriers) {
        this.templates = templates;
        this.outgoing = outgoing;
        this.carriers = carriers;
    }

    /** Queues the message in the tenant's current transaction. */
    public void queue(Message message) {
        outgoing.add(message, templates.fill(message));
    }

    /**
     * Queues the message in a transaction of the service of sign-in.
     *
     * @param organizationId whose templates it is written with, and whose it is
     */
    public void queueFor(UUID organizationId, Message message) {
        outgoing.addFor(organizationId, message, templates.fillFor(organizationId, message));
    }

    /** By whom messages are sent; blank where they are only recorded. */
    public String provider(Channel channel) {
        return carriers.provider(channel);
    }
}
