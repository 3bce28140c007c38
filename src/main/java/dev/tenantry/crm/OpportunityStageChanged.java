package dev.tenantry.crm;

import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.journal.DomainEvent;
import dev.tenantry.shared.journal.FieldChange;
import dev.tenantry.shared.money.Money;

/** An opportunity went to another stage. @param status open, won or lost @param changes what is otherwise than before, by field */
public record OpportunityStageChanged(
        Long opportunityId,
        String name,
        String fromStage,
        String stage,
        String status,
        @Nullable Money amount,
        @Nullable Long contactId,
        @Nullable Long companyId,
        @Nullable UUID ownerId,
        Map<String, FieldChange> changes) implements DomainEvent {

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
