package dev.tenantry.crm.lead;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** Why something that a conversion did stays when that is taken back. */
enum KeptReason {

    TOUCHED, NEEDED, GONE, NOT_PERMITTED;

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
