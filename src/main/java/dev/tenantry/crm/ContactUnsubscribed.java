package dev.tenantry.crm;

import dev.tenantry.shared.journal.DomainEvent;

/** An address of a contact's is not written to any more, since whoever has it asked for that. @param channel {@code email} */
public record ContactUnsubscribed(Long contactId, String channel) implements DomainEvent {

    @Override
    public String eventName() {
        return "contact.unsubscribed";
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
