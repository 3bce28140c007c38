package dev.tenantry.crm;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.journal.DomainEvent;
import dev.tenantry.shared.money.Money;

/** An opportunity went to another stage. @param status open, won or lost */
public record OpportunityStageChanged(Long opportunityId, String name, String fromStage, String stage, String status,
        @Nullable Money amount, @Nullable Long contactId,
        @Nullable Long companyId, @Nullable UUID ownerId) implements DomainEvent {

    @Override
    public String eventName() {
        return "opportunity.stage-changed";
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
