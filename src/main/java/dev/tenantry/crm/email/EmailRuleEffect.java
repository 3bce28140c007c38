package dev.tenantry.crm.email;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** What a rule does about mails with an address. */
enum EmailRuleEffect {

    NEVER_CAPTURED, ALWAYS_PRIVATE;

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT);

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
