package dev.tenantry.crm;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.journal.DomainEvent;
import dev.tenantry.shared.money.Money;

/** A customer has accepted a quote. */
public record QuoteAccepted(
        Long quoteId,
        String number,
        Integer revision,
        String title,
        Money total,
        Long opportunityId,
        @Nullable Long contactId,
        @Nullable String decidedBy) implements DomainEvent {

    @Override
    public String eventName() {
        return "quote.accepted";
    }

    @Override
    public String aggregateType() {
        return "quote";
    }

    @Override
    public String aggregateId() {
        return quoteId.toString();
    }
}
