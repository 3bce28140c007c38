package dev.tenantry.access.address;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** What becomes, where places are restricted, of addresses of which nobody knows where they are. */
enum UnknownLocations {

    ADMIT, REFUSE;

    /** As it is stored, and as clients state it. */
    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
