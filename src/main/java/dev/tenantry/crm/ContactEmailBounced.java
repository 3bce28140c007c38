package dev.tenantry.crm;

import dev.tenantry.shared.journal.DomainEvent;

/**
 * A mail to a contact has come back, or was called unwanted.
 *
 * @param kind       {@code hard}, {@code soft} or {@code complaint}
 * @param suppressed whether the address is not written to any more since then
 */
public record ContactEmailBounced(Long contactId, String kind, Boolean suppressed) implements DomainEvent {

    @Override
    public String eventName() {
        return "contact.email-bounced";
    }

    @Override
    public String aggregateType() {
        return "contact";
    }

    @Override
    public String aggregateId() {
        return contactId.toString();
    }
}
