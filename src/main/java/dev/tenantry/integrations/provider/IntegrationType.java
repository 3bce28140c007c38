package dev.tenantry.integrations.provider;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** What an integration is for. */
public enum IntegrationType {

    EMAIL, CALENDAR, CRM, PAYMENT, MESSAGING, ANALYTICS, CUSTOM, SMS, WHATSAPP, AI;

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT);

    /** As it is stored, and as clients are told. */
    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
