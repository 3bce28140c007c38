package dev.tenantry.crm;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.journal.DomainEvent;
import dev.tenantry.shared.journal.FieldChange;

/** A contact was updated. @param changes what is otherwise than before, by field */
public record ContactUpdated(
        Long contactId,
        String name,
        @Nullable String email,
        @Nullable Long companyId,
        Map<String, FieldChange> changes) implements DomainEvent {

    @Override
    public String eventName() {
        return "contact.updated";
    }

    @Override
    public String aggregateType() {
        return "contact";
    }

    @Override
    public String aggregateId() {
        return contactId.toString();
    }
}
