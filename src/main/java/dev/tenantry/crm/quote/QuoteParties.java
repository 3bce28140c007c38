package dev.tenantry.crm.quote;

import org.jspecify.annotations.Nullable;

/** What stands in a quote of who offers and of whom it is offered to, line by line; null where nothing is known. */
record QuoteParties(@Nullable String sender, @Nullable String recipient) {

    /** What whoever drafted it might read stays where whoever sends it may not. */
    QuoteParties or(@Nullable String drafted) {
        return recipient == null ? new QuoteParties(sender, drafted) : this;
    }
}
