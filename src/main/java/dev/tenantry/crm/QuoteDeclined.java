package dev.tenantry.crm;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.journal.DomainEvent;
import dev.tenantry.shared.money.Money;

/** A customer has declined a quote. */
public record QuoteDeclined(
        Long quoteId,
        String number,
        Integer revision,
        String title,
        Money total,
        Long opportunityId,
        @Nullable Long contactId,
        @Nullable String decidedBy,
        @Nullable String comment) implements DomainEvent {

    @Override
    public String eventName() {
        return "quote.declined";
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
