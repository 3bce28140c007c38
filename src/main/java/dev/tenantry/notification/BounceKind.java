package dev.tenantry.notification;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** Why a mail has come back. */
public enum BounceKind {

    /** There is no such address, or it takes no mail at all. */
    HARD,
    /** This mail was not taken: the mailbox is full, the server was away for too long, or it did not like what the mail says. */
    SOFT,
    /** It has not arrived yet, and may still. */
    DELAYED,
    /** Its recipient has called it unwanted. */
    COMPLAINT;

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT);

    public static BounceKind of(String value) {
        return valueOf(value.toUpperCase(Locale.ROOT));
    }

    /** As it is stored, and as clients are told. */
    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
