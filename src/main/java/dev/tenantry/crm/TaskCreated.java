package dev.tenantry.crm;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.journal.DomainEvent;

/** A task was created. */
public record TaskCreated(
        Long taskId,
        String title,
        @Nullable Long contactId,
        @Nullable Long companyId,
        @Nullable Long opportunityId,
        @Nullable Long leadId,
        @Nullable Long projectId) implements DomainEvent {

    @Override
    public String eventName() {
        return "task.created";
    }

    @Override
    public String aggregateType() {
        return "task";
    }

    @Override
    public String aggregateId() {
        return taskId.toString();
    }
}
