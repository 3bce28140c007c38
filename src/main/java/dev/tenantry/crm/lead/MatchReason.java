package dev.tenantry.crm.lead;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** What speaks for a match, the strongest first: a name by itself is a hint and no more. */
public enum MatchReason {

    EMAIL, PHONE, DOMAIN, CONTACT, NAME;

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
