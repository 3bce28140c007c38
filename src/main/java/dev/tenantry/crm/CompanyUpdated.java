package dev.tenantry.crm;

import dev.tenantry.shared.journal.DomainEvent;

/** A company was updated. */
public record CompanyUpdated(Long companyId, String name) implements DomainEvent {

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
