package dev.tenantry.automation.template;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** What a template is for. */
enum TemplateCategory {

    CUSTOMER_ENGAGEMENT, LEAD_MANAGEMENT, SUPPORT, MARKETING, CUSTOM;

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT);

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
