package dev.tenantry.crm;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.journal.DomainEvent;

/** A contact has taken another one's place, which is in the trash. @param mergedId the other one */
public record ContactMerged(
        Long contactId,
        String name,
        @Nullable String email,
        @Nullable Long companyId,
        Long mergedId) implements DomainEvent {

    @Override
    public String eventName() {
        return "contact.merged";
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
