package dev.tenantry.crm;

import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.journal.DomainEvent;
import dev.tenantry.shared.journal.FieldChange;

/** A lead was updated. @param status new, working, qualified, unqualified or converted @param changes what is otherwise than before, by field */
public record LeadUpdated(
        Long leadId,
        String name,
        @Nullable String email,
        String status,
        @Nullable String source,
        @Nullable UUID ownerId,
        Map<String, FieldChange> changes) implements DomainEvent {

    @Override
    public String eventName() {
        return "lead.updated";
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
