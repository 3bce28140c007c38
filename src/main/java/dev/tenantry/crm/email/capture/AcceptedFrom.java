package dev.tenantry.crm.email.capture;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** Whose mails a member's address takes: anybody's who knows it, of which others than the member's are marked, or the member's own alone. */
enum AcceptedFrom {

    ANYONE, MEMBER;

    static AcceptedFrom of(String value) {
        return valueOf(value.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
