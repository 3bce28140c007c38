package dev.tenantry.crm;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.journal.DomainEvent;
import dev.tenantry.shared.money.Money;

/** A quote was sent. */
public record QuoteSent(
        Long quoteId,
        String number,
        Integer revision,
        String title,
        Money total,
        Long opportunityId,
        @Nullable Long contactId) implements DomainEvent {

    @Override
    public String eventName() {
        return "quote.sent";
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
