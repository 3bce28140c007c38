package dev.tenantry.crm;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.journal.DomainEvent;
import dev.tenantry.shared.money.Money;

/** An opportunity was created. @param status open, won or lost */
public record OpportunityCreated(
        Long opportunityId,
        String name,
        String stage,
        String status,
        @Nullable Money amount,
        @Nullable Long contactId,
        @Nullable Long companyId,
        @Nullable UUID ownerId) implements DomainEvent {

    @Override
    public String eventName() {
        return "opportunity.created";
    }

    @Override
    public String aggregateType() {
        return "opportunity";
    }

    @Override
    public String aggregateId() {
        return opportunityId.toString();
    }
}
