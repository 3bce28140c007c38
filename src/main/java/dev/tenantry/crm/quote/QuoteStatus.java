package dev.tenantry.crm.quote;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** Where a quote stands: a draft, with the customer, or at one of its ends. */
enum QuoteStatus {

    DRAFT, SENT, ACCEPTED, DECLINED, EXPIRED, SUPERSEDED, WITHDRAWN;

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT);

    boolean canTransitionTo(QuoteStatus next) {
        return switch (this) {
            case DRAFT -> next == SENT;
            case SENT -> next != DRAFT && next != SENT;
            case ACCEPTED, DECLINED, EXPIRED, SUPERSEDED, WITHDRAWN -> false;
        };
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
