package dev.tenantry.notification;

import java.util.Locale;

/** What people are written to for. */
public enum MessagePurpose {

    /** They need it: it is about something that they asked for. */
    TRANSACTIONAL,
    /** It takes their consent. */
    MARKETING;

    public static MessagePurpose of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
