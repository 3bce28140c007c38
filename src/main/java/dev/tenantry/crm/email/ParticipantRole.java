package dev.tenantry.crm.email;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** In which field a mail names somebody. */
enum ParticipantRole {

    FROM, TO, CC, BCC;

    static ParticipantRole of(String value) {
        return valueOf(value.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
