package dev.tenantry.crm;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.journal.DomainEvent;

/** A lead was converted to a contact, and a company and an opportunity where there are some. */
public record LeadConverted(
        Long leadId,
        String name,
        @Nullable String source,
        @Nullable UUID ownerId,
        Long contactId,
        @Nullable Long companyId,
        @Nullable Long opportunityId) implements DomainEvent {

    @Override
    public String eventName() {
        return "lead.converted";
    }

    @Override
    public String aggregateType() {
        return "lead";
    }

    @Override
    public String aggregateId() {
        return leadId.toString();
    }
}
