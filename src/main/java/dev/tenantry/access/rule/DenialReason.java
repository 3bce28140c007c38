package dev.tenantry.access.rule;

import java.util.Arrays;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** Why an address is refused. */
public enum DenialReason {

    NOT_LISTED("is not on the organization's list"),
    ENTRY_EXPIRED("is not on the organization's list any more: its entry has expired"),
    ENTRY_PROPOSED("is not on the organization's list yet: its entry waits for somebody's approval"),
    PLACE_DENIED("is in a place that the organization does not admit"),
    PLACE_UNKNOWN("is one of which no place is known, and the organization admits none of these"),
    ADDRESS_UNKNOWN("is not known"),
    /** For a time, whatever the rules say. */
    BLOCKED("is blocked");

    private final String text;

    DenialReason(String text) {
        this.text = text;
    }

    /** In words, behind the address. */
    public String text() {
        return text;
    }

    /** As it is stored, and as clients are told. */
    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static DenialReason of(String stored) {
        return Arrays.stream(values()).filter(reason -> reason.toString().equals(stored)).findFirst().orElseThrow();
    }
}
