package dev.tenantry.crm;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.journal.DomainEvent;

/** The conversion of a lead was taken back. @param status what it is again: new, working or qualified */
public record LeadReopened(
        Long leadId,
        String name,
        String status,
        @Nullable UUID ownerId) implements DomainEvent {

    @Override
    public String eventName() {
        return "lead.reopened";
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
