package dev.tenantry.crm;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.journal.DomainEvent;

/** A contact was created. */
public record ContactCreated(
        Long contactId,
        String name,
        @Nullable String email,
        @Nullable Long companyId) implements DomainEvent {

    @Override
    public String eventName() {
        return "contact.created";
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
