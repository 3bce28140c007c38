package dev.tenantry.crm.lead;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** How far somebody has come with a lead. */
enum LeadStatus {

    NEW, WORKING, QUALIFIED, UNQUALIFIED, CONVERTED;

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT);

    /** What was given up is taken up again before it is converted; a conversion is taken back to what was before it. */
    boolean canTransitionTo(LeadStatus next) {
        return switch (this) {
            case NEW, WORKING, QUALIFIED -> next != this;
            case UNQUALIFIED -> next != this && next != CONVERTED;
            case CONVERTED -> next != this && next != UNQUALIFIED;
        };
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
