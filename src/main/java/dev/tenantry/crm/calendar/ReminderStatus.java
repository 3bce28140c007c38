package dev.tenantry.crm.calendar;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** Where a reminder of somebody stands. */
enum ReminderStatus {

    /** To be sent, or sent again. */
    SCHEDULED, SENT,
    /** Given up, or never sent: it tells why. */
    FAILED;

    static ReminderStatus of(String value) {
        return valueOf(value.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
