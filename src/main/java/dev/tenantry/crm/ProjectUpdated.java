package dev.tenantry.crm;

import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.journal.DomainEvent;
import dev.tenantry.shared.journal.FieldChange;

/** A project was updated. @param userId the member who leads it @param changes what is otherwise than before, by field */
public record ProjectUpdated(
        Long projectId,
        String name,
        String status,
        @Nullable UUID userId,
        @Nullable Long contactId,
        @Nullable Long companyId,
        @Nullable Long opportunityId,
        Map<String, FieldChange> changes) implements DomainEvent {

    @Override
    public String eventName() {
        return "project.updated";
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
