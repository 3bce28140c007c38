package dev.tenantry.crm;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.journal.DomainEvent;
import dev.tenantry.shared.money.Money;

/**
 * An opportunity was won or lost: it came to a stage that says so from another status, or was created in one.
 *
 * @param fromStage null where it was created so
 * @param status    won or lost
 */
public record OpportunityClosed(
        Long opportunityId,
        String name,
        @Nullable String fromStage,
        String stage,
        String status,
        @Nullable Money amount,
        @Nullable Long contactId,
        @Nullable Long companyId,
        @Nullable UUID ownerId) implements DomainEvent {

    @Override
    public String eventName() {
        return "opportunity.closed";
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
