package dev.tenantry.crm;

import java.util.Map;

import dev.tenantry.shared.journal.DomainEvent;
import dev.tenantry.shared.journal.FieldChange;

/** A company was updated. @param changes what is otherwise than before, by field */
public record CompanyUpdated(Long companyId, String name, Map<String, FieldChange> changes) implements DomainEvent {

    @Override
    public String eventName() {
        return "company.updated";
    }

    @Override
    public String aggregateType() {
        return "company";
    }

    @Override
    public String aggregateId() {
        return companyId.toString();
    }
}
