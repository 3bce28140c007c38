package dev.tenantry.crm;

import dev.tenantry.shared.journal.DomainEvent;

/** A company was created. */
public record CompanyCreated(Long companyId, String name) implements DomainEvent {

    @Override
    public String eventName() {
        return "company.created";
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
