package dev.tenantry.crm;

import dev.tenantry.shared.journal.DomainEvent;

/** A milestone was reached. */
public record MilestoneReached(Long milestoneId, String name, Long projectId) implements DomainEvent {

    @Override
    public String eventName() {
        return "milestone.reached";
    }

    @Override
    public String aggregateType() {
        return "milestone";
    }

    @Override
    public String aggregateId() {
        return milestoneId.toString();
    }
}
