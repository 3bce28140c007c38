package dev.tenantry.access.location;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a restriction names. */
public enum RestrictionType {

    COUNTRY, REGION,
    /** Both. */
    CUSTOM;

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RestrictionType of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }
}
