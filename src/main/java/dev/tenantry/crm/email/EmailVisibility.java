package dev.tenantry.crm.email;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** Who sees a mail: those members who took part in it or captured it, or whoever may read mails. */
enum EmailVisibility {

    PARTICIPANTS, ORGANIZATION;

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT);

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
