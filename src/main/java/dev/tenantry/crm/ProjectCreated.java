package dev.tenantry.crm;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.journal.DomainEvent;

/** A project was created. @param userId the member who leads it */
public record ProjectCreated(
        Long projectId,
        String name,
        String status,
        @Nullable UUID userId,
        @Nullable Long contactId,
        @Nullable Long companyId,
        @Nullable Long opportunityId) implements DomainEvent {

    @Override
    public String eventName() {
        return "project.created";
    }

    @Override
    public String aggregateType() {
        return "project";
    }

    @Override
    public String aggregateId() {
        return projectId.toString();
    }
}
