package dev.tenantry.crm;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.journal.DomainEvent;

/** A lead was added, by whatever way. @param status new, working, qualified or unqualified */
public record LeadCreated(
        Long leadId,
        String name,
        @Nullable String email,
        String status,
        @Nullable String source,
        @Nullable UUID ownerId) implements DomainEvent {

    @Override
    public String eventName() {
        return "lead.created";
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
